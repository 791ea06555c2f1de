"""Findings as JSON Lines: the objects of the JSON format, one a line, ready while the run goes on."""

from collections.abc import Iterable, Iterator

from review_tui.lint import finding_json
from review_tui.lint.report import Report
from review_tui.lint.run.wire import lines_in
from review_tui.output.entries import failure_item
from review_tui.output.style import Style


def render(reports: Iterable[Report], style: Style) -> Iterator[str]:  # noqa: ARG001  all formats take a style
    """Yield a line for each finding."""
    for report in reports:
        text = listing(report, "\n")
        if text:
            yield f"{text}\n"


def listing(report: Report, separator: str) -> str:
    """Return the JSON of all that a report lists, failures first, a separator between them."""
    lines = lines_in(report)
    if report.failures:
        failures = finding_json.lines(map(failure_item, report.failures))
        lines = f"{failures}\n{lines}" if lines else failures
    return finding_json.named(lines, report.path, separator)
