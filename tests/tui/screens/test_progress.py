"""What takes a while shows how far it is, and ends at once with Esc."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import Worker

from review_tui.review.alike import model_of
from review_tui.review.open_articles import OpenArticles
from review_tui.review.queue.queue import Queue
from review_tui.tui.app import ReviewApp
from review_tui.tui.commands.fixing_many import others_with
from review_tui.tui.quitting import Parting
from review_tui.tui.screens import progress
from review_tui.tui.screens.progress import Progress, progress_bar, watched
from review_tui.tui.screens.review import ReviewScreen
from tests.tui.driving import Opened


async def test_what_is_quick_shows_no_bar_and_what_is_slow_ends_with_esc(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_TURN", 0.0)
    steps: list[int] = []
    closed: list[bool] = []

    async def counting(most: int) -> AsyncGenerator[int, None]:
        try:
            for step in range(1, most + 1):
                steps.append(step)
                yield step
        finally:
            closed.append(True)

    async with opened("a.md") as (app, pilot):
        assert await watched(app, "quick", 3, counting(3))
        assert steps == [1, 2, 3]
        assert closed == [True]
        monkeypatch.setattr(progress, "SOON", 0.0)
        ended: list[bool] = []

        async def slow() -> None:
            ended.append(await watched(app, "slow", 10**9, counting(10**9)))

        worker: Worker[None] = app.run_worker(slow())
        while not isinstance(app.screen, Progress):
            await pilot.pause(0.01)
        await pilot.press("escape")
        await worker.wait()
        assert ended == [False]
        assert closed == [True, True]
        assert len(app.screen_stack) == 1


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Return what ends a piece of work that `under_way` shows."""
    monkeypatch.setattr(progress, "SOON", 0.0)
    return asyncio.Event()


def in_front(app: ReviewApp) -> type[Screen[object]]:
    return type(app.screen)


async def under_way(app: ReviewApp, pilot: Pilot[int], work: asyncio.Event) -> Worker[bool]:
    async def steps() -> AsyncGenerator[int, None]:
        yield 1
        await asyncio.sleep(0.01)
        yield 2
        await work.wait()
        yield 3

    worker = app.run_worker(watched(app, "work", 3, steps()))
    while not isinstance(app.screen, Progress):
        await pilot.pause(0.01)
    return worker


async def test_a_bar_under_something_else_goes_once_that_is_gone(opened: Opened, work: asyncio.Event) -> None:
    async with opened("a.md") as (app, pilot):
        worker = await under_way(app, pilot, work)
        await pilot.press("ctrl+p")
        assert in_front(app) is CommandPalette
        work.set()
        await worker.wait()
        await pilot.pause()
        assert in_front(app) is CommandPalette
        await pilot.press("escape")
        await pilot.pause()
        assert in_front(app) is ReviewScreen
        await pilot.press("f8")
        assert app.at.index == 1


async def test_a_click_beside_a_bar_stops_as_esc_does(opened: Opened, work: asyncio.Event) -> None:
    async with opened("a.md") as (app, pilot):
        worker = await under_way(app, pilot, work)
        await pilot.hover(offset=(2, 2))
        await pilot.click(offset=(2, 2))
        assert in_front(app) is Progress
        work.set()
        assert await worker.wait() is False
        await pilot.pause()
        assert in_front(app) is ReviewScreen


async def test_quitting_waits_for_what_is_under_way_unless_that_is_stopped(opened: Opened, work: asyncio.Event) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("enter")  # something is unsaved
        await under_way(app, pilot, work)
        await pilot.press("ctrl+q")
        await pilot.pause()
        bar = app.screen
        assert isinstance(bar, Progress)
        assert str(bar.query_one("#box").border_subtitle) == "Esc stops this first; then quit."
        await pilot.press("escape", "ctrl+q")
        await pilot.pause()
        assert in_front(app) is Parting
        work.set()
        await pilot.pause(0.1)
        assert in_front(app) is Parting
        await pilot.press("escape")
        await pilot.pause()
        assert in_front(app) is ReviewScreen


def test_a_bar_is_as_long_as_it_was_made() -> None:
    assert progress_bar(0, 10, 4) == "[....] 0/10"
    assert progress_bar(5, 10, 4) == "[##..] 5/10"
    assert progress_bar(12, 10, 4) == "[####] 12/10"
    assert progress_bar(0, 0, 4) == "[....] 0/0"


async def test_only_articles_that_may_hold_the_finding_are_looked_at(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "c.md").write_text("锻炼。\n", "utf-8")
    async with opened("a.md", "b.md", "c.md") as (app, _):
        app.review.queue = queue = Queue()
        finding = app.at.session.findings[1]
        model = model_of(finding, app.at.session.article.text)
        for found in app.at.articles:
            queue.add(found)
        assert [each.path for each in others_with(app.review, model)] == ["b.md", "c.md"]  # nobody looked yet
        for found in app.at.articles:
            session = app.desk.open(found)
            queue.look_at(session, app.desk.shelf.decisions(session.file.parent))
        app.desk.sessions = OpenArticles()
        assert [each.path for each in others_with(app.review, model)] == ["c.md"]
        app.desk.open(app.at.articles[1])  # what lies open may have changed since
        assert [each.path for each in others_with(app.review, model)] == ["c.md", "b.md"]
