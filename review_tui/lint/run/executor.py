"""What a run runs on: this process, several here, or a cluster. Whatever fits `Executor` will do."""

from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec import Struct

from review_tui.lint.run.task import Task, TaskResult

AHEAD = 4  # batches for each worker that may be under way

Function = Callable[[Sequence[Task]], list[TaskResult]]
"""Takes a batch of tasks, returns their results in order. It is a function of a module, so that it can be pickled."""


class Pending(Protocol):
    """A batch that was submitted."""

    @property
    def lost(self) -> tuple[str, ...]:
        """Return the names of workers that went away while they had the batch, where another one finished it."""
        ...

    def result(self, timeout: float | None = None) -> list[TaskResult]:
        """Return the results of the batch. Raises TimeoutError after `timeout` seconds; None waits for ever.

        Raises WorkerDiedError where a worker process ended in the middle of the batch, and GoneError where there is
        nothing left to run any batch on. Any other error says that this batch failed: its tasks are then tried again
        one by one.
        """
        ...

    def end(self) -> list[TaskResult]:
        """Break off all batches, and return the results of this one so far.

        A worker that is fixing a file finishes it first, and the result of that is returned, too: it must be reported.
        """
        ...


class Executor(Protocol):
    """What takes batches, and works on them in any order."""

    def submit(self, function: Function, tasks: Sequence[Task], /) -> Pending:
        """Start `function(tasks)` somewhere. Does not raise: what goes wrong is raised by `result`."""
        ...


class WorkerDiedError(Exception):
    """A worker process ended in the middle of a batch.

    `outcomes` has the results before the task that it died at; `lacked_memory` tells that it died of that.
    """

    def __init__(self, message: str, outcomes: list[TaskResult], *, lacked_memory: bool = False) -> None:
        super().__init__(message)
        self.outcomes = outcomes
        self.lacked_memory = lacked_memory


class GoneError(Exception):
    """There is nothing left to run tasks on: it ends the run. The message says why."""


class _Done(Struct, frozen=True):
    outcomes: list[TaskResult]
    lost: tuple[str, ...] = ()

    def result(self, timeout: float | None = None) -> list[TaskResult]:  # noqa: ARG002  nothing to wait for
        return self.outcomes

    def end(self) -> list[TaskResult]:
        return self.outcomes


class Here:
    """Runs every batch at once, in this process."""

    def submit(self, function: Function, tasks: Sequence[Task], /) -> Pending:
        """Run the batch and return it, done."""
        return _Done(function(tasks))
