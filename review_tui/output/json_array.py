"""Findings as JSON: an array, one finding a line."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from review_tui.lint.report import Item, Remedy, Report, Spot
from review_tui.output.entries import entries
from review_tui.output.style import Style

# Characters that JSON allows as they are, and that steer a terminal or a reader's eye: C1, and all that reorders text.
_RISKY = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
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
    return _escaped(_ENCODER.encode(value).decode())


def encoded_lines(values: Iterable[object]) -> list[str]:
    """Return the JSON of each value, as `encoded` does."""
    return [_escaped(line) for line in _ENCODER.encode_lines(values).decode().split("\n")[:-1]]


def _escaped(text: str) -> str:
    if text.isprintable():  # which what is risky is not
        return text
    return _RISKY.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _place(spot: Spot) -> dict[str, int]:
    return {"line": spot.line, "column": spot.column, "offset": spot.offset}


def _fix(remedy: Remedy) -> dict[str, Any]:
    edits = [{"start": change.start.offset, "end": change.end.offset, "text": change.text} for change in remedy.changes]
    return {"safety": remedy.safety, "edits": edits}
