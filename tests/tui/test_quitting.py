"""Quitting: what is unsaved may wait for the next start, and what still ticks finds no panes, and asks for none."""

from pathlib import Path

from textual.widgets import Input

from review_tui.review.safety.journal import Journal
from review_tui.tui.quitting import Parting
from review_tui.tui.screens.merge import Merge
from tests.tui.driving import Opened, TakenDown, until, wait_for


async def test_a_look_at_the_files_touches_no_pane(opened: Opened, taken_down: TakenDown, desk_folder: Path) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2", "Q")
        (desk_folder / "a.md").write_text("##他们的\n", "utf-8")
        had_panes = taken_down(app, app.watch_files)
    assert had_panes == [False]


async def test_what_is_being_typed_touches_no_pane(opened: Opened, taken_down: TakenDown) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2", "Q")
        had_panes = taken_down(app, app.review.editing.take_typing)
    assert had_panes == [False]


async def test_the_focus_and_the_size_of_the_terminal_touch_no_pane(opened: Opened, taken_down: TakenDown) -> None:
    async with opened("a.md") as (app, _):
        app.review.board.front = "Sections"  # so that there is something to bring to the front
        had_panes = taken_down(app, app.review.on_resize)
    assert had_panes == [False]


async def test_what_is_unsaved_is_still_found(opened: Opened, taken_down: TakenDown) -> None:
    drafts: list[str] = []
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2", "Q", "escape")
        had_panes = taken_down(app, lambda: drafts.extend(draft.text for draft in app.journaling.drafts()))
    assert had_panes == [False]
    assert drafts[0].startswith("---")
    assert "Q##甲的历史" in drafts[0]


async def test_what_cannot_be_saved_may_wait_for_the_next_start(opened: Opened, desk_folder: Path) -> None:
    before = (desk_folder / "a.md").read_bytes()
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2", *"abc", "escape", "space", "ctrl+q", "k")
        await until(pilot, lambda: app.return_code == 0)
    assert (desk_folder / "a.md").read_bytes() == before
    for sign in Journal().folder.glob("*.alive"):
        sign.unlink()  # as when this process has ended
    async with opened("a.md") as (app, pilot):
        await wait_for(pilot, app, Merge)
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        assert "abc" in app.at.session.article.text


async def test_words_in_an_open_form_are_asked_about(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f10", *"新词", "ctrl+q")
        await wait_for(pilot, app, Parting)
        await pilot.press("enter")  # back to them
        await pilot.pause()
        assert app.focused is app.review.glossary.form.field
        assert "新词" in [field.value for field in app.review.glossary.form.query(Input)]
        await pilot.press("ctrl+q", "d")
        await until(pilot, lambda: app.return_code == 0)
    async with opened("a.md") as (app, pilot):
        await pilot.press("f10", "ctrl+q")  # nothing was typed
        await until(pilot, lambda: app.return_code == 0)
