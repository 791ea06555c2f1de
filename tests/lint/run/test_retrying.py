"""Batches that break off: their tasks are tried one by one, so that only the file at fault is reported."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from review_tui.lint.run.executor import Function, GoneError, Here, Pending, WorkerDiedError
from review_tui.lint.run.run import run
from review_tui.lint.run.task import Mode, Task, TaskResult
from review_tui.lint.settings import Settings


@pytest.fixture
def tasks(tmp_path: Path) -> list[Task]:
    made = []
    for number in range(12):
        file = tmp_path / f"{number:02}.md"
        file.write_text("##甲\n", "utf-8")
        made.append(Task(file.name, str(file), Settings(select=("H101",))))
    return made


class Lost:
    """A batch of which nothing comes."""

    def __init__(self, error: Exception, *workers: str) -> None:
        self.error = error
        self.lost = workers

    def result(self, timeout: float | None = None) -> list[TaskResult]:
        raise self.error

    def end(self) -> list[TaskResult]:
        return []


class Losing:
    """Loses each batch of several tasks, and those of one task that it is told to."""

    def __init__(self, error: Exception, *never: str, workers: Sequence[str] = ()) -> None:
        self.error = error
        self.never = never
        self.workers = workers
        self.alone: list[str] = []

    def submit(self, function: Function, tasks: Sequence[Task], /) -> Pending:
        if len(tasks) > 1:
            return Lost(self.error, *self.workers)
        self.alone.append(tasks[0].path)
        return Lost(self.error) if tasks[0].path in self.never else Here().submit(function, tasks)


def test_a_batch_that_is_lost_is_run_again_task_by_task(tasks: list[Task]) -> None:
    reports = list(run(tasks, Losing(ConnectionError("the cluster is gone"), "07.md"), jobs=2))
    assert [report.path for report in reports] == [task.path for task in tasks]
    (failed,) = [report for report in reports if report.failures]
    assert failed.path == "07.md"
    assert "the cluster is gone" in failed.failures[0].message


def test_the_workers_that_went_away_are_named_where_no_file_is_to_blame(tasks: list[Task]) -> None:
    reports = list(run(tasks[:4], Losing(ConnectionError(), workers=("tcp://one",)), jobs=2))
    assert [list(report.notes) for report in reports] == [
        ["the worker at tcp://one went away while it held this file and 3 more, which were checked again"],
        [],
        [],
        [],
    ]
    reports = list(run(tasks[:4], Losing(ConnectionError(), "02.md", workers=("tcp://one",)), jobs=2))
    assert [len(report.notes) for report in reports] == [0, 0, 0, 0]
    assert [report.path for report in reports if report.failures] == ["02.md"]


def test_a_death_blames_the_file_in_hand_and_keeps_what_was_sent(tasks: list[Task]) -> None:
    class Dying(Losing):
        def submit(self, function: Function, tasks: Sequence[Task], /) -> Pending:
            sent = Here().submit(function, tasks[:1]).result()
            return Lost(WorkerDiedError("it died", sent)) if len(tasks) > 2 else super().submit(function, tasks)

    executor = Dying(OSError("lost"))
    reports = list(run(tasks[:4], executor, jobs=2))
    assert [list(report.notes) for report in reports] == [
        [],
        ["it died while it held this file; it was checked again"],
        [],
        [],
    ]
    assert executor.alone == ["01.md", "02.md", "03.md"]


def test_a_death_over_the_last_file_of_a_batch_starts_none_that_is_empty(tasks: list[Task]) -> None:
    class Dying(Losing):
        def submit(self, function: Function, tasks: Sequence[Task], /) -> Pending:
            assert tasks
            sent = Here().submit(function, tasks[:-1]).result()
            return Lost(WorkerDiedError("it died", sent)) if sent else super().submit(function, tasks)

    executor = Dying(OSError("lost"))
    reports = list(run(tasks[:4], executor, jobs=2))
    assert [len(report.notes) for report in reports] == [0, 0, 0, 1]
    assert executor.alone == ["03.md"]


def test_where_all_is_gone_nothing_is_tried_again(tasks: list[Task]) -> None:
    executor = Losing(GoneError("no worker is left"))
    with pytest.raises(GoneError, match="no worker is left"):
        list(run(tasks, executor, jobs=2))
    assert executor.alone == []


def test_files_that_were_fixed_one_by_one_are_told_when_the_run_is_broken_off(tasks: list[Task]) -> None:
    executor = Losing(ConnectionError("lost"))
    fixing = [Task(task.path, task.file, task.settings, mode=Mode.FIX) for task in tasks]
    told = [report.path for report in run(fixing, executor, jobs=2, stop=lambda: len(executor.alone) > 2)]
    assert told == executor.alone == ["00.md", "01.md", "02.md"]
    assert [Path(task.file).read_text("utf-8")[:3] for task in tasks[:4]] == ["## ", "## ", "## ", "##甲"]


def test_files_that_were_only_checked_are_not_told_then(tasks: list[Task]) -> None:
    executor = Losing(ConnectionError("lost"))
    assert list(run(tasks, executor, jobs=2, stop=lambda: len(executor.alone) > 2)) == []
