"""Everything an editor does is one step of one history, and reaches the disk when it should."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from review_tui.article import Edit, Span
from review_tui.files.atomic import Changed
from review_tui.files.stamp import FileProblem
from review_tui.glossary.concept import Rendering, Status
from review_tui.glossary.edit import add_rendering, set_status
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.problem import EditError
from review_tui.lint.decisions.decisions import Accepted, Decision, Reviewed, path_in
from review_tui.lint.decisions.lines import all_decisions
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.project import DECISIONS, Overrides, Project
from review_tui.review.article.session import Session
from review_tui.review.decisions.section_state import SectionState
from review_tui.review.desk import Desk, StaleStepError
from review_tui.review.open_articles import KEPT
from review_tui.review.safety.outside import watching, watching_terms
from review_tui.review.taking_in import READ_AGAIN, merge, read_again
from tests.checking import change_glossary

Opener = Callable[[str | bytes], Session]


def codes(session: Session) -> list[str]:
    return [finding.rule.code for finding in session.findings]


def decided(session: Session) -> list[Decision]:
    file = session.file.parent / DECISIONS
    name = path_in(file, session.file)
    return [each for each in all_decisions(file.read_bytes()) if each.path == name] if file.exists() else []


def allow(glossary: Glossary) -> Glossary:
    return set_status(glossary, "workout", "锻炼", Status.ADMITTED)


def test_a_fix_changes_its_place_and_nothing_else(desk: Desk, session: Session) -> None:
    before = session.article.text
    desk.apply(session, session.findings[0])
    assert session.article.text == before.replace("##甲", "## 甲")
    assert codes(session) == ["T701", "P401", "T702"]
    assert desk.sessions.dirty == [session]
    assert desk.history.fixes(session.name) == 1


def test_a_choice_takes_another_rendering(desk: Desk, session: Session) -> None:
    desk.apply(session, session.findings[1], 1)
    assert "止赎和债务重整。" in session.article.text


def test_a_choice_that_is_not_there_changes_nothing(desk: Desk, session: Session) -> None:
    assert desk.apply(session, session.findings[0], 7) is None
    assert not desk.sessions.dirty
    assert not desk.history.done


def test_undo_and_redo_go_over_text_glossary_and_decisions(desk: Desk, session: Session) -> None:
    first, glossary = session.article.text, session.terms.glossary
    desk.apply(session, session.findings[0])
    fixed = session.article.text
    change_glossary(desk, session, allow, "settle workout")
    desk.ignore(session, [session.findings[0]], "as the author wrote it")
    assert codes(session) == ["T702"]

    labels = []
    while (undone := desk.undo()) is not None:
        labels.append(undone[0].label)
    assert labels == ["ignore space-before-punctuation", "settle workout", "fix heading-missing-space"]
    assert session.article.text == first
    assert session.terms.glossary is glossary
    assert codes(session) == ["H101", "T701", "P401", "T702"]
    assert not desk.sessions.dirty

    while desk.redo() is not None:
        pass
    assert session.article.text == fixed
    assert codes(session) == ["T702"]


def test_an_undo_leads_back_to_the_finding(desk: Desk, session: Session) -> None:
    finding = session.findings[1]
    desk.apply(session, finding)
    undone = desk.undo()
    assert undone is not None
    assert (undone[0].path, undone[0].place) == (session.name, finding.span.start)


def test_what_was_undone_is_gone_after_something_else_was_done(desk: Desk, session: Session) -> None:
    desk.apply(session, session.findings[0])
    desk.undo()
    desk.apply(session, session.findings[1])
    assert desk.redo() is None


def test_what_was_saved_and_is_undone_is_unsaved(desk: Desk, session: Session) -> None:
    desk.apply(session, session.findings[0])
    session.save()
    assert not session.is_dirty
    desk.undo()
    assert session.is_dirty


def test_several_articles_are_changed_and_changed_back_as_one(desk: Desk, articles: list[Found]) -> None:
    sessions = [desk.open(article) for article in articles]
    before = [session.article.text for session in sessions]
    edits = [(session, [Edit(Span(0, 0), "\n")]) for session in sessions]
    desk.record([session.edit(each) for session, each in edits], "fix all")
    assert [session.is_dirty for session in sessions] == [True, True]
    assert len(desk.history.done) == 1
    desk.undo()
    assert [session.article.text for session in sessions] == before


def test_to_read_the_file_again_can_be_taken_back_and_what_others_wrote_is_not_written_over_after_that(
    desk: Desk, session: Session
) -> None:
    desk.apply(session, session.findings[0])
    mine = session.article.text
    session.file.write_bytes("\ufefftheirs\r\n".encode())
    read_again(desk, session)
    assert (session.article.text, session.article.bom, session.is_dirty) == ("theirs\r\n", True, False)
    assert desk.history.fixes(session.name) == 0
    desk.undo()
    assert (session.article.text, session.article.bom, session.is_dirty) == (mine, False, True)
    assert desk.history.fixes(session.name) == 1
    with pytest.raises(Changed):
        session.save()
    desk.redo()
    assert (session.article.text, session.article.bom, session.is_dirty) == ("theirs\r\n", True, False)
    desk.undo()
    desk.undo()
    assert not session.is_dirty
    assert desk.history.done == []


def test_of_the_fixes_those_that_were_not_saved_are_gone_when_the_file_is_read_again(
    desk: Desk, session: Session
) -> None:
    desk.apply(session, session.findings[0])
    session.save()
    desk.apply(session, session.findings[0])
    assert desk.history.fixes(session.name) == 2
    session.file.write_text(session.disk.text + "theirs\n", "utf-8")
    read_again(desk, session)
    assert desk.history.fixes(session.name) == 1


def test_after_a_save_undo_of_a_merge_leads_to_the_text_before_and_saves_it(desk: Desk, session: Session) -> None:
    desk.apply(session, session.findings[0])
    mine = session.article.text
    session.file.write_text("theirs\n", "utf-8")
    merge(desk, session, session.disk.read(), f"{mine}theirs\n")
    session.save()
    desk.undo()
    session.save()
    assert session.file.read_text("utf-8") == mine


def test_a_step_whose_text_is_another_now_is_let_go(desk: Desk, session: Session) -> None:
    desk.apply(session, session.findings[0])
    session.save()
    session.file.write_text("theirs\n", "utf-8")
    session.reload()
    with pytest.raises(StaleStepError, match=r"a\.md"):
        desk.undo()
    assert session.article.text == "theirs\n"
    assert not desk.history.done


def test_an_article_that_others_changed_keeps_the_undo_of_no_other(desk: Desk, articles: list[Found]) -> None:
    one, other = (desk.open(article) for article in articles)
    before = other.article.text
    desk.record([each.edit([Edit(Span(0, 0), "\n")]) for each in (one, other)], "fix 2 places")
    for session in (one, other):
        session.save()
    one.file.write_text("theirs\n", "utf-8")
    one.reload()
    undone = desk.undo()
    assert undone is not None
    step, notices = undone
    assert (step.path, step.place) == (other.name, 0)
    assert [notice.message for notice in notices] == [f"The text of {one.name} is another one now, and stays as it is."]
    assert (one.article.text, other.article.text) == ("theirs\n", before)
    desk.redo()
    assert (one.article.text, other.article.text) == ("theirs\n", "\n" + before)


def test_an_article_that_others_changed_is_taken_back_before_what_was_done_to_it_and_others(
    desk: Desk, articles: list[Found]
) -> None:
    one, other = (desk.open(article) for article in articles)
    before = one.article.text, other.article.text
    desk.record([each.edit([Edit(Span(0, 0), "\n")]) for each in (one, other)], "fix 2 places")
    for session in (one, other):
        session.save()
    one.file.write_text("theirs\n", "utf-8")
    watching(desk, one)()()
    undone = desk.undo()
    assert undone is not None
    assert (undone[0].path, undone[0].label) == (one.name, READ_AGAIN)
    assert (one.article.text, other.article.text) == ("\n" + before[0], "\n" + before[1])
    desk.undo()
    assert (one.article.text, other.article.text) == before


def test_an_article_that_was_closed_is_opened_again_for_an_undo(desk: Desk, desk_folder: Path) -> None:
    names = [f"n{number}.md" for number in range(KEPT + 2)]
    for name in names:
        (desk_folder / name).write_text("##甲乙\n", "utf-8")
    first = desk.open(Found(names[0], str(desk_folder / names[0])))
    desk.apply(first, first.findings[0])
    first.save()
    for name in names[1:]:
        desk.open(Found(name, str(desk_folder / name)))
    assert desk.at(names[0]) is not first
    undone = desk.undo()
    assert undone is not None
    assert desk.at(names[0]).article.text == "##甲乙\n"


def test_an_article_whose_name_is_no_text_is_opened_again_for_an_undo(desk: Desk, desk_folder: Path) -> None:
    file = desk_folder / os.fsdecode(b"\xff.md")
    file.write_text("##甲乙\n", "utf-8")
    session = desk.open(Found("\\xff.md", str(file)))
    desk.apply(session, session.findings[0])
    session.save()
    for number in range(KEPT + 1):
        (desk_folder / f"n{number}.md").touch()
        desk.open(Found(f"n{number}.md", str(desk_folder / f"n{number}.md")))
    assert desk.undo() is not None
    assert desk.at("\\xff.md").article.text == "##甲乙\n"


def test_unsaved_articles_stay_open(desk: Desk, desk_folder: Path) -> None:
    for number in range(KEPT + 3):
        (desk_folder / f"n{number}.md").write_text("##甲乙\n", "utf-8")
        session = desk.open(Found(f"n{number}.md", str(desk_folder / f"n{number}.md")))
        desk.apply(session, session.findings[0])
    assert len(desk.sessions.dirty) == KEPT + 3


# Typing


def typed(desk: Desk, session: Session, *texts: str) -> None:
    for number, text in enumerate(texts):
        desk.type(session, Span(0, len(session.article.text)), text, goes_on=number > 0)


def test_typing_that_goes_on_is_one_step(desk: Desk, session_on: Opener) -> None:
    session = session_on("甲\r\n")
    typed(desk, session, "甲乙\n", "甲乙丙\n", "甲乙丙\n丁\n")
    assert session.article.text == "甲乙丙\r\n丁\r\n"
    assert len(desk.history.done) == 1
    desk.undo()
    assert session.article.text == "甲\r\n"
    desk.redo()
    assert session.article.text == "甲乙丙\r\n丁\r\n"


def test_typing_does_not_go_on_with_a_step_that_ended(desk: Desk, session_on: Opener) -> None:
    session = session_on("甲\n")
    typed(desk, session, "甲乙\n")
    desk.history.end_typing()
    desk.type(session, Span(0, 3), "甲乙丙\n", goes_on=True)
    desk.undo()
    assert session.article.text == "甲乙\n"


def test_a_step_tells_where_what_it_wrote_ends(desk: Desk, session_on: Opener) -> None:
    session = session_on("甲乙丙丁\n")
    step = desk.edit(session, (Edit(Span(1, 3), "子丑寅"),), "one", place=0)
    assert (step.end, step.reversed.end) == (4, 3)
    step = desk.edit(session, (Edit(Span(1, 2), ""), Edit(Span(3, 4), "")), "two", place=0)
    assert (step.end, step.reversed.end) == (0, 0)


def test_typing_that_comes_to_nothing_is_no_step(desk: Desk, session_on: Opener) -> None:
    session = session_on("甲\n")
    typed(desk, session, "甲\n")
    typed(desk, session, "甲乙\n", "甲\n")
    assert not desk.history.done


def test_typing_after_a_fix_is_a_step_of_its_own(desk: Desk, session: Session) -> None:
    typed(desk, session, session.article.text + "新")
    desk.apply(session, session.findings[0])
    typed(desk, session, session.article.text + "的")
    assert [step.label for step in desk.history.done] == ["typing", "fix heading-missing-space", "typing"]


# The glossary


def test_a_user_whose_name_is_no_text_decides_without_a_name(
    desk: Desk, session: Session, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "\udcff")
    assert desk.ignore(session, session.findings[:1], "as it is") == []
    (line,) = (desk_folder / "review-decisions.jsonl").read_text("utf-8").splitlines()
    assert '"by"' not in line


def test_a_change_of_the_glossary_is_written_at_once_and_changes_the_findings(
    desk: Desk, session: Session, desk_folder: Path
) -> None:
    change_glossary(desk, session, allow, "settle")
    assert codes(session) == ["H101", "P401", "T702"]
    rows = (desk_folder / "glossary" / "terms.csv").read_text("utf-8")
    assert "workout,workout,锻炼,admitted" in rows
    desk.undo()
    assert "workout,workout,锻炼,forbidden" in (desk_folder / "glossary" / "terms.csv").read_text("utf-8")


def test_a_change_that_changes_nothing_is_no_step(desk: Desk, session: Session) -> None:
    change_glossary(desk, session, lambda glossary: glossary, "nothing")
    assert not desk.history.done


def test_a_change_that_makes_no_sense_changes_nothing(desk: Desk, session: Session) -> None:
    with pytest.raises(EditError):
        change_glossary(desk, session, lambda glossary: set_status(glossary, "nobody", "甲", Status.ADMITTED), "x")
    assert not desk.history.done


def test_the_shipped_glossary_is_copied_before_it_is_changed(
    tmp_path: Path, shipped: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "a.md").write_text("正文。\n", "utf-8")
    monkeypatch.chdir(folder)
    desk = Desk(Project(Overrides(isolated=True), folder))
    session = desk.open(Found("a.md", str(folder / "a.md")))
    assert not session.terms.is_own
    assert session.terms.paths == shipped
    before = [path.read_bytes() for path in shipped]
    notices = change_glossary(
        desk, session, lambda glossary: add_rendering(glossary, "foreclosure", Rendering("收楼")), "add"
    )
    assert str(folder / "glossary") in notices[0].message
    assert [path.read_bytes() for path in shipped] == before
    assert "收楼" in "".join(path.read_text("utf-8") for path in (folder / "glossary").iterdir())


def test_an_undo_takes_back_ones_own_change_and_not_what_others_wrote_since(
    desk: Desk, session: Session, desk_folder: Path
) -> None:
    file = desk_folder / "glossary" / "terms.csv"
    change_glossary(desk, session, allow, "settle")
    file.write_text(file.read_text("utf-8") + "lender,lender,贷款人,preferred,\n", "utf-8")
    watching_terms(desk)()()
    desk.undo()
    assert "锻炼,forbidden" in file.read_text("utf-8")
    assert "贷款人,preferred" in file.read_text("utf-8")


def preferred(desk_folder: Path) -> list[str]:
    rows = (desk_folder / "glossary" / "terms.csv").read_text("utf-8").splitlines()
    return [row.split(",")[2] for row in rows if row.startswith("workout") and ",preferred," in row]


def prefer(desk: Desk, session: Session, zh: str) -> list[str]:
    edit = partial(set_status, concept_id="workout", zh=zh, status=Status.PREFERRED)
    return [notice.message for notice in change_glossary(desk, session, edit, f"settle {zh}")]


def test_two_editors_who_settle_one_term_leave_one_preferred_and_the_undo_gives_the_others_back(
    desk: Desk, session: Session, desk_folder: Path
) -> None:
    other = Desk(Project())
    prefer(other, other.at(session.name), "债务重整")
    (told,) = prefer(desk, session, "锻炼")
    assert (
        told
        == "workout: 债务重整 was made preferred by another program; 锻炼 is preferred, as here, and 债务重整 admitted"
    )
    assert preferred(desk_folder) == ["锻炼"]
    desk.undo()
    assert preferred(desk_folder) == ["债务重整"]
    assert session.terms.glossary.problems == ()
    desk.redo()
    assert preferred(desk_folder) == ["锻炼"]


def test_an_undo_leaves_what_another_editor_preferred_since(desk: Desk, session: Session, desk_folder: Path) -> None:
    prefer(desk, session, "锻炼")
    other = Desk(Project())
    prefer(other, other.at(session.name), "债务重整")
    watching_terms(desk)()()
    undone = desk.undo()
    assert undone is not None
    assert any("债务重整 was made preferred by another program" in notice.message for notice in undone[1])
    assert preferred(desk_folder) == ["债务重整"]


def test_rows_that_another_editor_deleted_stay_deleted(desk: Desk, session: Session, desk_folder: Path) -> None:
    file = desk_folder / "glossary" / "terms.csv"
    settled = partial(set_status, concept_id="workout", zh="锻炼", status=Status.ADMITTED, updated="2026-11-29")
    file.write_text(
        "".join(row for row in file.read_text("utf-8").splitlines(keepends=True) if "赎" not in row), "utf-8"
    )
    change_glossary(desk, session, settled, "settle")
    assert "foreclosure" not in file.read_text("utf-8")
    desk.undo()
    assert "2026" not in file.read_text("utf-8")
    assert "foreclosure" not in file.read_text("utf-8")


def test_what_cannot_be_written_counts_all_the_same_and_is_written_with_the_next_save(
    desk: Desk, session: Session, desk_folder: Path
) -> None:
    file = desk_folder / "glossary" / "terms.csv"
    before = file.read_bytes()
    file.unlink()
    file.mkdir()
    notices = change_glossary(desk, session, allow, "settle")
    assert notices[-1].bad
    assert codes(session) == ["H101", "P401", "T702"]
    assert desk.shelf.unsaved_terms == [session.terms]
    file.rmdir()
    file.write_bytes(before)
    assert desk.save_kept() == []
    assert "锻炼,admitted" in file.read_text("utf-8")


# Decisions


def test_an_ignored_finding_leaves_the_list_and_nothing_to_save_in_the_article(desk: Desk, session: Session) -> None:
    desk.ignore(session, [session.findings[0]], "correct")
    assert codes(session) == ["T701", "P401", "T702"]
    assert not desk.sessions.dirty
    assert desk.reasons.latest == "correct"
    assert "correct" in desk.offered_reasons(session)
    assert [decision.reason for decision in decided(session) if isinstance(decision, Accepted)] == ["correct"]


def test_a_section_is_reviewed_until_its_text_changes(desk: Desk, session: Session) -> None:
    section = session.sections[1]
    desk.mark(session, [section], SectionState.REVIEWED)
    assert desk.state(session, section) is SectionState.REVIEWED
    desk.apply(session, session.findings[2])  # in the section after it
    assert desk.state(session, session.sections[1]) is SectionState.REVIEWED
    desk.apply(session, session.findings[0])
    assert desk.state(session, session.sections[1]) is SectionState.OPEN
    desk.undo()
    assert desk.state(session, session.sections[1]) is SectionState.REVIEWED


def test_a_section_in_need_of_work_is_so_for_everybody(desk: Desk, session: Session) -> None:
    desk.mark(session, [session.sections[1]], SectionState.REVIEWED)
    desk.mark(session, [session.sections[1]], SectionState.NEEDS_WORK)
    assert len(decided(session)) == 1
    other = Desk(Project())
    assert other.state(other.at(session.name), session.sections[1]) is SectionState.NEEDS_WORK
    desk.mark(session, [session.sections[1]], SectionState.OPEN)
    assert decided(session) == []
    assert watching(other, other.at(session.name))()()
    assert other.state(other.at(session.name), session.sections[1]) is SectionState.OPEN
    desk.undo()
    assert watching(other, other.at(session.name))()()
    assert other.state(other.at(session.name), session.sections[1]) is SectionState.NEEDS_WORK


def test_a_decision_of_somebody_else_meanwhile_is_kept(desk: Desk, session: Session) -> None:
    other = Desk(Project())
    theirs = other.at(session.name)
    other.ignore(theirs, [theirs.findings[0]], "theirs")
    desk.ignore(session, [session.findings[1]], "mine")
    assert {decision.reason for decision in decided(session) if isinstance(decision, Accepted)} == {"theirs", "mine"}
    assert codes(session) == ["P401", "T702"]
    desk.undo()
    assert codes(session) == ["T701", "P401", "T702"]


def test_an_undo_leaves_what_somebody_else_decided_since(desk: Desk, session: Session) -> None:
    desk.mark(session, [session.sections[1]], SectionState.REVIEWED)
    other = Desk(Project())
    other.mark(other.at(session.name), [session.sections[1]], SectionState.NEEDS_WORK)
    theirs = decided(session)
    watching(desk, session)()()
    undone = desk.undo()
    assert undone is not None
    (notice,) = undone[1]
    assert notice.bad
    assert "甲的历史" in notice.message
    assert "needs work" in notice.message
    assert decided(session) == theirs
    assert desk.state(session, session.sections[1]) is SectionState.NEEDS_WORK


def test_an_undo_leaves_what_somebody_else_decided_even_where_it_was_not_read_yet(desk: Desk, session: Session) -> None:
    desk.mark(session, [session.sections[1]], SectionState.REVIEWED)
    other = Desk(Project())
    other.mark(other.at(session.name), [session.sections[1]], SectionState.NEEDS_WORK)
    undone = desk.undo()
    assert undone is not None
    assert ["needs work" in notice.message for notice in undone[1]] == [True]
    assert [each.state for each in decided(session) if isinstance(each, Reviewed)] == ["needs work"]
    assert desk.state(session, session.sections[1]) is SectionState.NEEDS_WORK


def test_a_redo_leaves_what_somebody_else_decided_since(desk: Desk, session: Session) -> None:
    desk.ignore(session, [session.findings[0]], "mine")
    desk.undo()
    other = Desk(Project())
    theirs = other.at(session.name)
    other.ignore(theirs, [theirs.findings[0]], "theirs")
    again = desk.redo()
    assert again is not None
    assert ["theirs" in notice.message for notice in again[1]] == [True]
    assert [each.reason for each in decided(session) if isinstance(each, Accepted)] == ["theirs"]


def test_a_decision_over_one_of_somebody_else_is_told_and_its_undo_gives_theirs_back(
    desk: Desk, session: Session
) -> None:
    other = Desk(Project())
    theirs = other.at(session.name)
    desk.shelf.decisions(session.file.parent)
    other.ignore(theirs, [theirs.findings[0]], "theirs")
    (notice,) = desk.ignore(session, [session.findings[0]], "mine")
    assert "theirs" in notice.message
    assert [each.reason for each in decided(session) if isinstance(each, Accepted)] == ["mine"]
    desk.undo()
    assert [each.reason for each in decided(session) if isinstance(each, Accepted)] == ["theirs"]


def test_what_is_taken_back_before_it_was_written_leaves_nothing(
    desk: Desk, session: Session, desk_folder: Path
) -> None:
    desk.shelf.decisions(desk_folder)
    (desk_folder / DECISIONS).mkdir()
    desk.ignore(session, [session.findings[0]], "x")
    desk.undo()
    (desk_folder / DECISIONS).rmdir()
    assert desk.save_kept() == []
    assert not desk.shelf.unsaved_decisions
    assert decided(session) == []


def test_a_decision_that_cannot_be_written_counts_all_the_same_and_is_written_with_the_next_save(
    desk: Desk, session: Session, desk_folder: Path
) -> None:
    desk.shelf.decisions(desk_folder)
    (desk_folder / DECISIONS).mkdir()
    (notice,) = desk.ignore(session, [session.findings[0]], "x")
    assert notice.bad
    assert codes(session) == ["T701", "P401", "T702"]
    (desk_folder / DECISIONS).rmdir()
    assert desk.save_kept() == []
    assert not desk.shelf.unsaved_decisions
    assert [decision.reason for decision in decided(session) if isinstance(decision, Accepted)] == ["x"]


@pytest.mark.parametrize("is_link", [True, False])
def test_nothing_is_decided_where_the_decisions_cannot_be_read(desk_folder: Path, *, is_link: bool) -> None:
    if is_link:
        (desk_folder / DECISIONS).symlink_to("elsewhere")
    else:
        (desk_folder / DECISIONS).mkdir()
    desk = Desk(Project())
    session = desk.open(Found("a.md", str(desk_folder / "a.md")))
    with pytest.raises(FileProblem, match="no decision can be made"):
        desk.ignore(session, [session.findings[0]], "x")
    assert codes(session) == ["H101", "T701", "P401", "T702"]
    assert not desk.history.done
    assert watching(desk, session)()() == []


def test_decisions_that_can_be_read_again_can_be_made_again(desk: Desk, session: Session, desk_folder: Path) -> None:
    desk.ignore(session, [session.findings[0]], "x")
    file = desk_folder / DECISIONS
    data = file.read_bytes()
    file.unlink()
    file.mkdir()
    watching(desk, session)()()
    with pytest.raises(FileProblem, match="no decision can be made"):
        desk.undo()
    assert [step.label for step in desk.history.done] == ["ignore heading-missing-space"]
    file.rmdir()
    watching(desk, session)()()
    desk.mark(session, [session.sections[1]], SectionState.REVIEWED)
    file.write_bytes(data)
    watching(desk, session)()()
    desk.undo()
    desk.undo()
    assert decided(session) == []
