"""The list of articles at the start: all names at once, in the order of need as soon as that is known."""

import asyncio
import os
import pty
import sys
import termios
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App

from review_tui.lint.discovery.discovery import Found
from review_tui.lint.project import Project
from review_tui.lint.report import Report
from review_tui.review.desk import Desk
from review_tui.review.queue.survey import AllSeen, News, Survey
from review_tui.review.shelf import Shelf
from review_tui.review.terms import glossary_files
from review_tui.review.terms.glossary_files import GlossaryFiles
from review_tui.review.terms.glossary_reading import GlossaryOnDisk, read_own
from review_tui.tui import starting
from review_tui.tui.app import ReviewApp
from review_tui.tui.background import work
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.queue import QueueScreen
from review_tui.tui.widgets.message_line import MessageLine
from review_tui.tui.widgets.queue_list import QueueList
from tests.tui.driving import Listed, said, until

MANY = 30


@pytest.fixture
def names(desk_folder: Path) -> list[str]:
    """Add articles of which the later need more work, and return all names in the order of the paths."""
    for number in range(MANY):
        (desk_folder / f"n{number:02}.md").write_text("##丁\n\n" * (number + 1), "utf-8")
    return ["a", "b", *(f"n{number:02}" for number in range(MANY))]


def shown(app: ReviewApp) -> list[str]:
    return [entry.name for entry in app.queue.shown]


# The names


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[ReviewApp]:
    """Let the desk end as soon as it is there; return where it is kept for a look."""
    apps: list[ReviewApp] = []

    def run(app: ReviewApp) -> int | None:
        apps.append(app)
        app.call_later(app.exit, 0)
        return App.run(app, headless=True, size=(80, 24))

    monkeypatch.setattr(ReviewApp, "run", run)
    monkeypatch.setattr(Survey, "start", lambda _: None)
    return apps


def test_all_articles_are_there_from_the_first_moment(
    names: list[str], begun: list[ReviewApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "SHORT", 60)
    assert starting.run(["."]) == 0
    assert shown(begun[0]) == names
    assert [found.path for found in begun[0].at.articles] == [f"{name}.md" for name in names]


def test_folders_that_take_long_to_look_through_do_not_hold_up_the_start(
    names: list[str], begun: list[ReviewApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "SHORT", 0)
    assert starting.run(["."]) == 0
    assert shown(begun[0]) == names[:2]


@pytest.mark.parametrize(("patience", "says"), [(0.0, True), (60.0, False)])
def test_that_a_large_glossary_is_being_read_is_said_before_the_screen_is_taken(
    desk_folder: Path,
    begun: list[ReviewApp],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    patience: float,
    says: bool,
) -> None:
    real = Shelf.terms

    def slow(shelf: Shelf, folder: Path) -> GlossaryFiles:
        time.sleep(0.05)
        return real(shelf, folder)

    monkeypatch.setattr(Shelf, "terms", slow)
    monkeypatch.setattr(starting, "PATIENCE", patience)
    assert starting.run(["a.md"]) == 0
    assert ("Reading the glossary" in capsys.readouterr().err) is says
    assert len(begun) == 1


def test_keys_pressed_while_a_glossary_is_read_leave_no_signs_on_the_terminal(
    desk_folder: Path, begun: list[ReviewApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pty.openpty()
    real = Shelf.terms
    echoes: list[bool] = []

    def slow(shelf: Shelf, folder: Path) -> GlossaryFiles:
        while len(echoes) < 300 and (not echoes or echoes[-1]):  # only while it is read first
            time.sleep(0.01)
            echoes.append(_echoes(theirs))
        return real(shelf, folder)

    monkeypatch.setattr(Shelf, "terms", slow)
    monkeypatch.setattr(starting, "PATIENCE", 0.0)
    with os.fdopen(theirs, encoding="utf-8") as terminal, os.fdopen(ours, "rb"):
        monkeypatch.setattr(sys, "stdin", terminal)
        assert starting.run(["a.md"]) == 0
        assert echoes[-1] is False
        assert _echoes(theirs)


def _echoes(terminal: int) -> bool:
    return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)


def test_one_article_is_no_list(desk_folder: Path, begun: list[ReviewApp]) -> None:
    assert starting.run(["b.md"]) == 0
    assert begun[0].list is None


async def test_names_that_come_later_are_shown_at_once(slow: "Slow") -> None:
    app = ReviewApp(Desk(Project()), slow.names[:2], slow)
    async with app.run_test() as pilot:
        slow.tell(*slow.names[2:])
        app.take_news()
        await pilot.pause()
        assert shown(app) == ["a", "b", "c", "d", "e"]


# The glossary


@pytest.fixture
def go(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let glossaries take until this is set to be read."""
    event = threading.Event()

    def late(paths: tuple[Path, ...]) -> GlossaryOnDisk:
        event.wait(60)
        return read_own(paths)

    monkeypatch.setattr(work, "SHORT", 0.01)
    monkeypatch.setattr(glossary_files, "read_own", late)
    yield event
    event.set()


async def test_a_glossary_that_takes_long_to_read_holds_up_neither_the_list_nor_its_keys(
    listed: Listed, go: threading.Event
) -> None:
    async with listed() as (app, pilot):
        assert shown(app) == ["a", "b", "c"]
        await pilot.press("down", "enter")
        await until(pilot, lambda: said(app) == "Opening b.md takes long: you may go on.")
        app.take_news()
        go.set()
        await until(pilot, lambda: app.screen is app.review)
        assert app.at.article.path == "b.md"


@pytest.mark.parametrize("keys", [("slash", *"is:error"), ("up",), ("t",)])
async def test_an_article_that_took_long_does_not_come_in_front_of_what_one_does_by_then(
    listed: Listed, go: threading.Event, keys: tuple[str, ...]
) -> None:
    async with listed() as (app, pilot):
        await pilot.press("down", "enter")
        await until(pilot, lambda: said(app) == "Opening b.md takes long: you may go on.")
        await pilot.press(*keys)
        go.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, QueueScreen) is (keys != ("t",))
        assert shown(app) == (["a", "b"] if len(keys) > 1 else ["a", "b", "c"])


@pytest.mark.parametrize(("row", "is_lost"), [("x,x", True), ("foreclosure,foreclosure,止赎,preferred,", False)])
async def test_what_is_wrong_with_the_glossary_is_told_when_it_is_read(
    listed: Listed, desk_folder: Path, go: threading.Event, row: str, *, is_lost: bool
) -> None:
    terms = desk_folder / "glossary" / "terms.csv"
    terms.write_text(f"{terms.read_text('utf-8')}{row}\n", "utf-8")
    async with listed() as (app, pilot):
        assert said(app) == ""
        go.set()
        await until(pilot, lambda: said(app).startswith("Glossary: glossary/terms.csv:"))
        assert app.desk_screen.query_one(MessageLine).has_class("-bad") is is_lost


# The order


class Slow(Survey):
    """A survey whose news come when they are asked for."""

    def __init__(self) -> None:
        super().__init__(Project(), ["."], jobs=1)
        self.look()
        news = self.drain(1000)
        self.names = [each for each in news if isinstance(each, Found)]
        self.reports = {each.path: each for each in news if isinstance(each, Report)}
        self.is_busy = True

    def tell(self, *news: str | News) -> None:
        self._news.extend(self.reports[f"{each}.md"] if isinstance(each, str) else each for each in news)


def order(app: ReviewApp) -> list[str]:
    return [found.path.removesuffix(".md") for found in app.at.articles]


def take(app: ReviewApp) -> None:
    """Let so much time pass that the list is sorted, if it may be."""
    for _ in range(10):
        app.take_news()


@pytest.fixture
def slow(desk_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Return a survey of a, b, c, d and e, each with more findings than the one before."""
    monkeypatch.setenv("REVIEW_TUI_CACHE_DIR", str(tmp_path / "cache"))
    for number, name in enumerate("abcde", 1):
        (desk_folder / f"{name}.md").write_text("##丁\n\n" * number, "utf-8")
    return Slow()


async def test_what_comes_next_is_what_needs_most_work_as_soon_as_it_is_known_but_not_where_one_was(slow: Slow) -> None:
    app = ReviewApp(Desk(Project()), slow.names, slow)
    async with app.run_test() as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
        assert order(app) == ["a", "b", "c", "d", "e"]
        assert app.at.article.path == "b.md"
        slow.tell("a", "b", "d")
        take(app)
        assert order(app) == ["a", "b", "d", "c", "e"]
        await pilot.press("alt+right", "alt+left")
        slow.tell("c", "e")
        take(app)
        assert order(app) == ["a", "b", "d", "e", "c"]  # Alt+Right leads where it led before
        slow.tell(AllSeen())
        slow.is_busy = False
        take(app)
        (Path("f.md")).write_text("##丁\n\n" * 9, "utf-8")
        slow.look()
        take(app)
        assert order(app) == ["a", "b", "d", "e", "c", "f"]  # all was known: what is new comes last
        await pilot.press("g")
        await pilot.pause()
        assert order(app) == ["f", "e", "d", "c", "b", "a"]


async def test_the_list_is_not_sorted_under_the_hand(slow: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("review_tui.tui.screens.queue.REST", 0.5)
    app = ReviewApp(Desk(Project()), slow.names, slow)
    async with app.run_test() as pilot:
        await pilot.press("down")
        slow.tell("a", "b", "c", "d", "e", AllSeen())
        slow.is_busy = False
        take(app)
        assert shown(app) == ["a", "b", "c", "d", "e"]
        assert app.list is not None
        await asyncio.sleep(0.6)
        app.take_news()
        assert shown(app) == ["e", "d", "c", "b", "a"]
        picked = app.list.query_one(QueueList).picked
        assert picked is not None
        assert picked.name == "b"


async def test_the_list_is_not_sorted_under_a_dialog(slow: Slow) -> None:
    app = ReviewApp(Desk(Project()), slow.names, slow)
    async with app.run_test() as pilot:
        await pilot.press("f1")
        assert isinstance(app.screen, Page)
        slow.tell("a", "b", "c", "d", "e", AllSeen())
        take(app)
        assert shown(app) == ["a", "b", "c", "d", "e"]
        await pilot.press("escape")
        assert isinstance(app.screen, QueueScreen)
        take(app)
        assert shown(app) == ["e", "d", "c", "b", "a"]
