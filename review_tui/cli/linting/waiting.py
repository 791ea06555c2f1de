"""Reports that wait until the decisions are settled: pruning may give an article those that have its former name."""

from collections.abc import Callable, Iterable, Iterator

from review_tui.files.spool import Spool
from review_tui.lint.failure import Failure
from review_tui.lint.report import Report, failed
from review_tui.lint.run.wire import decode, encode


def after(settle: Callable[[], object], reports: Iterable[Report]) -> Iterator[Report]:
    """Take all reports, call `settle`, and only then yield them, in order; many wait in a temporary file.

    Where that cannot be written, there is but one report, with the failure, and `settle` is not called.
    """
    spool = Spool()
    try:
        for report in reports:
            spool.put(encode(report))
        if not spool.problem:
            settle()
            yield from map(decode, spool.take())
        if spool.problem:
            message = f"the reports could not wait there until the decisions are settled: {spool.problem}"
            yield failed(Failure(spool.folder, 0, message))
    finally:
        spool.close()
