"""A run over many files: tasks in, reports out, in the same order, on any executor."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from review_tui.files.address import is_address
from review_tui.lint.report import Report
from review_tui.lint.run.executor import AHEAD, Executor, Here, Pending
from review_tui.lint.run.retrying import Batches, Stopped, is_fixing
from review_tui.lint.run.task import Mode, Task, TaskResult
from review_tui.lint.run.writing import ToWrite

if TYPE_CHECKING:
    from review_tui.lint.run.cache import Cache
    from review_tui.lint.run.following import Following

FIRST_CHUNK, LARGEST_CHUNK = 4, 32  # files: few at first, so that something is seen at once
FEW = 8  # files: with no more than these, other processes are not worth their start


class _Chunk(Struct, frozen=True):
    """Some tasks in a row: those with a known report, and the others under way."""

    size: int
    known: dict[int, Report]
    rest: list[Task]
    pending: Pending | None


def run(
    tasks: Iterable[Task | Report],
    executor: Executor | None = None,
    *,
    jobs: int = 1,
    cache: "Cache | None" = None,
    stop: Callable[[], bool] = lambda: False,
    following: "Following | None" = None,
) -> Iterator[Report]:
    """Yield the report of each task, in order; a report among the tasks is passed on in its place.

    What the cache knows is not run again. Only a few chunks for each of the `jobs` workers are under way at a time, so
    memory does not grow with the run. When `stop` returns True, nothing more is started, waited for or yielded; but
    files that are being fixed are finished, and those that were changed are reported. Raises GoneError where the
    executor does.

    `following` moves decisions along with fixes, before an article is written. Without it decisions stay as they are,
    and `Report.moves` tells which of them would have to move.
    """
    made = _made(tasks, jobs, _Run(executor or Here(), cache, stop))
    if following is not None:
        from review_tui.lint.run.following import followed  # for few runs

        yield from followed(made, following)
        return
    for each in made:
        yield each.write() if isinstance(each, ToWrite) else each


def _made(tasks: Iterable[Task | Report], jobs: int, this: "_Run") -> Iterator[Report | ToWrite]:
    queue: deque[_Chunk] = deque()
    try:
        for chunk in this.chunks(tasks, jobs):
            queue.append(chunk)
            while queue and (len(queue) > jobs * AHEAD or jobs == 1 or queue[0].pending is None):
                yield from this.reports(queue.popleft())
        while queue:
            yield from this.reports(queue.popleft())
    except Stopped:
        for chunk in queue:
            if is_fixing(chunk.rest):
                with suppress(Stopped):
                    yield from this.reports(chunk)


class _Run:
    """What one run works with."""

    def __init__(self, executor: Executor, cache: "Cache | None", stop: Callable[[], bool]) -> None:
        self._batches = Batches(executor, stop)
        self._cache = cache
        self._stop = stop

    def chunks(self, tasks: Iterable[Task | Report], jobs: int) -> Iterator[_Chunk]:
        """Yield the tasks some at a time, those that are not known started."""
        size, limit = (1, 1) if jobs == 1 else (FIRST_CHUNK, LARGEST_CHUNK)
        stream = iter(tasks)
        while several := list(islice(stream, size)):
            known: dict[int, Report] = {}
            rest: list[Task] = []
            for index, task in enumerate(several):
                report = task if isinstance(task, Report) else self._known(task)
                if report is not None:
                    known[index] = report
                elif isinstance(task, Task):
                    rest.append(task)
            yield _Chunk(len(several), known, rest, self._batches.start(rest) if rest else None)
            size = min(size * 2, limit)

    def reports(self, chunk: _Chunk) -> Iterator[Report | ToWrite]:
        """Yield the reports of a chunk, in order, and let the cache keep new ones. Raises Stopped and GoneError."""
        made = self._batches.made(chunk.rest, chunk.pending) if chunk.pending else iter(())
        rest, fixes = iter(chunk.rest), is_fixing(chunk.rest)
        for index in range(chunk.size):
            if self._stop() and not fixes:
                raise Stopped
            if index in chunk.known:
                yield chunk.known[index]
                continue
            task, outcome = next(rest), next(made)
            report = outcome.report
            if isinstance(outcome, TaskResult) and outcome.content and not report.failures:
                self._keep(task, outcome)
            yield report if outcome.unwritten is None else ToWrite(task, report, outcome.unwritten)
        if fixes and self._stop():
            raise Stopped

    def _keep(self, task: Task, result: TaskResult) -> None:
        if self._cache is not None and _is_kept(task):
            self._cache.keep(task, result)

    def _known(self, task: Task) -> Report | None:
        return self._cache.report(task) if self._cache is not None and _is_kept(task) else None


def _is_kept(task: Task) -> bool:
    """Tell whether the report of a task may be kept: whether it only checks, and its file is on this machine.

    What a task that fixes reports depends on what must not be fixed, which is not in the key. Whether an article at an
    address has changed could only be told by fetching it.
    """
    return task.mode is Mode.CHECK and not is_address(task.file)
