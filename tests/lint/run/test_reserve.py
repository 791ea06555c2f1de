"""What is kept back for when memory runs out."""

from pathlib import Path
from unittest.mock import Mock

import pytest

from review_tui.lint.run import reserve
from review_tui.lint.run.job import run_task
from review_tui.lint.run.task import Task
from review_tui.lint.settings import Settings


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reserve, "_kept", [])
    monkeypatch.setattr(reserve, "_is_released", False)


def test_it_is_there_until_it_is_needed() -> None:
    reserve.reserve()
    reserve.reserve()
    assert len(reserve._kept) == 1
    assert not reserve.is_released()
    reserve.release()
    assert reserve._kept == []
    assert reserve.is_released()


def test_a_file_that_takes_all_memory_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.md"
    file.write_text("甲", "utf-8")
    monkeypatch.setattr("review_tui.lint.run.job.check_bytes", Mock(side_effect=MemoryError))
    report = run_task(Task("a.md", str(file), Settings(select=("H101",)))).report
    assert [str(each) for each in report.failures] == [
        "a.md: there is not enough memory: free some (`lint` takes less with --jobs 1)"
    ]
    assert reserve.is_released()
