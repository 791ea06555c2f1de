"""Writing fixed articles, and checking the unfixed file again where it cannot be written.

An article is written by the process that fixed it, unless decisions have to move first: see `following`.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from review_tui.files.atomic import Changed, write
from review_tui.files.stamp import FileProblem, read
from review_tui.lint.failure import Failure
from review_tui.lint.report import Report
from review_tui.lint.run.job import run_task
from review_tui.lint.run.task import Mode, Task, TaskResult, Unwritten, broken_task


class ToWrite(Struct, frozen=True):
    """A report on a fixed article that is still to be written, and its task."""

    task: Task
    report: Report
    unwritten: Unwritten

    def write(self) -> Report:
        """Write it: see `write_fixed`."""
        return write_fixed(self.task, self.report, self.unwritten)


def run_batch(tasks: Sequence[Task]) -> list[TaskResult]:
    """Run some tasks, write the fixed articles whose decisions do not have to move, and return the results in order.

    Never raises: what goes wrong is in the reports.
    """
    return [_written(task, run_task(task)) for task in tasks]


def _written(task: Task, result: TaskResult) -> TaskResult:
    """Write the article of a result, unless decisions have to move first; return the result after that."""
    if result.unwritten is None or result.report.moves:
        return result
    try:
        report = write_fixed(task, result.report, result.unwritten)
    except Exception as error:
        report = broken_task(task, error)
    return replace(result, made=report, unwritten=None)


def write_fixed(task: Task, report: Report, unwritten: Unwritten) -> Report:
    """Write a fixed article, and return the report on the file as it is then. Never raises.

    That is `report`, which is about the fixed article; or, where it cannot be written, the one on the unfixed file,
    with the reason.
    """
    file = Path(task.file)
    try:
        write(file, unwritten.content, expect=unwritten.stamp)
    except Changed as problem:
        with suppress(FileProblem):
            if read(file)[0] == unwritten.content:  # it has several names, and was fixed by another
                return report
        return unfixed(task, note=f"not fixed: {problem.message}; run the command again")
    except FileProblem as problem:
        return unfixed(task, f"not fixed: {problem.message}")
    return report


def unfixed(task: Task, problem: str = "", *, note: str = "") -> Report:
    """Check a file again that could not be fixed, and return its report with the reason.

    A `problem` is a failure, which sets the exit code; a `note` is only shown.
    """
    report = run_task(replace(task, mode=Mode.CHECK)).report
    failures = (*report.failures, Failure(task.path, 0, problem)) if problem else report.failures
    return replace(report, failures=failures, notes=(*report.notes, note) if note else report.notes)
