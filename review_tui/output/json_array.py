"""Findings as JSON: an array, one finding a line."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from review_tui.files.visible import HIDDEN
from review_tui.lint.report import Item, Remedy, Report, Spot
from review_tui.output.entries import entries
from review_tui.output.style import Style

_RISKY = re.compile(f"[{HIDDEN}]")  # most of it JSON allows as it is
_ENCODER = msgspec.json.Encoder()


def render(reports: Iterable[Report], style: Style) -> Iterator[str]:  # noqa: ARG001  all formats take a style
    """Yield an array, one finding a line."""
    separator = "[\n  "
    for report in reports:
        lines = encoded_lines(as_json(report.path, item) for item in entries(report))
        if lines:
            yield separator + ",\n  ".join(lines)
            separator = ",\n  "
    yield "[]\n" if separator.startswith("[") else "\n]\n"


def as_json(path: str, item: Item) -> dict[str, Any]:
    """Return a finding as the JSON has it; offsets are code points from the start of the file."""
    return {
        "path": path,
        "rule": item.rule,
        "code": item.code,
        "severity": item.severity,
        "message": item.message,
        "text": item.text,
        "start": _place(item.start),
        "end": _place(item.end),
        "concept": item.concept,
        "fix": _fix(item.fix) if item.fix else None,
    }


def encoded(value: object) -> str:
    """Return the JSON of a value on one line, whatever would steer a terminal escaped."""
    try:
        return _escaped(_ENCODER.encode(value).decode())
    except UnicodeEncodeError:  # half of a surrogate pair, which a name on the command line may hold
        return _escaped(json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":")))


def encoded_lines(values: Iterable[object]) -> list[str]:
    """Return the JSON of each value, as `encoded` does."""
    values = list(values)
    try:
        return [_escaped(line) for line in _ENCODER.encode_lines(values).decode().split("\n")[:-1]]
    except UnicodeEncodeError:
        return [encoded(value) for value in values]


def _escaped(text: str) -> str:
    if text.isprintable():  # which what is risky is not
        return text
    return _RISKY.sub(lambda match: json.dumps(match[0])[1:-1], text)


def _place(spot: Spot) -> dict[str, int]:
    return {"line": spot.line, "column": spot.column, "offset": spot.offset}


def _fix(remedy: Remedy) -> dict[str, Any]:
    edits = [{"start": change.start.offset, "end": change.end.offset, "text": change.text} for change in remedy.changes]
    return {"safety": remedy.safety, "edits": edits}
