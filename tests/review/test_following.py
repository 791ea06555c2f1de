"""A decision follows what a fix of the desk changes beside its finding: undone with the text, and saved with it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from review_tui.article import Edit, Span
from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.decisions import Accepted
from review_tui.lint.decisions.lines import all_decisions
from review_tui.lint.decisions.writing import change
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.project import DECISIONS, Project
from review_tui.review.alike import FixCount, fixing, model_of, occurrences
from review_tui.review.article.session import LARGE, Session
from review_tui.review.decision_changes import ignored
from review_tui.review.decisions.decision_file import DecisionChange
from review_tui.review.desk import Desk
from review_tui.review.following import Saving
from review_tui.review.history import Step
from review_tui.review.safety.outside import watching
from review_tui.review.taking_in import read_again

Opener = Callable[[str | bytes], Session]

TEXT = "句一 ，锻炼 。\n\n句二，锻炼。\n"


@pytest.fixture
def opened(session_on: Opener, desk: Desk) -> Session:
    """Return a session on a text with three findings, of which the words in the first sentence are ignored."""
    session = session_on(TEXT)
    assert codes(session) == ["P401", "T701", "P401", "T701"]
    desk.ignore(session, [session.findings[1]], "原文如此")
    return session


def codes(session: Session) -> list[str]:
    return [finding.rule.code for finding in session.findings]


def written(folder: Path) -> list[tuple[str, str, int]]:
    decisions = all_decisions((folder / DECISIONS).read_bytes())
    return [(each.before, each.after, each.occurrence) for each in decisions if isinstance(each, Accepted)]


def save(desk: Desk, session: Session) -> None:
    saving = Saving(session, desk.shelf)
    saving.begin()
    session.save()
    saving.end()
    assert desk.save_kept() == []


def fix(desk: Desk, session: Session, place: int = 0) -> None:
    desk.apply(session, session.findings[place])


def test_the_finding_stays_ignored_through_fixes_undo_and_redo(desk: Desk, opened: Session) -> None:
    for _ in range(2):
        fix(desk, opened)
    assert opened.article.text.startswith("句一，锻炼。")
    assert codes(opened) == ["T701"]
    for expected in (["P401", "T701"], ["P401", "P401", "T701"]):
        desk.undo()
        assert codes(opened) == expected
    for expected in (["P401", "T701"], ["T701"]):
        desk.redo()
        assert codes(opened) == expected


def test_the_decision_is_written_when_the_article_is(desk: Desk, opened: Session, desk_folder: Path) -> None:
    before = (desk_folder / DECISIONS).read_bytes()
    fix(desk, opened)
    assert (desk_folder / DECISIONS).read_bytes() == before
    assert desk.shelf.unsaved_decisions == []
    save(desk, opened)
    assert written(desk_folder) == [("句一，", " ", 1)]
    assert b"\xe5\x8e\x9f\xe6\x96\x87\xe5\xa6\x82\xe6\xad\xa4" in (desk_folder / DECISIONS).read_bytes()
    other = Desk(Project())
    assert codes(other.at(opened.name)) == ["P401", "T701"]


def test_what_is_undone_after_that_goes_back_with_the_next_save(desk: Desk, opened: Session, desk_folder: Path) -> None:
    before = (desk_folder / DECISIONS).read_bytes()
    fix(desk, opened)
    save(desk, opened)
    desk.undo()
    assert codes(opened) == ["P401", "P401", "T701"]
    save(desk, opened)
    assert (desk_folder / DECISIONS).read_bytes() == before
    desk.undo()
    assert written(desk_folder) == []
    assert codes(opened) == ["P401", "T701", "P401", "T701"]


def test_what_is_not_saved_leaves_the_decision_as_it_was(desk: Desk, opened: Session, desk_folder: Path) -> None:
    before = (desk_folder / DECISIONS).read_bytes()
    fix(desk, opened)
    read_again(desk, opened)
    assert codes(opened) == ["P401", "P401", "T701"]
    fix(desk, opened, 2)
    save(desk, opened)
    assert (desk_folder / DECISIONS).read_bytes() == before


def test_where_reading_the_file_again_is_taken_back_the_finding_stays_ignored(
    desk: Desk, opened: Session, desk_folder: Path
) -> None:
    fix(desk, opened)
    assert codes(opened) == ["P401", "T701"]
    read_again(desk, opened)
    desk.undo()
    assert codes(opened) == ["P401", "T701"]
    desk.redo()
    assert codes(opened) == ["P401", "P401", "T701"]
    desk.undo()
    desk.undo()
    assert codes(opened) == ["P401", "P401", "T701"]


@pytest.mark.parametrize("is_saved", [False, True])
def test_whatever_ends_the_desk_while_it_saves_the_finding_is_ignored(
    desk: Desk, opened: Session, *, is_saved: bool
) -> None:
    fix(desk, opened)
    Saving(opened, desk.shelf).begin()
    if is_saved:
        opened.save()
    session = Desk(Project()).at(opened.name)
    assert codes(session) == (["P401", "T701"] if is_saved else ["P401", "P401", "T701"])


def test_what_a_save_that_failed_left_goes_with_the_next(desk: Desk, opened: Session, desk_folder: Path) -> None:
    fix(desk, opened)
    Saving(opened, desk.shelf).begin()
    assert len(written(desk_folder)) == 2
    watching(desk, opened)()()
    save(desk, opened)
    assert written(desk_folder) == [("句一，", " ", 1)]


def test_decisions_that_cannot_be_written_keep_no_article_from_being_saved(
    desk: Desk, opened: Session, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(file: Path, *_: object, **__: object) -> None:
        raise FileProblem(file, "it cannot be written: the disk is full")

    fix(desk, opened)
    with monkeypatch.context() as patch:
        patch.setattr("review_tui.lint.decisions.writing.write", refused)
        saving = Saving(opened, desk.shelf)
        saving.begin()
        opened.save()
        saving.end()
        (notice,) = desk.save_kept()
    assert "the disk is full" in notice.message
    assert codes(opened) == ["P401", "T701"]
    assert desk.save_kept() == []
    assert written(desk_folder) == [("句一，", " ", 1)]


def test_more_is_fixed_while_it_is_saved(desk: Desk, opened: Session, desk_folder: Path) -> None:
    fix(desk, opened)
    saving = Saving(opened, desk.shelf)
    saving.begin()
    opened.save()
    fix(desk, opened)
    saving.end()
    desk.save_kept()
    assert codes(opened) == ["T701"]
    assert written(desk_folder) == [("句一，", " ", 1)]
    save(desk, opened)
    assert written(desk_folder) == [("句一，", "", 1)]
    for _ in range(2):
        desk.undo()
    assert codes(opened) == ["P401", "P401", "T701"]
    save(desk, opened)
    assert written(desk_folder) == [("句一 ，", " ", 1)]


def test_all_that_is_alike_is_fixed_and_the_decision_follows(desk: Desk, opened: Session, desk_folder: Path) -> None:
    model = model_of(opened.findings[0], opened.article.text)
    found = Found(opened.name, str(opened.file))
    for _ in fixing(desk, occurrences(found, opened.analysis, opened.accepted, model), FixCount()):
        pass
    assert opened.article.text.startswith("句一，锻炼。")
    assert codes(opened) == ["T701"]
    save(desk, opened)
    assert written(desk_folder) == [("句一，", "", 1)]
    desk.undo()
    assert codes(opened) == ["P401", "P401", "T701"]


def test_one_that_followed_is_woken_for_good(desk: Desk, opened: Session, desk_folder: Path) -> None:
    decisions = desk.shelf.decisions(desk_folder)
    fix(desk, opened)
    ((finding, accepted),) = ignored(decisions, opened)
    assert finding.rule.code == "T701"
    desk.decide(Step("wake", opened.name, 0), DecisionChange(decisions, (accepted,), ()))
    assert codes(opened) == ["T701", "P401", "T701"]
    assert written(desk_folder) == []
    desk.undo()
    assert codes(opened) == ["P401", "T701"]
    save(desk, opened)
    assert written(desk_folder) == [("句一，", " ", 1)]


def test_words_that_are_typed_beside_it_wake_it(desk: Desk, opened: Session) -> None:
    desk.edit(opened, [Edit(Span(0, 2), "改过")], "typing")
    assert codes(opened) == ["P401", "T701", "P401", "T701"]


def test_of_twins_the_one_that_was_ignored_stays(desk: Desk, session_on: Opener, desk_folder: Path) -> None:
    session = session_on("甲锻炼。\n\n甲锻炼。\n\n甲锻炼。\n")
    desk.ignore(session, [session.findings[1]], "x")
    fix(desk, session)
    text = session.article.text
    assert [text[: finding.span.start].count("\n") for finding in session.findings] == [4]
    save(desk, session)
    assert written(desk_folder) == [("甲", "", 1)]
    desk.undo()
    assert [finding.span.start for finding in session.findings] == [1, 13]
    save(desk, session)
    assert written(desk_folder) == [("甲", "", 2)]


def test_what_others_decide_meanwhile_stays(desk: Desk, opened: Session, desk_folder: Path) -> None:
    fix(desk, opened)
    theirs = Accepted(path=opened.name, rule="r", text="一")
    change(desk_folder / DECISIONS, [theirs])
    assert watching(desk, opened)()() is not None
    assert codes(opened) == ["P401", "T701"]
    save(desk, opened)
    assert theirs in list(all_decisions((desk_folder / DECISIONS).read_bytes()))
    assert len(written(desk_folder)) == 2


def test_one_that_others_take_back_meanwhile_is_no_decision_any_more(
    desk: Desk, opened: Session, desk_folder: Path
) -> None:
    fix(desk, opened)
    (desk_folder / DECISIONS).write_bytes(b"")
    assert watching(desk, opened)()() is not None
    assert codes(opened) == ["T701", "P401", "T701"]
    save(desk, opened)
    assert written(desk_folder) == []


def test_a_reason_that_others_give_meanwhile_follows(desk: Desk, opened: Session, desk_folder: Path) -> None:
    fix(desk, opened)
    file = desk_folder / DECISIONS
    file.write_text(file.read_text("utf-8").replace("原文如此", "另一个"), "utf-8")
    assert watching(desk, opened)()() is not None
    assert [accepted.reason for _, accepted in ignored(desk.shelf.decisions(desk_folder), opened)] == ["另一个"]
    save(desk, opened)
    assert "另一个" in file.read_text("utf-8")
    assert written(desk_folder) == [("句一，", " ", 1)]


def test_the_same_words_may_be_ignored_again_where_they_were(desk: Desk, opened: Session, desk_folder: Path) -> None:
    fix(desk, opened)
    desk.edit(opened, [Edit(Span(0, 0), "句一 ，锻炼 。\n\n")], "paste")
    assert codes(opened) == ["P401", "T701", "P401", "P401", "T701"]
    desk.ignore(opened, [opened.findings[1]], "again")
    assert codes(opened) == ["P401", "P401", "P401", "T701"]
    save(desk, opened)
    assert sorted(written(desk_folder)) == [("句一 ，", " ", 1), ("句一，", " ", 1)]


def test_in_a_long_article_too(desk: Desk, session_on: Opener, desk_folder: Path) -> None:
    session = session_on(TEXT + "\n" + "长" * LARGE + "\n")
    session.take(session.look())
    desk.ignore(session, [session.findings[1]], "x")
    fix(desk, session)
    assert session.is_behind
    assert codes(session) == ["P401", "T701"]
    session.take(session.look())
    assert codes(session) == ["P401", "T701"]
    save(desk, session)
    assert written(desk_folder) == [("句一，", " ", 1)]


def test_one_of_a_large_baseline_follows_too(desk: Desk, opened: Session, desk_folder: Path) -> None:
    """It has no words of its own; what its finding is known by before the fix is told by that finding."""
    file = desk_folder / DECISIONS
    (worded,) = (each for each in all_decisions(file.read_bytes()) if isinstance(each, Accepted))
    change(file, [replace(worded, reason="baseline", by="").without_words])
    assert b'"baseline"' in file.read_bytes()
    before = file.read_bytes()
    other = Desk(Project())
    session = other.open(Found(opened.name, str(opened.file)))
    assert codes(session) == ["P401", "P401", "T701"]
    fix(other, session)
    assert codes(session) == ["P401", "T701"]
    save(other, session)
    assert file.read_bytes() != before
    assert [len(session.left), len(ignored(other.shelf.decisions(desk_folder), session))] == [1, 1]
    other.undo()
    assert codes(session) == ["P401", "P401", "T701"]
    save(other, session)
    assert file.read_bytes() == before
    ((_, decision),) = ignored(other.shelf.decisions(desk_folder), session)
    other.decide(Step("wake", opened.name, 0), DecisionChange(other.shelf.decisions(desk_folder), (decision,), ()))
    assert codes(session) == ["P401", "T701", "P401", "T701"]
