"""The list of what is alike."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from textual.pilot import Pilot

from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.alike import Alike, Occurrences

Opened = Callable[..., AbstractAsyncContextManager[tuple[ReviewApp, Pilot[int]]]]


def text(app: ReviewApp) -> str:
    return app.review.at.session.article.text


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
        assert sorted(session.name for session in app.desk.dirty) == ["a.md", "b.md"]
        await pilot.press("ctrl+z")
        assert app.desk.dirty == []


async def test_leaving_changes_nothing(opened: Opened) -> None:
    async with opened() as (app, pilot):
        before = text(app)
        await pilot.press("ctrl+r", "space", "escape")
        await app.workers.wait_for_complete()
        assert text(app) == before
        assert not app.desk.history.done
