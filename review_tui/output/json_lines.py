"""Findings as JSON Lines: the objects of the JSON format, one a line, ready while the run goes on."""

from collections.abc import Iterable, Iterator

from review_tui.lint.report import Report
from review_tui.output.entries import entries
from review_tui.output.json_array import as_json, encoded_lines
from review_tui.output.style import Style


def render(reports: Iterable[Report], style: Style) -> Iterator[str]:  # noqa: ARG001  all formats take a style
    """Yield a line for each finding."""
    for report in reports:
        for line in encoded_lines(as_json(report.path, item) for item in entries(report)):
            yield f"{line}\n"
