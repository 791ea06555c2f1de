"""What a format lists for a file: its findings, and what kept it from being checked in the same shape."""

from collections.abc import Iterator

from review_tui.lint.failure import Failure
from review_tui.lint.report import Item, Report, Spot
from review_tui.severity import Severity

INTERNAL_ERROR = ("E901", "internal-error")
FILE_ERROR = ("E902", "file-error")
_START = Spot(1, 1, 0, 1)


def entries(report: Report) -> Iterator[Item]:
    """Yield the failures of a report as items, and then its findings."""
    yield from map(failure_item, report.failures)
    yield from report.items


def failure_item(failure: Failure) -> Item:
    """Return a failure in the shape of a finding: E901 where this program is at fault, E902 where the file is."""
    code, name = INTERNAL_ERROR if failure.rule or failure.internal else FILE_ERROR
    spot = Spot(failure.line, 1, 0, 1) if failure.line else _START
    return Item(code, name, Severity.ERROR, failure.message, "", spot, spot, None, None, (), "", "")


def is_failure(item: Item) -> bool:
    """Tell whether an item stands for a failure."""
    return item.code in (INTERNAL_ERROR[0], FILE_ERROR[0])
