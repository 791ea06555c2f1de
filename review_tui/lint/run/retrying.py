"""What becomes of a batch. Where it fails, its tasks run again one by one, and only the file at fault is reported."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace

from review_tui.lint.failure import NO_MEMORY, unexplained
from review_tui.lint.report import Report
from review_tui.lint.run.executor import Executor, GoneError, Pending, WorkerDiedError
from review_tui.lint.run.task import Mode, Task, TaskResult, Unwritten, failed_task
from review_tui.lint.run.writing import run_batch

PATIENCE = 0.1  # seconds between two looks at whether to stop


class Retried(Struct, frozen=True):
    """The result of a task that was run again. Its report tells of that, so it is never cached, as others are."""

    report: Report
    unwritten: Unwritten | None = None


class Stopped(Exception):
    """The run was asked to stop. `made` are the results on files that were being fixed: they must be reported."""

    def __init__(self, made: Sequence[TaskResult | Retried] = ()) -> None:
        super().__init__()
        self.made = made


class Batches:
    """Gives batches to an executor and sees each to its end, or till `stop` says that nobody waits for it any more."""

    def __init__(self, executor: Executor, stop: Callable[[], bool]) -> None:
        self._executor = executor
        self._stop = stop

    def start(self, tasks: Sequence[Task]) -> Pending:
        """Start a batch."""
        return self._executor.submit(run_batch, tasks)

    def made(self, tasks: Sequence[Task], pending: Pending) -> Iterator[TaskResult | Retried]:
        """Yield the result of each task of a batch, in order.

        Where the run is asked to stop, yield only the results on files that are fixed, and raise Stopped. Raises
        GoneError where the executor does.
        """
        try:
            yield from self._made(tasks, pending)
        except Stopped as stopped:
            yield from stopped.made
            raise

    def _made(self, tasks: Sequence[Task], pending: Pending) -> Iterator[TaskResult | Retried]:
        try:
            first, *others = self._wait(tasks, pending)
        except WorkerDiedError as death:
            yield from death.outcomes
            held, *rest = tasks[len(death.outcomes) :]
            yield self._again(held, death)
            if rest:
                yield from self._made(rest, self.start(rest))
        except (Stopped, GoneError):
            raise
        except Exception as error:
            yield from self._one_by_one(tasks, pending, error)
        else:
            yield _naming(pending.lost, first, len(tasks))
            yield from others

    def _one_by_one(self, tasks: Sequence[Task], pending: Pending, error: Exception) -> list[TaskResult | Retried]:
        """Run the tasks of a failed batch again, one by one. Where none fails now, name the workers that went away."""
        made: list[TaskResult | Retried] = []
        try:
            for task in tasks:
                made.append(self._again(task, error))  # noqa: PERF401  those before one that raises are kept
        except Stopped as stopped:
            raise Stopped((*made, *stopped.made) if is_fixing(tasks) else ()) from None
        is_one_to_blame = any(isinstance(each, Retried) and each.report.failures for each in made)
        if isinstance(made[0], TaskResult) and not is_one_to_blame:
            made[0] = _naming(pending.lost, made[0], len(tasks))
        return made

    def _again(self, task: Task, error: Exception) -> TaskResult | Retried:
        """Run a task by itself after a process died over it, or over another of its batch."""
        pending = self.start([task])
        try:
            (outcome,) = self._wait([task], pending)
        except (Stopped, GoneError):
            raise
        except Exception as second:
            lacked_memory = isinstance(second, WorkerDiedError) and second.lacked_memory
            return Retried(failed_task(task, NO_MEMORY if lacked_memory else unexplained(second)))
        if isinstance(error, WorkerDiedError):
            return _with_note(outcome, f"{error} while it held this file; it was checked again")
        return _naming(pending.lost, outcome, 1)

    def _wait(self, tasks: Sequence[Task], pending: Pending) -> list[TaskResult]:
        while not self._stop():
            with suppress(TimeoutError):
                return pending.result(PATIENCE)
        raise Stopped(pending.end() if is_fixing(tasks) else ())


def is_fixing(tasks: Sequence[Task]) -> bool:
    """Tell whether some of the tasks change their files."""
    return any(task.mode is Mode.FIX for task in tasks)


def _naming(lost: Sequence[str], first: TaskResult, size: int) -> TaskResult | Retried:
    """Return the first outcome of a batch, with a note that names the workers that went away over the batch, if any."""
    return _with_note(first, gone_over(lost, size)) if lost else first


def gone_over(lost: Sequence[str], size: int) -> str:
    """Return the note for the first file of a batch: workers (by their addresses) went away with `size` files."""
    which, they = (f"the worker at {lost[0]}", "it") if len(lost) == 1 else (f"workers at {', '.join(lost)}", "they")
    files = f"this file and {size - 1} more, which were" if size > 1 else "this file; it was"
    return f"{which} went away while {they} held {files} checked again"


def _with_note(result: TaskResult, note: str) -> Retried:
    report = result.report
    return Retried(replace(report, notes=(*report.notes, note)), result.unwritten)
