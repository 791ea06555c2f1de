"""Findings as JSON Lines: the objects of the JSON format, one a line, ready while the run goes on."""

from collections.abc import Iterable, Iterator

from review_tui.lint.jsonline import head, tails
from review_tui.lint.report import Report
from review_tui.lint.wire import lines_in
from review_tui.output.entries import failure_item
from review_tui.output.style import Style


def render(reports: Iterable[Report], style: Style) -> Iterator[str]:  # noqa: ARG001  all formats take a style
    """Yield a line for each finding."""
    for report in reports:
        for line in lines_of(report):
            yield f"{line}\n"


def lines_of(report: Report) -> list[str]:
    """Return the JSON of all that a report lists, failures first."""
    start = head(report.path)
    return [start + tail for tail in (*tails(map(failure_item, report.failures)), *lines_in(report))]
