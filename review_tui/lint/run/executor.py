"""What a run runs on: this process, several here, or a cluster. Whatever fits these shapes serves."""

from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec import Struct

from review_tui.lint.run.job import Task, TaskResult

AHEAD = 4  # batches for each worker that may be under way

Function = Callable[[Sequence[Task]], list[TaskResult]]
"""What makes the outcomes of a batch, in order: a function of a module, so that it can travel."""


class Pending(Protocol):
    """A batch that was submitted."""

    @property
    def lost(self) -> tuple[str, ...]:
        """Return how to call the workers that went away over the batch, where another one did it after all."""
        ...

    def result(self, timeout: float | None = None) -> list[TaskResult]:
        """Return what the function returned; TimeoutError where that takes longer (seconds; None: for ever).

        Raises WorkerDiedError where a process ended in the middle of the batch, GoneError where no other batch will
        come to anything either, and what the function raised, or whatever else kept it from returning: then the tasks
        are tried one by one.
        """
        ...

    def end(self) -> list[TaskResult]:
        """Break off all that was submitted, and return what was made of this batch.

        A worker that fixes a file is let finish it, and what it made of it is returned: it must be told.
        """
        ...


class Executor(Protocol):
    """What takes batches, and works on them in any order."""

    def submit(self, function: Function, tasks: Sequence[Task], /) -> Pending:
        """Start `function(tasks)` somewhere. Does not raise: what goes wrong is raised by `result`."""
        ...


class WorkerDiedError(Exception):
    """A worker process ended in the middle of a batch. `outcomes` are those it had sent: the next task was its last."""

    def __init__(self, message: str, outcomes: list[TaskResult]) -> None:
        super().__init__(message)
        self.outcomes = outcomes


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
