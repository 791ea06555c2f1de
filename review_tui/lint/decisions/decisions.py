"""What editors decided: a finding left as it is, a section reviewed, a candidate rejected. One file for desk and CI.

It is JSON Lines, a decision a line, sorted, so that a change is a line in a diff. Nothing in it names a line of an
article: a finding is known by its identity, a section by the hash of its text. Paths count from the file's folder;
addresses stand as they are.
"""

import os
from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from review_tui.files.address import is_address
from review_tui.files.naming import slashed
from review_tui.files.presence import is_absent, is_taken
from review_tui.files.stamp import FileProblem, Stamp, read
from review_tui.lint.identity import Identity
from review_tui.lint.report import Item
from review_tui.text.lazy import lazy


class Accepted(Struct, frozen=True, kw_only=True, tag_field="kind", tag="finding"):
    """A finding that is to be left as it is. `at` is a date, `by` a name; both and the reason may be empty."""

    path: str
    rule: str
    concept: str = ""
    text: str = ""
    before: str = ""
    after: str = ""
    occurrence: int = 1
    reason: str = ""
    by: str = ""
    at: str = ""

    @property
    def key(self) -> str:
        """Return the key of the finding's identity."""
        return self.identity.key

    @property
    def identity(self) -> Identity:
        """Return the finding's identity."""
        return Identity(self.rule, self.concept, self.text, self.before, self.after, self.occurrence)


def first_of(accepted: Accepted, key: str) -> str:
    """Return the key of the first of an accepted finding's twins, which are alike in all but their number.

    `key` is the finding's own, which costs a hash to work out again.
    """
    return key if accepted.occurrence == 1 else accepted.identity.first


class Reviewed(Struct, frozen=True, kw_only=True, tag_field="kind", tag="section"):
    """A section that somebody has reviewed, as long as its text is the one with this hash.

    `state` is empty, or `needs work` where the review came to that.
    """

    path: str
    section: str = ""
    hash: str
    state: Literal["", "needs work"] = ""
    by: str = ""
    at: str = ""

    @property
    def key(self) -> str:
        """Return the hash."""
        return self.hash


class Rejected(Struct, frozen=True, kw_only=True, tag_field="kind", tag="candidate"):
    """A candidate for the glossary that is no rendering. It is about no article, and `path` is empty."""

    path: Literal[""] = ""
    concept: str
    zh: str
    by: str = ""
    at: str = ""

    @property
    def key(self) -> str:
        """Return concept and words as one."""
        return f"{self.concept}|{self.zh}"


Decision = Accepted | Reviewed | Rejected

Name = tuple[str, str]
"""What a decision is known by in its file: the path of its article, and its key."""


def name_of(decision: Decision) -> Name:
    """Return what a decision is known by in its file."""
    return decision.path, decision.key


BASELINE = "baseline"
"""The reason of decisions that a baseline makes."""

_ADDRESS = lazy(r"(?:^|/)[A-Za-z][A-Za-z0-9+.-]+:/")
_DECODER = msgspec.json.Decoder(Decision)


class IndexedDecision(Struct, frozen=True):
    """A decision in the index: about a finding, or about a section.

    `rule` is the name of the finding's rule, `first` the key of the first of its twins (the findings that are alike in
    all but their number); both are empty for a section. `lines` are those in the file, from 1: there are several where
    two branches made the same decision on different days or for different reasons.

    A run calls a decision stale where it finds neither its finding nor its section. A third kind of decision about
    articles therefore needs a field here that tells it from these two.
    """

    rule: str
    lines: tuple[int, ...]
    first: str = ""


class DecisionIndex:
    """The decisions of one file: `articles` maps the name of an article to its decisions by key.

    `problems` are the lines (from 1; 0 for the file as a whole) that could not be read, each with what is wrong. Such
    lines decide nothing, but stay in the file. `lines` are those of the file where `read_index` keeps them, else empty.
    `stamp` is None where there is no file.
    """

    def __init__(self, file: Path, problems: list[tuple[int, str]], stamp: Stamp | None) -> None:
        self.file = file
        self.problems = problems
        self.stamp = stamp
        self.articles: dict[str, dict[str, IndexedDecision]] = {}
        self.lines: list[bytes] = []

    @property
    def is_whole(self) -> bool:
        """Tell whether every line was read. If not, findings without a decision may have one: do not fix or prune."""
        return not self.problems

    def names(self, article: Path | str) -> tuple[str, ...]:
        """Return the names that an article may have in this file; it is given by its path or its address.

        An address has two: the path that it may have been taken for, with one slash less, and the address itself.
        """
        name = path_in(self.file, article)
        return (path_in(self.file, Path(article)), name) if is_address(name) else (name,)

    def of(self, article: Path | str) -> dict[str, IndexedDecision]:
        """Return the decisions about an article, by key; it is given by its path or its address."""
        name, *others = self.names(article)
        known = self.articles.get(name, {})
        for other in others:
            known = known | self.articles.get(other, {})
        return known

    def rename(self, new_articles: Mapping[Name, str]) -> None:
        """Give decisions the articles that they have got in the file: see `writing.prune`."""
        for (name, key), article in new_articles.items():
            if (decision := self.articles.get(name, {}).pop(key, None)) is not None:
                self.articles.setdefault(article, {})[key] = decision

    def accepted(self, article: Path | str, without: Collection[str]) -> tuple[Accepted, ...]:
        """Return the accepted findings of an article, except those of the rules named in `without`.

        Empty where the index was read without keeping the lines.
        """
        known = (each for each in self.of(article).values() if each.rule and each.rule not in without)
        lines = [self.lines[each.lines[-1] - 1] for each in known if self.lines]
        return tuple(decision for _, decision in decisions_in(lines) if isinstance(decision, Accepted))


class OtherDecisions(Struct, frozen=True):
    """Where decisions about other articles are: the path of the file, and the SHA-256 that it had as the run began."""

    file: str
    digest: str


def path_in(file: Path, article: Path | str) -> str:
    """Return how a decisions file names an article: a file by its path from there, an address as it is."""
    if isinstance(article, str) and is_address(article):
        return article
    return slashed(os.path.relpath(article, file.parent))


def is_address_name(name: str) -> bool:
    """Tell whether a name in a decisions file is an address, even one that lost a slash, and not the path of a file."""
    return _ADDRESS.search(name) is not None


def is_missing(file: Path) -> bool:
    """Tell whether there certainly is no such decisions file. Raises FileProblem for a link that leads nowhere."""
    if is_absent(file) and is_taken(file):
        raise FileProblem(file, "it is a link that leads nowhere: bring back what it leads to, or delete it")
    return is_absent(file)


def read_index(file: Path, *, keeping: bool = False) -> DecisionIndex:
    """Read a decisions file; one that is not there is empty. Raises FileProblem where it cannot be read.

    With `keeping`, the index keeps the lines of the file, for callers that need more of a decision than the index has.
    """
    if is_missing(file):
        return DecisionIndex(file, [], None)
    data, stamp = read(file)
    index, lines = DecisionIndex(file, [], stamp), lines_of(data)
    if keeping:
        index.lines = lines
    again: dict[Name, list[int]] = {}  # apart, as each longer tuple would be a copy
    for number, decision in decisions_in(lines, lambda line, message: index.problems.append((line, message))):
        known, key = index.articles.setdefault(decision.path, {}), decision.key
        if key in known:
            again.setdefault((decision.path, key), []).append(number)
            continue
        rule, first = (decision.rule, first_of(decision, key)) if isinstance(decision, Accepted) else ("", "")
        known[key] = IndexedDecision(rule, (number,), first)
    for (name, key), numbers in again.items():
        once = index.articles[name][key]
        index.articles[name][key] = replace(once, lines=(*once.lines, *numbers))
    return index


def all_decisions(data: bytes) -> Iterator[Decision]:
    """Yield the decisions that the bytes of a file hold; lines that are none are passed over."""
    return (decision for _, decision in decisions_in(lines_of(data)))


def lines_of(data: bytes) -> list[bytes]:
    """Return the lines of a file, without the byte order mark that some editors put before the first."""
    return data.removeprefix(BOM_UTF8).splitlines()


def decisions_in(
    lines: Iterable[bytes], complain: Callable[[int, str], None] = lambda *_: None
) -> Iterator[tuple[int, Decision]]:
    """Yield the decisions with their lines, from 1; give `complain` what is wrong with the others."""
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
                complain(number, f"this is no decision: {error}; mend the line, or delete it")


def encode_decision(decision: Decision) -> bytes:
    """Return the line of a decision, without its line end; empty values are left out, and the path comes first."""
    values = {"path": decision.path} | {
        name: value for name, value in msgspec.to_builtins(decision).items() if value != ""
    }
    return msgspec.json.encode(values)


def acceptance(file: Path, article: Path | str, item: Item, *, reason: str, by: str = "", at: str = "") -> Accepted:
    """Return the decision to leave a finding as it is, for a line of `file`; the article is a path or an address.

    `at` is a date (YYYY-MM-DD).
    """
    return Accepted(path=path_in(file, article), **item.identity._asdict(), reason=reason, by=by, at=at)
