"""Which articles stay open on the desk, and what it costs to ask for one of thousands."""

from collections.abc import Callable
from pathlib import Path

import pytest

from review_tui.article import Edit, Span
from review_tui.lint.discovery.discovery import Found
from review_tui.review.article.session import Session
from review_tui.review.desk import Desk
from review_tui.review.open_articles import KEPT

MANY = 60


@pytest.fixture
def many(desk_folder: Path) -> list[Found]:
    for number in range(MANY):
        (desk_folder / f"n{number:02}.md").write_text("甲乙\n", "utf-8")
    return [Found(f"n{number:02}.md", str(desk_folder / f"n{number:02}.md")) for number in range(MANY)]


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the articles that are asked whether they are unsaved."""
    asked: list[str] = []
    is_dirty: Callable[[Session], bool] = vars(Session)["is_dirty"].fget

    def noted(session: Session) -> bool:
        asked.append(session.name)
        return is_dirty(session)

    monkeypatch.setattr(Session, "is_dirty", property(noted))
    return asked


def changed(desk: Desk, articles: list[Found]) -> list[Session]:
    sessions = []
    for found in articles:
        sessions.append(desk.open(found))
        desk.edit(sessions[-1], (Edit(Span(0, 0), "丙"),), "edit")
    return sessions


def names(desk: Desk) -> list[str]:
    return [session.name for session in desk.sessions.all]


def test_the_last_few_unchanged_ones_stay(desk: Desk, many: list[Found]) -> None:
    for found in many:
        desk.open(found)
    desk.open(many[-3])
    assert names(desk) == [each.path for each in (*many[-KEPT:-3], *many[-2:], many[-3])]


def test_those_that_are_unsaved_stay_until_they_are_saved(desk: Desk, many: list[Found]) -> None:
    sessions = changed(desk, many)
    desk.undo()
    for session in sessions[5:-1]:
        session.save()
    desk.sessions.tidy()
    assert names(desk) == [each.path for each in (*many[:5], *many[-KEPT:])]
    assert desk.sessions.dirty == sessions[:5]


def test_the_one_under_the_hand_is_had_without_a_look_at_the_others(
    desk: Desk, many: list[Found], looks: list[str]
) -> None:
    changed(desk, many)
    looks.clear()
    for _ in range(100):
        desk.open(many[-1])
    assert looks == []


def test_another_one_is_had_with_a_look_at_a_few(desk: Desk, many: list[Found], looks: list[str]) -> None:
    changed(desk, many)
    looks.clear()
    for found in many:
        desk.open(found)
    assert len(looks) <= (KEPT + 1) * MANY


def test_a_text_is_held_against_that_of_its_file_once(desk: Desk, many: list[Found]) -> None:
    class Counted(str):
        __slots__ = ()
        __hash__ = str.__hash__
        compared = 0

        def __ne__(self, other: object) -> bool:
            Counted.compared += 1
            return str.__ne__(self, other)

    (session,) = changed(desk, many[:1])
    session.article.text = Counted(session.article.text)
    assert [session.is_dirty for _ in range(5)] == [True] * 5
    assert Counted.compared == 1
    session.save()
    assert not session.is_dirty
