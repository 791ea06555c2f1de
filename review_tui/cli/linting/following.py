"""Writing fixed articles whose decisions have to be moved: the decisions file first, for several articles at a time.

The decisions file may be large, so it is written once for all the articles that come in within a while. That while is
nine times as long as the last write took.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from review_tui.cli.deciding import Deciding
from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.moving import Moving
from review_tui.lint.report import Move, Report
from review_tui.lint.run.job import Task, unfixed, write_fixed

_FIRST = 0.2  # seconds that the first article waits for others
_SHARE = 9  # times as long as it took is waited till decisions are written again
_MOST = 200  # reports that wait for that


def followed(reports: Iterable[Report], deciding: Deciding, task_of: Callable[[Report], Task]) -> Iterator[Report]:
    """Write the unwritten articles of reports, and yield the reports, in order, as they are then.

    `task_of` returns the task of a report.
    """
    waiting: list[Report] = []
    begun, pause = 0.0, _FIRST
    for report in reports:
        if report.unwritten is None and not waiting:
            yield report
            continue
        if not waiting:
            begun = time.monotonic()
        waiting.append(report)
        if time.monotonic() - begun >= pause or len(waiting) >= _MOST:
            started = time.monotonic()
            written = _written(waiting, deciding, task_of)
            pause = _SHARE * (time.monotonic() - started)
            waiting = []
            yield from written
    yield from _written(waiting, deciding, task_of)


def _written(reports: list[Report], deciding: Deciding, task_of: Callable[[Report], Task]) -> list[Report]:
    """Move decisions and write the unwritten articles of these reports; return the reports as they are then."""
    now = list(reports)
    groups: dict[Moving, dict[str, int]] = {}
    for place, report in enumerate(reports):
        if report.unwritten is not None:
            moving, name = deciding.moving(report.unwritten.file)
            groups.setdefault(moving, {})[name] = place
    for moving, places in groups.items():
        try:
            moving.begin({name: reports[place].moves for name, place in places.items()})
        except FileProblem as problem:
            for place in places.values():
                message = f"not fixed: its decisions could not follow: {problem}"
                now[place] = unfixed(task_of(reports[place]), message)
            continue
        written: dict[str, Sequence[Move]] = {}
        try:
            for name, place in places.items():
                report = now[place] = write_fixed(task_of(reports[place]), reports[place])
                if report.moves:
                    now[place] = replace(report, moves=(), followed=len(report.moves))
                    written[name] = report.moves
        finally:
            deciding.follow(moving, written)
    return now
