"""The desk being taken down: what still ticks finds no panes, and asks for none."""

from pathlib import Path

from tests.tui.driving import Opened, TakenDown


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
