"""Findings as rdjson, which reviewdog reads. Its columns count bytes of UTF-8."""

from collections.abc import Iterable, Iterator
from typing import Any

from review_tui.lint.finding_json import encoded
from review_tui.lint.report import Change, Item, Report, Spot
from review_tui.output.entries import entries
from review_tui.output.style import Style


def render(reports: Iterable[Report], style: Style) -> Iterator[str]:  # noqa: ARG001  all formats take a style
    """Yield one document, a diagnostic a line."""
    yield '{"source": {"name": "review-tui"}, "diagnostics": ['
    separator = "\n  "
    for report in reports:
        for item in entries(report):
            yield separator + encoded(_diagnostic(report.path, item))
            separator = ",\n  "
    yield "\n]}\n"


def _diagnostic(path: str, item: Item) -> dict[str, Any]:
    diagnostic: dict[str, Any] = {
        "message": item.message,
        "location": {"path": path, "range": _range(item.start, item.end)},
        "severity": item.severity.value.upper(),
        "code": {"value": f"{item.code} {item.rule}"},
    }
    suggestions = [_suggestion(remedy.changes[0]) for remedy in item.remedies if len(remedy.changes) == 1]
    if suggestions:
        diagnostic["suggestions"] = suggestions
    return diagnostic


def _range(start: Spot, end: Spot) -> dict[str, Any]:
    return {"start": {"line": start.line, "column": start.byte}, "end": {"line": end.line, "column": end.byte}}


def _suggestion(change: Change) -> dict[str, Any]:
    return {"range": _range(change.start, change.end), "text": change.text}
