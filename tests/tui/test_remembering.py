"""What the screen was like comes back at the next start."""

from pathlib import Path

from textual.widgets import Input

from tests.tui.driving import Listed, Opened


async def test_place_theme_sizes_and_filter_return(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        first = app.at.finding
        width = app.review.query_one("#glossary").outer_size.width
        await pilot.press("f8", "f8", "tab", "tab", "ctrl+right", "ctrl+right", "ctrl+l", "slash", *"止赎")
        app.theme = "nord"
        left = app.at.place
        assert app.at.finding != first
        await pilot.press("escape", "ctrl+q")
    async with opened("a.md") as (app, pilot):
        await pilot.pause()
        assert app.at.place == left
        assert app.theme == "nord"
        assert app.review.query_one("#filter", Input).value == "止赎"
        assert app.review.query_one("#glossary").outer_size.width == width + 4
        assert "/foreclosure" not in app.review.at.session.article.text
        assert app.review.board.article.shows_targets


async def test_a_pane_is_made_wider_with_the_mouse_and_not_wider_than_there_is_room(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        glossary, divider = app.review.query_one("#glossary"), app.review.query_one("#divide-glossary")
        before = glossary.outer_size.width
        place = (divider.region.x - 6, 10)
        await pilot.mouse_down(divider, offset=(0, 5))
        await pilot.hover(offset=place)
        await pilot.mouse_up(offset=place)
        await pilot.pause()
        assert glossary.outer_size.width == before + 6
        await pilot.press("tab", "tab", *["plus"] * 30)
        await pilot.pause()
        assert glossary.outer_size.width == app.size.width // 2


async def test_sizes_of_a_wide_terminal_do_not_fill_a_narrow_one(opened: Opened) -> None:
    async with opened("a.md", size=(140, 40)) as (app, pilot):
        await pilot.press(*["plus"] * 30)
        await pilot.pause()
        assert app.review.query_one("#findings").outer_size.height == 20
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.review.query_one("#findings").outer_size.height == 5
        await pilot.resize_terminal(140, 20)
        await pilot.pause()
        assert app.review.query_one("#findings").outer_size.height == 10


async def test_a_broken_state_file_is_no_reason_not_to_start(opened: Opened, desk_folder: Path) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "ctrl+q")
        file = app.memory.file
    assert file.is_file()
    file.write_text('{"theme": "no such theme", "places": {}, "sizes": {"wide": {"nothing": 3, "card": -5}}}', "utf-8")
    async with opened("a.md") as (app, pilot):
        assert app.theme == "textual-dark"
    file.write_text("{", "utf-8")
    async with opened("a.md") as (app, pilot):
        assert app.at.index == 0


async def test_a_filter_of_the_list_is_that_of_the_files_it_was_for(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("slash", *"is:error", "enter", "ctrl+q")
    async with listed() as (app, _):
        assert app.queue.query.text == "is:error"
    async with listed(path="a.md") as (app, _):
        assert app.queue.query.text == ""
