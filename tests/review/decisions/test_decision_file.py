"""Decisions that wait to be written, while others write theirs to the same file."""

from pathlib import Path

import pytest

from review_tui.files.stamp import FileProblem, glance
from review_tui.lint.decisions.decisions import Accepted
from review_tui.lint.decisions.writing import change
from review_tui.review.decisions.decision_file import DecisionFile
from review_tui.review.decisions.pending import PendingBatch
from review_tui.review.kept import WriteResult

MINE, OURS, THEIRS = (Accepted(path="a.md", rule="P401", text=text) for text in ("我", "共", "他"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "review-decisions.jsonl"
    change(path, [OURS])
    return path


def held(decisions: DecisionFile) -> str:
    return "".join(each.text for each in (MINE, OURS, THEIRS) if decisions.holds(each))


def save(decisions: DecisionFile) -> WriteResult:
    return decisions.writing()()()


def test_what_waits_stands_over_what_others_write_meanwhile(file: Path) -> None:
    decisions = DecisionFile(file)
    assert decisions.looking()() is None
    decisions.change([OURS], [MINE])
    change(file, [THEIRS])
    take_over = decisions.looking()()
    assert take_over is not None
    assert take_over().is_news
    assert held(decisions) == "我他"
    assert (decisions.unsaved, decisions.is_saved) == (((OURS,), (MINE,)), False)
    assert save(decisions) == WriteResult()
    assert held(decisions) == held(DecisionFile(file)) == "我他"
    assert decisions.is_saved
    assert decisions.looking()() is None
    change(file, [OURS])
    take_over = decisions.looking()()
    assert take_over is not None
    assert take_over().is_news
    assert held(decisions) == "我共他"


@pytest.mark.parametrize("is_written", [False, True])
def test_a_look_that_ends_while_or_after_something_is_written_is_passed_over(file: Path, *, is_written: bool) -> None:
    decisions = DecisionFile(file)
    look = decisions.looking()
    change(file, [THEIRS])
    take_over = look()
    decisions.change([], [MINE])
    written = decisions.writing()()
    if is_written:
        written()
    assert take_over is not None
    assert not take_over().is_news
    if not is_written:
        written()
    assert held(decisions) == "我共他"


def test_what_could_not_be_written_waits_and_others_are_looked_at_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: PendingBatch, path: Path) -> None:
        raise FileProblem(path, "the disk is full")

    decisions = DecisionFile(file)
    decisions.change([], [MINE])
    with monkeypatch.context() as patched:
        patched.setattr(PendingBatch, "write", full)
        assert save(decisions).problem is not None
    assert not decisions.is_saved
    change(file, [THEIRS])
    take_over = decisions.looking()()
    assert take_over is not None
    assert take_over().is_news
    assert held(decisions) == "我共他"
    save(decisions)
    assert held(DecisionFile(file)) == "我共他"


def test_what_was_taken_back_here_while_it_was_written_is_taken_out_with_the_next(file: Path) -> None:
    decisions = DecisionFile(file)
    decisions.change([], [MINE])
    written = decisions.writing()()
    decisions.change([MINE], [])
    written()
    assert (held(decisions), decisions.is_saved) == ("共", False)
    save(decisions)
    assert held(DecisionFile(file)) == held(decisions) == "共"


def test_a_file_that_goes_away_and_one_that_cannot_be_read_are_told_once(file: Path) -> None:
    decisions = DecisionFile(file)
    file.unlink()
    take_over = decisions.looking()()
    assert take_over is not None
    take_over()
    assert (held(decisions), decisions.looking()()) == ("", None)
    file.mkdir()
    take_over = decisions.looking()()
    assert take_over is not None
    take_over()
    assert "folder" in decisions.problem
    assert decisions.looking()() is None
    file.rmdir()
    for there in ("", "他"):
        take_over = decisions.looking()()
        assert take_over is not None
        take_over()
        assert (held(decisions), decisions.problem) == (there, "")
        assert decisions.looking()() is None
        change(file, [THEIRS])


def test_what_others_decided_just_so_is_no_news(file: Path) -> None:
    decisions = DecisionFile(file)
    decisions.change([], [MINE])
    change(file, [MINE, THEIRS])
    before = glance(file)
    assert save(decisions) == WriteResult()
    assert held(decisions) == "我共他"
    assert glance(file) == before


def test_git_is_told_of_a_new_file_and_of_no_other(file: Path, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name, is_told in ((file.name, False), ("new.jsonl", True)):
        decisions = DecisionFile(tmp_path / name)
        decisions.change([], [MINE])
        save(decisions)
        assert (tmp_path / ".gitattributes").exists() == is_told
