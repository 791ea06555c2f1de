"""Fixing all that is alike, over one article or many, and taking it back."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from review_tui.article import Edit, Span
from review_tui.lint.discovery.discovery import Found
from review_tui.review.alike import (
    FixCount,
    Model,
    Occurrence,
    fixing,
    model_of,
    occurrences,
    occurrences_on,
    sheet_of,
)
from review_tui.review.article.session import Session
from review_tui.review.desk import Desk

TEXT = "甲说锻炼，乙说锻炼。\n\n`锻炼` [链接](/锻炼)\n\n丙说止赎 ，丁。\n"
MENDED = TEXT.replace("说锻炼", "说债务重组")


@pytest.fixture
def many(desk_folder: Path) -> list[Found]:
    """Return more articles than stay open on the desk."""
    for number in range(12):
        (desk_folder / f"n{number:02}.md").write_text(TEXT, encoding="utf-8")
    return [Found(f"n{number:02}.md", str(desk_folder / f"n{number:02}.md")) for number in range(12)]


def look(desk: Desk, found: Found, model: Model | None = None) -> list[Occurrence]:
    session = desk.open(found)
    model = model or model_of(session.findings[0], session.article.text)
    return occurrences(found, session.analysis, session.accepted, model)


def look_elsewhere(desk: Desk, found: Found, model: Model) -> list[Occurrence]:
    sheet = sheet_of(desk, found, desk.reading(found)())
    return occurrences_on(sheet, model) if sheet is not None else []


def fix(desk: Desk, chosen: list[Occurrence]) -> FixCount:
    outcome = FixCount()
    for _ in fixing(desk, chosen, outcome):
        pass
    return outcome


def texts(desk: Desk, many: list[Found]) -> set[str]:
    return {desk.open(found).article.text for found in many}


def test_what_is_alike_is_mended_in_one_step_and_nothing_else(desk: Desk, many: list[Found]) -> None:
    assert fix(desk, look(desk, many[0])) == FixCount(made=2)
    assert desk.open(many[0]).article.text == MENDED  # neither code nor a link's target
    assert len(desk.history.done) == 1
    desk.undo()
    assert desk.open(many[0]).article.text == TEXT


def test_each_occurrence_comes_with_its_line(desk: Desk, many: list[Found]) -> None:
    first, second = look(desk, many[0])
    assert (first.line, first.before, first.words, first.after) == (1, "甲说", "锻炼", "，乙说锻炼。")
    assert first.fix.label == "债务重组"
    assert second.before.endswith("乙说")


def test_each_article_counts_what_was_mended_in_it(desk: Desk, many: list[Found]) -> None:
    first, second = look(desk, many[0]), look(desk, many[1])
    fix(desk, [*first, second[0]])
    assert [desk.history.fixes(found.path) for found in many[:3]] == [2, 1, 0]
    desk.undo()
    assert [desk.history.fixes(found.path) for found in many[:2]] == [0, 0]
    desk.redo()
    assert [desk.history.fixes(found.path) for found in many[:2]] == [2, 1]


def test_what_was_unticked_stays(desk: Desk, many: list[Found]) -> None:
    fix(desk, look(desk, many[0])[1:])
    assert desk.open(many[0]).article.text == TEXT.replace("乙说锻炼", "乙说债务重组")


def test_what_somebody_decided_to_leave_is_left(desk: Desk, many: list[Found]) -> None:
    session = desk.open(many[0])
    desk.ignore(session, [session.findings[0]], "fitness")
    assert [item.before[-2:] for item in look(desk, many[0])] == ["乙说"]


def test_one_undo_takes_back_many_articles(desk: Desk, many: list[Found]) -> None:
    session = desk.open(many[0])
    model = model_of(session.findings[0], session.article.text)
    found = look(desk, many[0], model)
    for other in many[1:]:
        found += look_elsewhere(desk, other, model)
    assert fix(desk, found) == FixCount(made=24)
    assert len(desk.sessions.dirty) == 12
    assert texts(desk, many) == {MENDED}
    desk.undo()
    assert desk.sessions.dirty == []
    assert texts(desk, many) == {TEXT}
    desk.redo()
    assert texts(desk, many) == {MENDED}


def test_articles_without_decisions_are_fixed_without_another_look(
    desk: Desk, many: list[Found], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_of(desk.open(many[0]).findings[0], TEXT)
    found = [each for other in many for each in look_elsewhere(desk, other, model)]
    monkeypatch.setattr(Session, "look", lambda _: pytest.fail("it was looked at"))
    assert fix(desk, found) == FixCount(made=2 * len(many))


def test_a_text_that_changed_meanwhile_is_left(desk: Desk, many: list[Found]) -> None:
    session = desk.open(many[0])
    model = model_of(session.findings[0], session.article.text)
    found = look_elsewhere(desk, many[1], model)
    Path(many[1].file).write_text("新的锻炼。\n", encoding="utf-8")
    assert fix(desk, found) == FixCount(left=2)
    assert desk.history.done == []


def test_articles_that_are_left_are_told_of_as_they_pass(desk: Desk, many: list[Found]) -> None:
    model = model_of(desk.open(many[0]).findings[0], TEXT)
    found = [each for other in many[1:6] for each in look_elsewhere(desk, other, model)]
    for other in many[1:4]:
        Path(other.file).write_text("新的锻炼。\n", encoding="utf-8")
    outcome = FixCount()
    assert [(done, outcome.left, outcome.made) for done in fixing(desk, found, outcome)] == [
        (1, 2, 0),
        (2, 4, 0),
        (3, 6, 0),
        (4, 6, 2),
        (5, 6, 4),
    ]


def test_another_choice_is_made_everywhere(desk: Desk, many: list[Found]) -> None:
    session = desk.open(many[0])
    fix(desk, look(desk, many[0], model_of(session.findings[0], session.article.text, 1)))
    assert "甲说债务重整，乙说债务重整。" in desk.open(many[0]).article.text


def test_findings_without_a_term_are_alike_by_their_rule(desk: Desk, many: list[Found]) -> None:
    session = desk.open(many[0])
    finding = next(item for item in session.findings if item.rule.code == "P401")
    assert len(look(desk, many[0], model_of(finding, session.article.text))) == 1


def test_without_a_term_the_choice_of_the_same_number_is_made(desk: Desk, many: list[Found]) -> None:
    session = desk.open(many[0])
    text = session.article.text
    finding = next(item for item in session.findings if item.rule.code == "P401")
    first = finding.fixes[0]
    second = replace(first, label="another")
    several = replace(finding, fixes=(first, second))
    assert model_of(several, text, 1).fix_of(several, text) == second
    assert model_of(several, text).fix_of(several, text) == first
    assert model_of(several, text, 1).fix_of(finding, text) is None


def test_an_open_article_is_looked_at_as_it_is_on_the_desk(desk: Desk, many: list[Found]) -> None:
    session = desk.open(many[0])
    model = model_of(session.findings[0], session.article.text)
    changed = desk.open(many[1])
    desk.edit(changed, (Edit(Span(0, 0), "锻炼。"),), "edit")
    desk.open(many[0])
    assert len(look_elsewhere(desk, many[1], model)) == 3
    assert [each.name for each in desk.sessions.all] == [many[1].path, many[0].path]


def test_what_cannot_be_read_holds_nothing(desk: Desk, many: list[Found]) -> None:
    session = desk.open(many[0])
    model = model_of(session.findings[0], session.article.text)
    Path(many[1].file).unlink()
    assert look_elsewhere(desk, many[1], model) == []
    folder = Path(many[2].folder) / "broken"
    folder.mkdir()
    (folder / "review-tui.toml").write_text("nonsense = 1\n", "utf-8")
    (folder / "x.md").write_text(TEXT, encoding="utf-8")
    assert look_elsewhere(desk, Found("broken/x.md", str(folder / "x.md")), model) == []
