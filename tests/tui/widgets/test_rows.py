"""The list of rows: what stands on the screen after the cursor moved."""

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Offset

from review_tui.tui.widgets.rows import Pieces, RowList, RowPart


class Names(RowList):
    """Ten rows."""

    def row(self, index: int, width: int) -> Pieces:
        return (RowPart(f"row {index}"),)


class Host(App[None]):
    CSS = "Names { border: round white; padding: 1 2; height: 14; }"

    def compose(self) -> ComposeResult:
        yield Names()

    def on_mount(self) -> None:
        self.query_one(Names).show(10)


def marked(app: Host) -> list[str]:
    lines = (strip.text for strip in app.screen._compositor.render_strips(app.size))
    return [line.strip(" │") for line in lines if ">" in line]


async def test_only_the_row_under_the_cursor_is_marked_whatever_stands_around_the_list() -> None:
    app = Host()
    async with app.run_test(size=(40, 16)) as pilot:
        await pilot.pause()
        assert marked(app) == [">row 0"]
        await pilot.press("down", "down", "down")
        assert marked(app) == [">row 3"]
        await pilot.press("up")
        assert marked(app) == [">row 2"]


async def test_the_row_under_the_cursor_is_not_under_what_lies_over_the_list() -> None:
    app = Host()
    async with app.run_test(size=(40, 16)) as pilot:
        names = app.query_one(Names)
        names.show(30, 9)
        assert (names.size.height, names.top) == (10, 0)
        names.cover(4)
        assert names.top == 4
        await pilot.press("end")
        assert names.top == 24
        names.cover(0)
        assert names.top == 20


async def test_a_row_that_is_clicked_three_times_is_chosen_once(monkeypatch: pytest.MonkeyPatch) -> None:
    app, chosen = Host(), list[int]()
    monkeypatch.setattr(Names, "on_row_list_chosen", lambda _, event: chosen.append(event.index), raising=False)
    async with app.run_test(size=(40, 16)) as pilot:
        await pilot.click(Names, offset=(4, 4), times=3)
        await pilot.pause()
        assert chosen == [2]


async def test_the_cursor_of_the_terminal_goes_along_for_those_who_follow_it_by_ear() -> None:
    app = Host()
    async with app.run_test(size=(40, 16)) as pilot:
        names = app.query_one(Names)
        names.show(30)
        await pilot.press("down", "down")
        assert app.cursor_position == names.content_region.offset + Offset(0, 2)
        await pilot.press("end")
        assert app.cursor_position == names.content_region.offset + Offset(0, 9)
        app.set_focus(None)
        app.cursor_position = Offset(0, 0)
        names.show(30, 5)  # it has not the focus
        assert app.cursor_position == Offset(0, 0)
        names.focus()
        await pilot.pause()
        assert app.cursor_position == names.content_region.offset + Offset(0, 5 - names.top)


class Grouped(Names):
    """Rows of which some are headings."""

    def takes_cursor(self, index: int) -> bool:
        return index not in (0, 1, 5)


class GroupedHost(Host):
    def compose(self) -> ComposeResult:
        yield Grouped()

    def on_mount(self) -> None:
        self.query_one(Grouped).show(30, 20)


async def test_the_heading_above_the_row_under_the_cursor_comes_into_view_with_it() -> None:
    app = GroupedHost()
    async with app.run_test(size=(40, 8)) as pilot:
        names = app.query_one(Grouped)
        names.styles.height = 8
        await pilot.pause()
        await pilot.press("home")
        assert (names.cursor, names.top) == (2, 0)
        names.move_to(29)
        names.move_to(6)
        assert names.top == 5
        names.styles.height = 6
        await pilot.pause()
        names.move_to(29)
        names.move_to(2)
        assert names.size.height == 2
        assert names.top == 1  # there is no room for both, and the cursor is in view
