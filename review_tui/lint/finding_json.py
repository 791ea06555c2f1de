"""A finding as a line of JSON, as the JSON formats print it.

The lines are made by the process that makes the finding, so that the work is shared, and are kept in the cache. They
lack the path, since each run may name the file differently.
"""

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from review_tui.lint.report import Item, Remedy
from review_tui.rules.safety import Safety
from review_tui.severity import Severity
from review_tui.text.lazy import lazy
from review_tui.text.visible import HIDDEN

_RISKY = lazy(f"[{HIDDEN}]")  # most of it JSON allows as it is
_ENCODER = msgspec.json.Encoder()


def lines(items: Iterable[Item]) -> str:
    """Return the JSON of each finding, one a line, without its beginning `{"path":…,`, which `named` adds."""
    values = list(map(_plain, items))
    try:
        text = _ENCODER.encode_lines(values).decode()[:-1]
    except UnicodeEncodeError:
        text = "\n".join(map(encoded, values))
    if not text.replace("\n", "").isprintable():
        text = "\n".join(map(_escaped, text.split("\n")))
    return text[1:].replace("\n{", "\n")


def named(lines: str, path: str, separator: str) -> str:
    """Return the JSON of the findings in a file, of the `lines` that a function of that name made."""
    start = f'{{"path":{encoded(path)},'
    return start + (separator + start).join(lines.split("\n")) if lines else ""


def encoded(value: object) -> str:
    """Return the JSON of a value on one line, whatever would steer a terminal escaped."""
    try:
        return _escaped(_ENCODER.encode(value).decode())
    except UnicodeEncodeError:  # half of a surrogate pair, which a name on the command line may hold
        import json  # here and below, since few findings need it, and it takes its time to load

        return _escaped(json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":")))


def _escaped(text: str) -> str:
    if text.isprintable():  # which what is risky is not
        return text
    import json

    return _RISKY.sub(lambda match: json.dumps(match[0])[1:-1], text)


class _JsonPlace(Struct, gc=False):
    line: int
    column: int
    offset: int


class _JsonEdit(Struct, gc=False):
    start: int
    end: int
    text: str


class _JsonFix(Struct, gc=False):
    safety: Safety
    edits: list[_JsonEdit]


class _JsonLine(Struct, gc=False):
    """A finding as the JSON has it after the path; offsets are code points from the start of the file."""

    rule: str
    code: str
    severity: Severity
    message: str
    text: str
    start: _JsonPlace
    end: _JsonPlace
    concept: str | None
    fix: _JsonFix | None


def _plain(item: Item) -> _JsonLine:
    return _JsonLine(
        item.rule,
        item.code,
        item.severity,
        item.message,
        item.text,
        _JsonPlace(item.start.line, item.start.column, item.start.offset),
        _JsonPlace(item.end.line, item.end.column, item.end.offset),
        item.concept,
        _fix(item.fix) if item.fix else None,
    )


def _fix(remedy: Remedy) -> _JsonFix:
    return _JsonFix(
        remedy.safety, [_JsonEdit(change.start.offset, change.end.offset, change.text) for change in remedy.changes]
    )
