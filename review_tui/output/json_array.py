"""Findings as JSON: an array, one finding a line."""

from collections.abc import Iterable, Iterator

from review_tui.lint.report import Report
from review_tui.output.json_lines import listing
from review_tui.output.style import Style

_BETWEEN = ",\n  "


def render(reports: Iterable[Report], style: Style) -> Iterator[str]:  # noqa: ARG001  all formats take a style
    """Yield an array, one finding a line."""
    return array(text for report in reports if (text := listing(report, _BETWEEN)))


def array(pieces: Iterable[str]) -> Iterator[str]:
    """Yield an array of pieces of JSON, one a line."""
    start = "[\n  "
    for piece in pieces:
        yield start + piece
        start = _BETWEEN
    yield "\n]\n" if start == _BETWEEN else "[]\n"
