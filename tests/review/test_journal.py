"""Unsaved work is kept, for its owner only, and found again when the process that kept it is gone."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review_tui.files.stamp import FileProblem
from review_tui.review.journal import Draft, Journal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "drafts"


def ended() -> int:
    """Return the number of a process that is gone."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def abandon(folder: Path) -> None:
    """Make it look as if the process that keeps drafts here were gone."""
    for place in folder.glob("*.json"):
        place.rename(place.with_name(f"{place.stem.rpartition('-')[0]}-{ended()}.json"))


def test_a_draft_outlives_its_process(folder: Path, tmp_path: Path) -> None:
    Journal(folder).keep([Draft(tmp_path / "a.md", "甲\r\n乙\u2028", "abc")])
    assert Journal(folder).left_behind() == []  # this process is alive
    abandon(folder)
    (draft,) = Journal(folder).left_behind()
    assert (draft.file, draft.text, draft.base) == (tmp_path / "a.md", "甲\r\n乙\u2028", "abc")
    Journal(folder).drop(draft)
    assert Journal(folder).left_behind() == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.text())
def test_any_text_comes_back_as_it_was(folder: Path, text: str) -> None:
    Journal(folder).keep([Draft(Path("a.md"), text, "")])
    abandon(folder)
    (draft,) = Journal(folder).left_behind()
    assert draft.text == text
    Journal(folder).drop(draft)


def test_only_its_owner_can_read_it(folder: Path) -> None:
    Journal(folder).keep([Draft(Path("a.md"), "甲", "")])
    (place,) = folder.iterdir()
    assert place.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_what_is_saved_or_discarded_is_kept_no_longer(folder: Path) -> None:
    journal = Journal(folder)
    journal.keep([Draft(Path("a.md"), "甲", ""), Draft(Path("b.md"), "乙", "")])
    assert len(list(folder.iterdir())) == 2
    journal.keep([Draft(Path("b.md"), "乙", "")])
    assert len(list(folder.iterdir())) == 1
    journal.keep([])
    assert list(folder.iterdir()) == []


def test_a_draft_that_did_not_change_is_not_written_again(folder: Path) -> None:
    journal, draft = Journal(folder), Draft(Path("a.md"), "甲", "")
    journal.keep([draft])
    (place,) = folder.iterdir()
    before = place.stat()
    journal.keep([draft])
    assert place.stat() == before


def test_what_is_no_draft_is_passed_over(folder: Path) -> None:
    folder.mkdir()
    (folder / f"x-{ended()}.json").write_text("{")
    (folder / f"y-{ended()}.json").write_text("[]")
    assert Journal(folder).left_behind() == []


def test_a_journal_that_cannot_be_written_is_a_problem_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileProblem, match="unsaved work cannot be kept"):
        Journal(tmp_path / "file").keep([Draft(Path("a.md"), "甲", "")])
