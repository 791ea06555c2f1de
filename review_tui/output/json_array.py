"""Findings as JSON: an array, one finding a line."""

from collections.abc import Iterable, Iterator

from review_tui.lint.report import Report
from review_tui.output.json_lines import lines_of
from review_tui.output.style import Style


def render(reports: Iterable[Report], style: Style) -> Iterator[str]:  # noqa: ARG001  all formats take a style
    """Yield an array, one finding a line."""
    separator = "[\n  "
    for report in reports:
        lines = lines_of(report)
        if lines:
            yield separator + ",\n  ".join(lines)
            separator = ",\n  "
    yield "[]\n" if separator.startswith("[") else "\n]\n"
