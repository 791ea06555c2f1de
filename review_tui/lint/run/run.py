"""A run over many files: a map from tasks to reports, in the order of the tasks, on whatever takes `submit`."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct
from msgspec.structs import replace

from review_tui.files.address import is_address
from review_tui.lint.report import Report
from review_tui.lint.run.job import Mode, Outcome, Task, failed, run_batch

if TYPE_CHECKING:
    from review_tui.lint.run.cache import Cache

FIRST_CHUNK, LARGEST_CHUNK = 4, 32  # files: few at first, so that something is seen at once
FEW = 8  # files: with no more than these, other processes are not worth their start
AHEAD = 4  # chunks for each worker that may be under way
PATIENCE = 0.1  # seconds between two looks at whether to stop


class Pending(Protocol):
    """What `submit` gives back."""

    def result(self, timeout: float | None = None) -> list[Outcome]:
        """Return what the function returned, or raise what went wrong; TimeoutError where it takes longer."""
        ...


class Executor(Protocol):
    """What runs the map: this process, several here, or a cluster.

    The executors of `concurrent.futures` are of this shape, and so is what a Dask client gives. What `submit` gives may
    have `lost` besides: how to call the workers that went away over the batch, when another one did it after all. It
    may have `end` too: break off all that was submitted, each worker after the file that it fixes, and return what was
    made of the batch; without it, nothing is told of a batch that is broken off.
    """

    def submit(self, function: Callable[[Sequence[Task]], list[Outcome]], tasks: Sequence[Task], /) -> Pending:
        """Start `function(tasks)` somewhere."""
        ...


class WorkerDiedError(Exception):
    """A worker process ended in the middle of a batch. `outcomes` are those it had sent: the next task was its last."""

    def __init__(self, message: str, outcomes: list[Outcome]) -> None:
        super().__init__(message)
        self.outcomes = outcomes


class GoneError(Exception):
    """There is nothing left to run tasks on: it ends the run. The message says why."""


class _StoppedError(Exception):
    """Somebody asked the run to stop. `outcomes` are those of the batch that were made, and must be told."""

    def __init__(self, outcomes: Sequence[Outcome] = ()) -> None:
        super().__init__()
        self.outcomes = outcomes


class _Done(Struct, frozen=True):
    outcomes: list[Outcome]

    def result(self, timeout: float | None = None) -> list[Outcome]:  # noqa: ARG002  nothing to wait for
        return self.outcomes

    def end(self) -> list[Outcome]:
        return self.outcomes


class Here:
    """Runs every batch at once, in this process."""

    def submit(self, function: Callable[[Sequence[Task]], list[Outcome]], tasks: Sequence[Task], /) -> Pending:
        """Run the batch and return it, done."""
        return _Done(function(tasks))


class _Chunk(Struct, frozen=True):
    """Some tasks in a row: those with a known report, and the others under way."""

    size: int
    known: dict[int, Report]
    rest: list[Task]
    pending: Pending | None

    @property
    def fixes(self) -> bool:
        return any(task.mode is Mode.FIX for task in self.rest)


def run(
    tasks: Iterable[Task | Report],
    executor: Executor | None = None,
    *,
    jobs: int = 1,
    cache: "Cache | None" = None,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Report]:
    """Yield the report of each task, in order; a report among the tasks is passed on in its place.

    What the cache knows is not run again. A few chunks for each of the `jobs` workers are under way at most, so memory
    does not grow with the run. When `stop` says so, nothing more is started, waited for or yielded; but of files that
    are fixed, those under way are brought to their end, and each that was changed is told. Raises GoneError where the
    executor does.
    """
    executor = executor or Here()
    queue: deque[_Chunk] = deque()
    try:
        for chunk in _chunks(tasks, executor, cache, jobs):
            queue.append(chunk)
            while queue and (len(queue) > jobs * AHEAD or jobs == 1 or queue[0].pending is None):
                yield from _reports(queue.popleft(), executor, cache, stop)
        while queue:
            yield from _reports(queue.popleft(), executor, cache, stop)
    except _StoppedError:
        for chunk in queue:
            if chunk.fixes:
                with suppress(_StoppedError):
                    yield from _reports(chunk, executor, cache, stop)


def _chunks(tasks: Iterable[Task | Report], executor: Executor, cache: "Cache | None", jobs: int) -> Iterator[_Chunk]:
    size, limit = (1, 1) if jobs == 1 else (FIRST_CHUNK, LARGEST_CHUNK)
    stream = iter(tasks)
    while several := list(islice(stream, size)):
        known: dict[int, Report] = {}
        rest: list[Task] = []
        for index, task in enumerate(several):
            report = task if isinstance(task, Report) else _known(task, cache)
            if report is not None:
                known[index] = report
            elif isinstance(task, Task):
                rest.append(task)
        yield _Chunk(len(several), known, rest, executor.submit(run_batch, rest) if rest else None)
        size = min(size * 2, limit)


def _known(task: Task, cache: "Cache | None") -> Report | None:
    return cache.report(task) if cache is not None and _is_kept(task) else None


def _is_kept(task: Task) -> bool:
    """Tell whether a report on a task is worth keeping: it costs nothing to ask whether a file here changed.

    Of a task that fixes, none is: it has a file to write, and what it reports depends on what must not be fixed, which
    no key of the cache tells.
    """
    return task.mode is Mode.CHECK and not is_address(task.file)


def _reports(chunk: _Chunk, executor: Executor, cache: "Cache | None", stop: Callable[[], bool]) -> Iterator[Report]:
    made = _told(chunk.rest, chunk.pending, executor, stop) if chunk.pending else iter(())
    rest, fixes = iter(chunk.rest), chunk.fixes
    for index in range(chunk.size):
        if stop() and not fixes:
            raise _StoppedError
        if index in chunk.known:
            yield chunk.known[index]
            continue
        task, outcome = next(rest), next(made)
        if isinstance(outcome, Report):
            yield outcome
            continue
        report = outcome.report
        if cache is not None and _is_kept(task) and outcome.content and not report.failures:
            cache.keep(task, outcome)
        yield report
    if fixes and stop():
        raise _StoppedError


def _told(
    tasks: list[Task], pending: Pending, executor: Executor, stop: Callable[[], bool]
) -> Iterator[Outcome | Report]:
    """Yield what became of the tasks of a batch; where it is broken off, what was made till then, and raise."""
    try:
        yield from _outcomes(tasks, pending, executor, stop)
    except _StoppedError as stopped:
        yield from stopped.outcomes
        raise


def _outcomes(
    tasks: list[Task], pending: Pending, executor: Executor, stop: Callable[[], bool]
) -> Iterator[Outcome | Report]:
    """Yield what became of the tasks of a batch; where it broke off, run what is missing again."""
    try:
        first, *others = _wait(tasks, pending, stop)
        yield _noted(first, pending, len(tasks))
        yield from others
    except WorkerDiedError as death:
        yield from death.outcomes
        held, *rest = tasks[len(death.outcomes) :]
        yield _again(held, executor, stop, death)
        if rest:
            yield from _outcomes(rest, executor.submit(run_batch, rest), executor, stop)
    except (_StoppedError, GoneError):
        raise
    except Exception as error:
        made = [_again(task, executor, stop, error) for task in tasks]
        if isinstance(made[0], Outcome) and not any(isinstance(each, Report) and each.failures for each in made):
            made[0] = _noted(made[0], pending, len(tasks))  # else the file that did it is known
        yield from made


def _again(task: Task, executor: Executor, stop: Callable[[], bool], error: Exception) -> Outcome | Report:
    """Run a task by itself after a process died over it, or over another of its batch."""
    pending = executor.submit(run_batch, [task])
    try:
        (outcome,) = _wait([task], pending, stop)
    except (_StoppedError, GoneError):
        raise
    except Exception as second:
        return failed(task, f"not checked: {second}. This may be a defect of review-tui: please report it")
    if not isinstance(error, WorkerDiedError):
        return _noted(outcome, pending, 1)
    return _with_note(outcome, f"{error} while it held this file; it was checked again")


def _noted(outcome: Outcome, pending: Pending, size: int) -> Outcome | Report:
    """Return the first outcome of a batch; where workers went away over the batch, its report says so."""
    lost: Sequence[str] = getattr(pending, "lost", ())
    return _with_note(outcome, gone_over(lost, size)) if lost else outcome


def gone_over(lost: Sequence[str], size: int) -> str:
    """Return what to say of workers (their addresses) that went away over a batch of `size` files, beside the first."""
    which, they = (f"the worker at {lost[0]}", "it") if len(lost) == 1 else (f"workers at {', '.join(lost)}", "they")
    files = f"this file and {size - 1} more, which were" if size > 1 else "this file; it was"
    return f"{which} went away while {they} held {files} checked again"


def _with_note(outcome: Outcome, note: str) -> Report:
    report = outcome.report
    return replace(report, notes=(*report.notes, note))


def _wait(tasks: list[Task], pending: Pending, stop: Callable[[], bool]) -> list[Outcome]:
    while True:
        if stop():
            end = getattr(pending, "end", None)
            raise _StoppedError(end() if end is not None and any(task.mode is Mode.FIX for task in tasks) else ())
        try:
            return pending.result(PATIENCE)
        except TimeoutError:
            continue
