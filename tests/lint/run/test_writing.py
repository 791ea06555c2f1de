"""Fixed articles are written where nothing has to be done before, and only then."""

import pickle
from pathlib import Path

import pytest
from msgspec.structs import replace

from review_tui.lint.run.job import run_task
from review_tui.lint.run.run import run
from review_tui.lint.run.task import Mode, Task
from review_tui.lint.run.writing import run_batch, write_fixed
from review_tui.lint.settings import Settings

TEXT, FIXED = "句一 ，锻炼。\n", "句一，锻炼。\n"


@pytest.fixture
def task(tmp_path: Path) -> Task:
    """Return the task of fixing an article, without anything decided about it."""
    glossary = tmp_path / "g.csv"
    glossary.write_text(
        "concept,en,zh,status\nworkout,workout,重组,preferred\nworkout,workout,锻炼,forbidden\n", "utf-8"
    )
    file = tmp_path / "a.md"
    file.write_text(TEXT, "utf-8")
    settings = Settings(select=("P401", "T701"), glossary=(str(glossary),))
    return Task("a.md", str(file), settings, mode=Mode.FIX)


@pytest.fixture
def decided(task: Task) -> Task:
    """Return the same one with a decision about the word beside the fix."""
    items = run_task(replace(task, mode=Mode.CHECK)).report.items
    return replace(task, accepted={item.identity.key: item.identity.first for item in items if item.code == "T701"})


def text(task: Task) -> str:
    return Path(task.file).read_text("utf-8")


def test_a_task_writes_nothing(task: Task) -> None:
    result = run_task(task)
    assert result.unwritten is not None
    assert (result.unwritten.content.decode(), result.report.mended, text(task)) == (FIXED, 1, TEXT)


def test_a_batch_writes_what_no_decision_stands_beside(task: Task) -> None:
    (result,) = run_batch([task])
    assert (result.unwritten, result.report.mended, text(task)) == (None, 1, FIXED)


def test_a_batch_leaves_what_decisions_have_to_be_moved_for(decided: Task) -> None:
    (result,) = run_batch([decided])
    assert result.unwritten is not None
    assert (len(result.report.moves), text(decided)) == (1, TEXT)
    there = pickle.loads(pickle.dumps(result))
    assert (there.content, there.report, there.unwritten) == (result.content, result.report, result.unwritten)


def test_a_run_that_moves_no_decisions_writes_it_all_the_same(decided: Task) -> None:
    (report,) = run([decided])
    assert (len(report.moves), report.mended, text(decided)) == (1, 1, FIXED)


def test_a_file_that_holds_the_fixes_already_is_one_that_was_fixed(decided: Task) -> None:
    results = [run_task(decided) for _ in range(2)]  # as by two names of the file
    for result in results:
        assert result.unwritten is not None
        assert write_fixed(decided, result.report, result.unwritten) == result.report
    assert text(decided) == FIXED


def test_one_that_somebody_else_changes_meanwhile_is_reported_as_it_is_then(task: Task) -> None:
    result = run_task(task)
    assert result.unwritten is not None
    Path(task.file).write_text("改过。\n", "utf-8")
    report = write_fixed(task, result.report, result.unwritten)
    assert (report.mended, report.items, text(task)) == (0, (), "改过。\n")
    assert [note.split(":")[0] for note in report.notes] == ["not fixed"]
