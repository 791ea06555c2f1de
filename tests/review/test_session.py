"""Everything an editor does to an article, and what of it reaches the disk."""

from collections.abc import Callable
from pathlib import Path

import pytest

from review_tui.article import Edit, Span
from review_tui.files.atomic import Changed
from review_tui.files.stamp import FileProblem
from review_tui.glossary.concept import Status
from review_tui.glossary.edit import set_status
from review_tui.glossary.glossary import Glossary
from review_tui.review.session import Session

Opener = Callable[[bytes], Session]


def codes(session: Session) -> list[str]:
    return [finding.rule.code for finding in session.findings]


def test_opens_with_the_findings_in_the_order_of_the_text(session: Session) -> None:
    assert codes(session) == ["H101", "T701", "P401", "T702"]
    assert not session.is_dirty


def test_a_fix_changes_its_place_and_nothing_else(session: Session) -> None:
    before = session.article.text
    session.apply(session.findings[0])
    assert session.article.text == before.replace("##甲", "## 甲")
    assert codes(session) == ["T701", "P401", "T702"]
    assert session.is_dirty
    assert session.fixed == 1


def test_a_choice_takes_another_rendering(session: Session) -> None:
    session.apply(session.findings[1], 1)
    assert "止赎和债务重整。" in session.article.text


def test_a_choice_that_is_not_there_changes_nothing(session: Session) -> None:
    assert session.apply(session.findings[0], 7) is None
    assert not session.is_dirty


def test_undo_and_redo_go_over_text_glossary_and_ignoring(session: Session, glossary: Glossary) -> None:
    first = session.article.text
    session.apply(session.findings[0])
    fixed = session.article.text
    allowed = set_status(glossary, "workout", "锻炼", Status.ADMITTED)
    session.set_glossary(allowed, "settle workout")
    session.ignore(session.findings[0])
    assert codes(session) == ["T702"]

    assert [step.label for step in (session.undo(), session.undo()) if step] == ["ignore", "settle workout"]
    assert codes(session) == ["T701", "P401", "T702"]
    assert session.glossary is glossary
    session.undo()
    assert session.article.text == first
    assert session.undo() is None

    for _ in range(3):
        session.redo()
    assert session.redo() is None
    assert session.article.text == fixed
    assert session.glossary is allowed
    assert codes(session) == ["T702"]


def test_what_was_undone_is_gone_after_something_else_was_done(session: Session) -> None:
    session.apply(session.findings[0])
    session.undo()
    session.apply(session.findings[1])
    assert session.redo() is None


def test_it_is_clean_again_when_everything_is_undone(session: Session) -> None:
    session.apply(session.findings[0])
    session.undo()
    assert not session.is_dirty


def test_it_is_dirty_when_what_was_saved_is_undone(session: Session) -> None:
    seen = []
    session.apply(session.findings[0])
    for step in (session.save, session.undo, lambda: session.apply(session.findings[1])):
        step()
        seen.append(session.is_dirty)
    assert seen == [False, True, True]


def test_ignoring_is_nothing_to_save_in_the_article(session: Session) -> None:
    session.ignore(session.findings[0])
    assert not session.is_dirty


def test_of_two_like_findings_one_is_ignored(session_on: Opener) -> None:
    session = session_on("甲说锻炼。\n\n乙说锻炼。\n".encode())
    assert codes(session) == ["T701", "T701"]
    session.ignore(session.findings[0])
    (left,) = session.findings
    assert session.article.text[: left.span.start].endswith("乙说")


def test_an_ignored_finding_stays_ignored_when_the_text_before_it_changes(session_on: Opener) -> None:
    session = session_on("甲。\n\n乙说锻炼。\n".encode())
    session.ignore(session.findings[0])
    session.edit([Edit(Span(0, 0), "新的一段。\n\n")], "edit")
    assert codes(session) == []


@pytest.mark.parametrize(
    "data",
    [
        "\ufeff##甲\r\n\r\n乙 ，丙\r\n".encode(),
        "##甲\r\n\n乙\u2028丙\x85\x0b\r丁 ，\n".encode(),
        "##甲\r乙 ，丙".encode(),
    ],
)
def test_saving_writes_the_edits_and_keeps_every_other_byte(session_on: Opener, data: bytes) -> None:
    session = session_on(data)
    session.apply(session.findings[0])
    session.save()
    assert session.path.read_bytes() == data.replace("##甲".encode(), "## 甲".encode())


def test_a_section_that_was_only_looked_at_is_unchanged(session_on: Opener) -> None:
    session = session_on("\ufeff# 甲\r\n乙\u2028丙\n\n\n".encode())
    for section in session.article.sections:
        assert not session.edit_section(section, session.section_text(section))
    assert not session.is_dirty


def test_an_edited_section_leaves_the_others_as_they_were(session: Session) -> None:
    before = session.article.text
    section = session.article.sections[1]
    session.edit_section(section, session.section_text(section).replace("和", "与"))
    assert session.article.text == before.replace("止赎和", "止赎与")
    (step,) = session.history.done
    assert step.edits == (Edit(Span(before.index("和"), before.index("和") + 1), "与"),)


def test_a_file_that_another_program_changed_is_not_overwritten(session: Session) -> None:
    session.apply(session.findings[0])
    session.path.write_text("theirs\n")
    assert session.changed_on_disk()
    with pytest.raises(Changed):
        session.save()
    assert session.path.read_text() == "theirs\n"
    assert session.is_dirty

    session.save(overwrite=True)
    assert "## 甲的历史" in session.path.read_text(encoding="utf-8")
    assert not session.is_dirty


def test_reading_again_takes_theirs(session: Session) -> None:
    session.apply(session.findings[0])
    session.path.write_text("##他们的\n", encoding="utf-8")
    session.reload()
    assert session.article.text == "##他们的\n"
    assert codes(session) == ["H101"]
    assert not session.is_dirty
    assert session.undo() is None


def test_what_is_no_utf8_can_only_be_looked_at(session_on: Opener) -> None:
    data = "##甲\n乙".encode() + "丙".encode("gbk")
    session = session_on(data)
    assert "bytes.md:2" in session.problem
    assert not session.can_edit
    session.edit([Edit(Span(0, 0), "x")], "edit")
    assert session.article.text.startswith("##甲")
    with pytest.raises(FileProblem):
        session.save(overwrite=True)
    assert session.path.read_bytes() == data


def test_a_missing_file_is_a_problem_and_no_crash(glossary: Glossary, tmp_path: Path) -> None:
    session = Session(tmp_path / "none.md", glossary)
    assert "no such file" in session.problem
    assert session.findings == ()
    assert not session.can_edit


def test_concepts_are_those_that_a_stretch_mentions(session: Session) -> None:
    history, other = session.article.sections[1:3]
    assert [concept.id for concept in session.concepts_in(history.span)] == ["foreclosure", "workout"]
    assert [concept.id for concept in session.concepts_in(other.span)] == ["foreclosure"]
    assert session.counts(session.concepts_in(other.span)[0]) == {"止赎": 1, "丧失抵押品赎回权": 1}
