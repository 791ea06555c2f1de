"""The list of what is alike."""

import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any, ClassVar

import pytest
from textual.widgets import Static

from review_tui.article import Edit, Span
from review_tui.lint.discovery.discovery import Found
from review_tui.review.desk import Desk
from review_tui.text.cells import width
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.alike import Alike, Occurrences, SafeFixes
from tests.tui.driving import Opened, code, said, text, until, wait_for


async def test_all_alike_are_fixed_but_for_those_unticked(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "a.md").write_text("锻炼甲。\n\n锻炼乙。\n\n锻炼丙。\n", encoding="utf-8")
    async with opened() as (app, pilot):
        await pilot.press("ctrl+r")
        assert isinstance(app.screen, Alike)
        await pilot.press("down", "space", "enter")
        await app.workers.wait_for_complete()
        assert text(app) == "债务重组甲。\n\n锻炼乙。\n\n债务重组丙。\n"
        await pilot.press("ctrl+z")
        assert text(app) == "锻炼甲。\n\n锻炼乙。\n\n锻炼丙。\n"


async def test_the_hand_goes_on_from_where_it_was_though_the_text_before_it_is_shorter_then(
    opened: Opened, desk_folder: Path
) -> None:
    (desk_folder / "a.md").write_text("丧失抵押品赎回权甲。\n\n丧失抵押品赎回权乙 ，丙。\n\n锻炼丁。\n", "utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "ctrl+r", "enter")
        await app.workers.wait_for_complete()
        assert text(app).startswith("止赎甲。\n\n止赎乙 ，丙。")
        assert code(app) == "P401"


async def test_the_whole_queue(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "b.md").write_text("说锻炼。\n", encoding="utf-8")
    async with opened() as (app, pilot):
        await pilot.press("f8", "ctrl+r", "tab")
        rows = app.screen.query_one(Occurrences)
        while len(rows.items) < 2:
            await pilot.pause(0.01)
        assert [item.found.path for item in rows.items] == ["a.md", "b.md"]
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        assert sorted(session.name for session in app.desk.sessions.dirty) == ["a.md", "b.md"]
        await pilot.press("ctrl+z")
        assert app.desk.sessions.dirty == []


async def test_all_safe_fixes_are_made_in_one_step_and_no_other(
    opened: Opened, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk_folder / "a.md").write_text("##甲\n\n锻炼 ，乙 。\n", "utf-8")
    (desk_folder / "b.md").write_text("说 ，丁。\n", "utf-8")
    async with opened() as (app, pilot):
        await pilot.press("f8", "alt+m")
        assert isinstance(app.screen, SafeFixes)
        rows = app.screen.query_one(Occurrences)
        assert [item.words for item in rows.items] == ["##甲", " ，", " 。"]
        await pilot.press("end", "space", "enter")
        await app.workers.wait_for_complete()
        assert (text(app), code(app)) == ("## 甲\n\n锻炼，乙 。\n", "T701")
        await pilot.press("ctrl+z")
        assert text(app) == "##甲\n\n锻炼 ，乙 。\n"
        await pilot.press("alt+m", "tab")
        await until(pilot, lambda: len(app.screen.query_one(Occurrences).items) == 4)
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        assert said(app).startswith("4 fixed in 2 articles.")
        await pilot.press("alt+m")  # b.md, which is open, may have become another
        assert (app.screen.is_wide, app.screen.query_one(Occurrences).items) == (True, [])
        await until(pilot, lambda: title(app) == " Make all safe fixes: none in the whole queue ")
        assert "Enter" not in below(app)
        await pilot.press("tab")
        assert title(app) == " Make all safe fixes: none in this article "
        await pilot.press("escape", "ctrl+z")
        monkeypatch.setattr("review_tui.lint.fixing.fixing.keeps_page", lambda *_: False)
        app.at.articles = app.at.articles[:1]
        await pilot.press("M")
        assert said(app) == "There is no safe fix to make."  # none that is proven


@pytest.fixture
def slow(desk_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Event:
    """Put what is alike into four more articles; return what lets those be read that follow the first of them."""
    for name in ("b", "c", "d", "e"):
        (desk_folder / f"{name}.md").write_text("说锻炼。\n", encoding="utf-8")
    gate, reading = Event(), Desk.reading
    monkeypatch.setattr("review_tui.tui.screens.alike.AT_ONCE", 1)

    def late(desk: Desk, found: Found) -> Callable[[], object]:
        job = reading(desk, found)
        return job if found.path == "b.md" else lambda: (gate.wait(20), job())[1]

    monkeypatch.setattr(Desk, "reading", late)
    return gate


async def test_what_is_changed_and_to_what_is_seen_however_long_it_is(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "b.md").write_text("##投资选择中进行选择，通常是许多各种各样的共同基金，还有很多\n", "utf-8")
    async with opened("b.md") as (app, pilot):
        await pilot.press("f8", "ctrl+r")
        for cells in (100, 60):
            row = "".join(part.text for part in app.screen.query_one(Occurrences).row(0, cells)[:-1])
            assert width(row) <= cells
            words, becomes = row.split(" -> ")
            assert "##投资" in words
            assert becomes.startswith("## 投资")
            assert words.endswith("很多")
            assert becomes.endswith("很多")


ALL = ("a.md", "b.md", "c.md", "d.md", "e.md")


def title(app: ReviewApp) -> str:
    return str(app.screen.query_one("#box").border_title)


def below(app: ReviewApp) -> str:
    return str(app.screen.query_one("#box").border_subtitle)


def count(app: ReviewApp) -> int:
    return len(app.screen.query_one(Occurrences).items)


async def test_ticks_stay_when_one_looks_at_the_whole_queue_and_back(opened: Opened, slow: Event) -> None:
    slow.set()
    async with opened(*ALL) as (app, pilot):
        await pilot.press("f8", "ctrl+r", "space", "tab")
        await until(pilot, lambda: count(app) == 5)
        assert " 4 of 5 in 5 articles " in title(app)
        await pilot.press("down", "space", "tab")
        assert " 0 of 1 in this article " in title(app)
        await pilot.press("tab")
        assert " 3 of 5 in 5 articles " in title(app)  # at once: what was found is kept
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        assert len(app.desk.sessions.dirty) == 3
        assert "锻炼" in text(app)


async def test_enter_waits_until_all_is_looked_at(opened: Opened, slow: Event) -> None:
    async with opened(*ALL) as (app, pilot):
        await pilot.press("f8", "ctrl+r", "tab")
        await until(pilot, lambda: count(app) == 2)
        await pilot.press("enter")
        assert isinstance(app.screen, Alike)
        assert below(app).startswith("Still looking: 1 of 4 articles. Then what is ticked is fixed.")
        assert app.desk.sessions.dirty == []
        slow.set()
        await until(pilot, lambda: not isinstance(app.screen, Alike))
        await app.workers.wait_for_complete()
        assert len(app.desk.sessions.dirty) == 5


async def test_escape_stops_looking_and_enter_fixes_what_was_found(opened: Opened, slow: Event) -> None:
    async with opened(*ALL) as (app, pilot):
        await pilot.press("f8", "ctrl+r", "tab")
        await until(pilot, lambda: count(app) == 2)
        await pilot.press("enter", "escape")
        assert isinstance(app.screen, Alike)
        assert " 2 of 2 in 2 articles, 1 of 4 looked at " in title(app)
        assert "Enter fix ticked" in below(app)
        slow.set()
        await pilot.pause(0.1)
        assert count(app) == 2
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        assert len(app.desk.sessions.dirty) == 2


async def test_a_search_that_was_stopped_goes_on(opened: Opened, slow: Event) -> None:
    async with opened(*ALL) as (app, pilot):
        await pilot.press("f8", "ctrl+r", "tab")
        await until(pilot, lambda: count(app) == 2)
        await pilot.press("enter", "escape", "tab", "tab")
        slow.set()
        await until(pilot, lambda: count(app) == 5)
        assert " 5 of 5 in 5 articles " in title(app)
        await pilot.press("escape")
        assert not isinstance(app.screen, Alike)
        assert app.desk.sessions.dirty == []


async def test_a_digit_makes_another_choice_everywhere(opened: Opened, slow: Event) -> None:
    slow.set()
    async with opened(*ALL) as (app, pilot):
        await pilot.press("f8", "ctrl+r")
        rows, offers = app.screen.query_one(Occurrences), app.screen.query_one("#offers", Static)
        assert str(offers.render()) == ">1 债务重组    2 债务重整"
        assert {item.fix.label for item in rows.items} == {"债务重组"}
        await pilot.press("tab")
        await until(pilot, lambda: count(app) == 5)
        await pilot.press("space", "2")
        await until(pilot, lambda: count(app) == 5)
        assert str(offers.render()) == " 1 债务重组   >2 债务重整"
        assert {item.fix.label for item in rows.items} == {"债务重整"}
        assert " 4 of 5 in 5 articles " in title(app)  # the tick that was taken off stays off
        await pilot.press("3")
        assert str(offers.render()) == " 1 债务重组   >2 债务重整"
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        assert sorted(session.name for session in app.desk.sessions.dirty) == ["b.md", "c.md", "d.md", "e.md"]
        assert {session.article.text for session in app.desk.sessions.dirty} == {"说债务重整。\n"}


async def test_where_there_is_one_choice_none_is_offered(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("ctrl+r")
        assert isinstance(app.screen, Alike)
        assert not app.screen.query("#offers")
        await pilot.press("2", "1")
        assert count(app) == 1


class Guarded(dict[Any, Any]):
    """A part of the desk; notes who changes it beside the screen."""

    offenders: ClassVar[list[str]] = []

    def _note(self) -> None:
        if threading.current_thread() is not threading.main_thread():
            self.offenders.append("".join(traceback.format_stack(limit=6)))

    def __setitem__(self, key: object, value: object) -> None:
        self._note()
        super().__setitem__(key, value)

    def __delitem__(self, key: object) -> None:
        self._note()
        super().__delitem__(key)

    def pop(self, *arguments: object) -> object:
        self._note()
        return super().pop(*arguments)


async def test_a_search_in_the_whole_queue_changes_nothing_on_the_desk_from_its_thread(
    opened: Opened, desk_folder: Path
) -> None:
    (desk_folder / "deeper").mkdir()
    for name in ("b.md", "c.md", "deeper/d.md"):
        (desk_folder / name).write_text("说锻炼。\n", encoding="utf-8")
    Guarded.offenders.clear()
    async with opened("a.md", "b.md", "c.md", "deeper/d.md") as (app, pilot):
        session = app.desk.open(app.at.articles[1])
        app.desk.edit(session, (Edit(Span(0, 0), "新"),), "edit")
        app.desk.sessions._sessions = Guarded(app.desk.sessions._sessions)
        app.desk.shelf._terms = Guarded(app.desk.shelf._terms)
        app.desk.shelf._decisions = Guarded(app.desk.shelf._decisions)
        await pilot.press("f8", "ctrl+r")
        order = [each.name for each in app.desk.sessions.all]
        await pilot.press("tab")
        rows = app.screen.query_one(Occurrences)
        while len(rows.items) < 4:
            await pilot.pause(0.01)
        assert [(item.found.path, item.before) for item in rows.items[1:]] == [
            ("b.md", "新说"),
            ("c.md", "说"),
            ("deeper/d.md", "说"),
        ]
        assert [each.name for each in app.desk.sessions.all] == order
        assert app.desk.sessions.dirty == [session]
        assert Guarded.offenders == []


async def test_leaving_changes_nothing(opened: Opened) -> None:
    async with opened() as (app, pilot):
        before = text(app)
        await pilot.press("ctrl+r", "space", "escape")
        await app.workers.wait_for_complete()
        assert text(app) == before
        assert not app.desk.history.done


@pytest.mark.parametrize(("lines", "screen", "rows"), [(3, 36, 4), (9, 36, 9), (99, 36, 30), (99, 20, 15)])
async def test_the_list_is_as_high_as_there_are_rows_and_room(
    opened: Opened, desk_folder: Path, lines: int, screen: int, rows: int
) -> None:
    (desk_folder / "a.md").write_text("说锻炼。\n\n" * lines, encoding="utf-8")
    async with opened("a.md", size=(120, screen)) as (app, pilot):
        await pilot.press("ctrl+r")
        await wait_for(pilot, app, Alike)
        await pilot.pause()
        shown = app.screen.query_one(Occurrences)
        box = app.screen.query_one("#box")
        assert (shown.count, shown.size.height) == (lines, rows)
        assert box.region.y >= 0
        assert shown.region.bottom < box.region.bottom <= screen  # with the keys under it
        await pilot.resize_terminal(120, 20)
        await pilot.pause()
        assert shown.size.height == min(rows, 15)
        await pilot.press("end")
        assert shown.cursor < shown.top + shown.size.height
