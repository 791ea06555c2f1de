"""The lines of a decisions file, read and written.

It is JSON Lines, a decision a line, sorted, so that a change is a line in a diff. A baseline of a whole site is too
long for that: half a million findings with their words are 150 MB. It has a line for each article instead, with the
keys of its findings, which is a seventh.
"""

from codecs import BOM_UTF8
from collections.abc import Callable, Container, Iterable, Iterator
from typing import TypeGuard

import msgspec
from msgspec import Struct

from review_tui.lint.decisions.decisions import BASELINE, Accepted, Decision, Rejected, Reviewed


class Adopted(Struct, frozen=True, kw_only=True, tag_field="kind", tag="baseline"):
    """The line of a large baseline about one article: its findings by the names of their rules.

    Each is its key, or key and key of its first twin with a slash between them.
    """

    path: str
    findings: dict[str, list[str]]
    at: str = ""

    def entries(self) -> Iterator[tuple[str, str, str]]:
        """Yield the names of the rules, each with a key, and the key of the first twin where that is another."""
        for rule, hashes in self.findings.items():
            for each in hashes:
                key, _, twin = each.partition("/")
                yield rule, key, twin

    def decisions(self) -> Iterator[Accepted]:
        """Yield the decisions, one for each finding."""
        for rule, key, twin in self.entries():
            yield Accepted(path=self.path, rule=rule, reason=BASELINE, at=self.at, hash=key, twin=twin)


class _Kind(Struct):
    """What any line has that a version of this program wrote."""

    kind: str = ""


_KINDS = msgspec.json.Decoder(_Kind)
_DECODER: msgspec.json.Decoder[Decision | Adopted] = msgspec.json.Decoder(Decision | Adopted)


def all_decisions(data: bytes) -> Iterator[Decision]:
    """Yield the decisions that the bytes of a file hold; lines that are none are passed over."""
    return (decision for _, decision in decisions_in(lines_of(data)))


def decisions_about(articles: Container[str], data: bytes) -> Iterator[Decision]:
    """Yield the decisions about some articles that the bytes of a file hold, and make no others."""
    for _, line in lines_in(lines_of(data)):
        if line.path in articles:
            yield from decisions_of(line)


def lines_of(data: bytes) -> list[bytes]:
    """Return the lines of a file, without the byte order mark that some editors put before the first."""
    return data.removeprefix(BOM_UTF8).splitlines()


def lines_in(
    lines: Iterable[bytes], complain: Callable[[int, str], None] = lambda *_: None
) -> Iterator[tuple[int, Decision | Adopted]]:
    """Yield what stands in some lines, with their numbers, from 1; give `complain` what is wrong with the others."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield number, _DECODER.decode(line)
        except RecursionError:
            complain(number, "this is no decision: it is nested too deep")
        except msgspec.DecodeError as error:
            if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")):
                complain(number, "a merge conflict was left here: delete its three marks, and keep the other lines")
            else:
                complain(number, _fault_of(line) or f"this is no decision: {error}; mend the line, or delete it")


def _fault_of(line: bytes) -> str:
    """Say of a line, which is no decision, that its kind is none; empty where something else is wrong with it."""
    try:
        kind = _KINDS.decode(line).kind
    except (msgspec.DecodeError, RecursionError):
        return ""
    kinds = [each.__struct_config__.tag for each in (Accepted, Adopted, Rejected, Reviewed)]
    if not kind or kind in kinds:
        return ""
    known = ", ".join(sorted(map(str, kinds)))
    return (
        f"“{kind}” is no kind of decision that this version knows (those are {known}): "
        "mend the line, or install the version that wrote it"
    )


def decisions_in(lines: Iterable[bytes]) -> Iterator[tuple[int, Decision]]:
    """Yield the decisions in some lines, with the numbers of these, from 1."""
    for number, line in lines_in(lines):
        for decision in decisions_of(line):
            yield number, decision


def decisions_of(line: Decision | Adopted) -> Iterable[Decision]:
    """Return the decisions of a line."""
    return line.decisions() if isinstance(line, Adopted) else (line,)


def encode_decision(decision: Decision) -> bytes:
    """Return the line of a decision, without its line end: see `encode_decisions`."""
    return encode_decisions([decision])[0]


def encode_decisions(decisions: Iterable[Decision]) -> list[bytes]:
    """Return the lines of some decisions, without line ends; empty values are left out, and the path comes first.

    Those of a baseline that have no words share a line for each article.
    """
    lines: list[Decision | Adopted] = []
    adopted: dict[str, list[Accepted]] = {}
    for each in decisions:
        if is_adopted(each):
            adopted.setdefault(each.path, []).append(each)
        else:
            lines.append(each)
    for path, several in adopted.items():
        findings: dict[str, list[str]] = {}
        for rule, key, twin in sorted({(each.rule, each.hash, each.twin) for each in several}):
            findings.setdefault(rule, []).append(f"{key}/{twin}" if twin else key)
        lines.append(Adopted(path=path, findings=findings, at=max(each.at for each in several)))
    return list(map(_encoded, lines))


def is_adopted(decision: Decision) -> TypeGuard[Accepted]:
    """Tell whether a decision is one of a large baseline, which shares a line with the others about its article."""
    return isinstance(decision, Accepted) and bool(decision.hash) and (decision.reason, decision.by) == (BASELINE, "")


def _encoded(line: Decision | Adopted) -> bytes:
    values = {"path": line.path} | {name: value for name, value in msgspec.to_builtins(line).items() if value != ""}
    return msgspec.json.encode(values)
