"""What other programs do to an article while it lies on the desk."""

from pathlib import Path

import pytest

from review_tui.article import Edit, Span
from review_tui.files.atomic import Changed
from review_tui.files.stamp import FileProblem
from review_tui.lint.discovery.discovery import Found
from review_tui.review.article.session import Session
from review_tui.review.desk import Desk
from review_tui.review.notice import Notice
from review_tui.review.safety.outside import watching, watching_terms
from review_tui.review.taking_in import read_again


def test_an_article_without_changes_is_read_again(desk: Desk, session: Session) -> None:
    session.file.write_text("##他们的\n", "utf-8")
    assert [notice.bad for notice in watching(desk, session)()()] == [False]
    assert session.article.text == "##他们的\n"
    assert watching(desk, session)()() == []


def test_an_article_is_told_of_without_waiting_for_a_large_glossary(
    desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("review_tui.review.terms.glossary_files.look_again", never)
    terms = session.terms.paths[0]
    terms.write_text(terms.read_text("utf-8").replace("债务重整", "债务整理"), "utf-8")
    session.file.write_text("##他们的\n", "utf-8")
    assert [notice.bad for notice in watching(desk, session)()()] == [False]
    monkeypatch.undo()
    (notice,) = watching_terms(desk)()()
    assert "glossary was changed" in notice.message
    assert watching_terms(desk)()() == []


def test_unsaved_work_is_kept_when_another_program_writes(desk: Desk, session: Session) -> None:
    desk.apply(session, session.findings[0])
    session.file.write_text("theirs\n", "utf-8")
    (notice,) = watching(desk, session)()()
    assert not notice.bad
    assert "a.md was changed by another program" in notice.message
    assert "## 甲的历史" in session.article.text
    assert session.disk.is_changed
    assert watching(desk, session)()() == []  # it is told once
    session.file.write_text("theirs again\n", "utf-8")
    assert len(watching(desk, session)()()) == 1


def test_a_change_under_unsaved_work_that_is_taken_back_is_no_change(desk: Desk, session: Session) -> None:
    before = session.file.read_bytes()
    desk.apply(session, session.findings[0])
    session.file.write_text("theirs\n", "utf-8")
    watching(desk, session)()()
    session.file.write_bytes(before)
    (notice,) = watching(desk, session)()()
    assert "a.md is there again, as it was" in notice.message
    assert not session.disk.is_changed
    assert watching(desk, session)()() == []
    session.save()


def test_a_change_that_was_told_is_taken_in_once_the_work_is_undone(desk: Desk, session: Session) -> None:
    desk.apply(session, session.findings[0])
    session.file.write_text("##他们的\n", "utf-8")
    watching(desk, session)()()
    desk.undo()
    assert not session.is_dirty
    assert len(watching(desk, session)()()) == 1
    assert session.article.text == "##他们的\n"
    assert not session.disk.is_changed


def test_a_file_that_vanishes_under_unsaved_work_is_told_once(desk: Desk, session: Session) -> None:
    desk.apply(session, session.findings[0])
    text, before = session.article.text, session.file.read_bytes()
    session.file.unlink()
    (notice,) = watching(desk, session)()()
    assert notice.bad
    assert "no such file" in notice.message
    assert watching(desk, session)()() == []
    assert session.article.text == text
    session.file.write_bytes(before)
    assert len(watching(desk, session)()()) == 1
    assert not session.problem
    session.save()


def test_what_is_saved_over_a_change_is_no_change_any_more(desk: Desk, session: Session) -> None:
    desk.apply(session, session.findings[0])
    session.file.write_text("theirs\n", "utf-8")
    watching(desk, session)()()
    session.save(overwrite=True)
    assert not session.disk.is_changed
    assert watching(desk, session)()() == []


def test_what_the_desk_itself_is_writing_is_no_change_by_others(
    desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow disk has the new file in its place for a while before the save is over."""
    told: list[Notice] = []

    def look(_: Path) -> None:
        told.extend(watching(desk, session)()())

    monkeypatch.setattr("review_tui.files.atomic._sync_folder", look)
    before = session.article.text
    desk.apply(session, session.findings[0])
    session.save()
    assert (told, session.disk.is_changed) == ([], False)

    def undo_and_look(folder: Path) -> None:
        desk.undo()
        desk.undo()
        look(folder)

    monkeypatch.setattr("review_tui.files.atomic._sync_folder", undo_and_look)
    desk.apply(session, session.findings[0])
    session.save()
    assert (told, session.article.text, session.is_dirty) == ([], before, True)  # what is undone meanwhile stays so


def test_of_a_file_that_vanishes_the_text_stays_until_it_is_back(desk: Desk, session: Session) -> None:
    desk.apply(session, session.findings[0])
    session.save()
    text, away = session.article.text, session.file.with_suffix(".bak")
    session.file.rename(away)
    (notice,) = watching(desk, session)()()
    assert notice.bad
    assert "a.md: it cannot be read: there is no such file" in notice.message
    assert session.article.text == text
    assert session.can_edit
    assert watching(desk, session)()() == []  # it is told once
    away.rename(session.file)
    (notice,) = watching(desk, session)()()
    assert not notice.bad
    assert "a.md is there again" in notice.message
    assert not session.problem
    assert desk.undo() is not None  # the history is the one of this text
    assert session.is_dirty


def test_a_file_that_comes_back_with_another_text_is_read_again(desk: Desk, session: Session) -> None:
    desk.apply(session, session.findings[0])
    session.save()
    session.file.unlink()
    watching(desk, session)()()
    session.file.write_text("##他们的\n", "utf-8")
    assert [notice.bad for notice in watching(desk, session)()()] == [False]
    assert session.article.text == "##他们的\n"
    assert not session.problem


def test_what_was_saved_can_be_brought_back_after_another_program_wrote(desk: Desk, session: Session) -> None:
    before = session.article.text
    desk.apply(session, session.findings[0])
    session.save()
    mine, others = session.article.text, "##他们的\n"
    session.file.write_text(others, "utf-8")
    watching(desk, session)()()
    assert not session.is_dirty
    assert desk.undo() is not None
    assert (session.article.text, session.is_dirty) == (mine, True)
    assert watching(desk, session)()() == []  # it is not taken in again
    assert desk.redo() is not None
    assert (session.article.text, session.is_dirty) == (others, False)
    desk.undo()
    session.save()
    assert session.file.read_text("utf-8") == mine
    assert desk.undo() is not None
    assert session.article.text == before


def test_what_others_did_to_an_untouched_article_is_no_step_of_the_editor(desk: Desk, session: Session) -> None:
    session.file.write_text("##他们的\n", "utf-8")
    watching(desk, session)()()
    assert desk.undo() is None


def test_what_others_did_leaves_what_can_be_done_again_in_other_articles(desk: Desk, session: Session) -> None:
    other = desk.open(Found("b.md", str(session.file.with_name("b.md"))))
    desk.edit(other, [Edit(Span(0, 0), "又")], "typing")
    desk.edit(session, [Edit(Span(0, 0), "再")], "typing")
    desk.undo()
    desk.undo()
    session.file.write_text("##他们的\n", "utf-8")
    watching(desk, session)()()
    done = desk.redo()
    assert done is not None
    assert done[0].path == "b.md"
    assert desk.redo() is None


def test_of_a_file_that_is_no_text_any_more_the_text_stays(desk: Desk, session: Session) -> None:
    text = session.article.text
    session.file.write_bytes("##止赎和锻炼。".encode("gb18030"))
    (notice,) = watching(desk, session)()()
    assert notice.bad
    assert "GB18030" in notice.message
    assert session.article.text == text
    assert watching(desk, session)()() == []


def test_work_on_a_file_that_vanished_is_written_when_one_insists(desk: Desk, session: Session) -> None:
    session.file.unlink()
    watching(desk, session)()()
    desk.apply(session, session.findings[0])
    with pytest.raises(Changed):
        session.save()
    session.save(overwrite=True)
    assert "## 甲的历史" in session.file.read_text("utf-8")
    assert not session.problem


@pytest.mark.parametrize("theirs", ["", "##他们的\n"])
def test_a_file_that_is_back_under_unsaved_work_is_told_and_not_read(desk: Desk, session: Session, theirs: str) -> None:
    before = session.file.read_text("utf-8")
    session.file.unlink()
    watching(desk, session)()()
    desk.apply(session, session.findings[0])
    text = session.article.text
    assert watching(desk, session)()() == []
    session.file.write_text(theirs or before, "utf-8")
    (notice,) = watching(desk, session)()()
    assert not notice.bad
    assert "a.md is there again" in notice.message
    assert not session.problem
    assert session.article.text == text
    assert watching(desk, session)()() == []
    if theirs:
        with pytest.raises(Changed):
            session.save()
    else:
        session.save()


def test_a_file_that_could_not_be_read_is_read_once_it_can_be(desk: Desk, desk_folder: Path) -> None:
    file = desk_folder / "late.md"
    session = desk.open(Found("late.md", str(file)))
    assert watching(desk, session)()() == []
    file.write_bytes("##止赎和锻炼。".encode("gb18030"))
    assert len(watching(desk, session)()()) == 1
    assert not session.can_edit
    assert "GB18030" in session.problem
    assert watching(desk, session)()() == []
    file.write_text("##甲乙\n", "utf-8")
    assert len(watching(desk, session)()()) == 1
    assert not session.problem
    assert session.article.text == "##甲乙\n"
    session.save()


def test_what_is_here_is_not_given_up_for_a_file_that_is_gone(desk: Desk, session: Session) -> None:
    desk.apply(session, session.findings[0])
    text = session.article.text
    session.file.unlink()
    with pytest.raises(FileProblem, match="no such file"):
        read_again(desk, session)
    assert session.article.text == text
    assert len(desk.history.done) == 1


def test_decisions_whose_file_is_deleted_are_no_more(desk: Desk, session: Session, desk_folder: Path) -> None:
    count = len(session.findings)
    desk.ignore(session, [session.findings[0]], "as it is")
    assert len(session.findings) == count - 1
    file = desk_folder / "review-decisions.jsonl"
    assert file.exists()
    file.unlink()
    watching(desk, session)()()
    desk.take_decisions()
    assert len(session.findings) == count
    assert watching(desk, session)()() == []
