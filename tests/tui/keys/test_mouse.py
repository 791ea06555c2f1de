"""Everything takes the mouse, jump mode reaches what is in view, and what is copied steers nothing."""

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input

from review_tui.tui.app import ReviewApp
from review_tui.tui.drawing.clipboard import MOST, for_clipboard
from review_tui.tui.screens.jump import LABELS, Jump, Target
from review_tui.tui.screens.settle import Settle
from review_tui.tui.widgets.article_view import ArticleView
from review_tui.tui.widgets.finding_list import FindingList
from review_tui.tui.widgets.section_editor import SectionEditor
from review_tui.tui.widgets.section_list import SectionList
from review_tui.tui.widgets.term_table import TermTable
from tests.tui.driving import Opened, cell_of, code, editor, said, text


async def drag(app: ReviewApp, pilot: Pilot[int], words: str) -> None:
    view = app.review.query_one(ArticleView)
    start = view.content.index(words)
    first, last = view.cell_of(start), view.cell_of(start + len(words) - 1)
    assert first is not None
    assert last is not None
    x, y = view.content_region.offset
    await pilot.mouse_down(offset=(x + first[0], y + first[1]))
    await pilot.hover(offset=(x + last[0] + 1, y + last[1]))
    await pilot.mouse_up(offset=(x + last[0] + 1, y + last[1]))
    await pilot.pause()


async def drag_from(app: ReviewApp, pilot: Pilot[int], *characters: str) -> None:
    view = app.review.query_one(ArticleView)
    cells = [view.cell_of(view.content.index(each)) for each in characters]
    left, top = view.content_region.offset
    places = [(left + cell[0], top + cell[1]) for cell in cells if cell is not None]
    await pilot.mouse_down(offset=places[0])
    for place in places[1:]:
        await pilot.hover(offset=place)
    await pilot.mouse_up(offset=places[-1])
    await pilot.pause()


async def test_a_click_goes_to_the_finding_the_section_the_row_and_the_tab(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.click(FindingList, offset=(5, 2))
        assert app.at.index == 2
        await pilot.click(SectionList, offset=(5, 2))
        assert app.at.section.number == 1
        view = app.review.query_one(ArticleView)
        cell = view.cell_of(view.content.index("丧失抵押品赎回权"))
        assert cell is not None
        x, y = view.content_region.offset
        await pilot.click(offset=(x + cell[0] + 2, y + cell[1]))
        assert app.at.finding is not None
        assert app.at.finding.rule.code == "T702"
        await pilot.click(TermTable, offset=(4, 1))
        assert app.review.query_one(TermTable).has_focus
        await pilot.click("#filter")
        assert app.review.query_one("#filter", Input).has_focus
    async with opened("a.md", size=(80, 24)) as (app, pilot):
        await pilot.click("#tabs", offset=(22, 0))
        await pilot.pause()
        assert app.review.board.front == "Glossary"
        assert app.review.query_one(TermTable).has_focus
        before = app.at.session.article.text
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Settle)  # and no finding was fixed that is not to be seen
        assert app.at.session.article.text == before
        await pilot.press("escape")
        await pilot.click("#tabs", offset=(12, 0))
        await pilot.pause()
        assert app.review.query_one(SectionList).has_focus
        await pilot.press("f2")
        await pilot.click("#tabs", offset=(22, 0))
        await pilot.click("#tabs", offset=(3, 0))
        await pilot.pause()
        assert app.review.query_one(SectionEditor).has_focus


async def test_what_has_the_focus_is_in_front_when_the_terminal_becomes_narrow(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8")
        await pilot.click(TermTable, offset=(5, 1))
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.review.query_one(TermTable).has_focus
        assert app.review.query_one(TermTable).region
        await pilot.press("f6", "end")  # a place in the article, on the card
        await pilot.press("enter")
        await pilot.pause()
        assert app.review.query_one(FindingList).has_focus
        assert app.review.query_one(FindingList).region


async def test_the_wheel_scrolls(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "a.md").write_text("# 甲\n\n" + "正文。\n\n" * 80, "utf-8")
    async with opened("a.md") as (app, pilot):
        view = app.review.query_one(ArticleView)
        before = view.top
        await pilot._post_mouse_events([_scroll()], widget=ArticleView)
        await pilot.pause()
        assert view.top > before


def _scroll() -> type:
    from textual.events import MouseScrollDown

    return MouseScrollDown


async def test_words_are_selected_with_the_mouse_copied_and_added_to_the_glossary(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        before = app.at.place
        await drag(app, pilot, "乙说")
        assert app.review.selected_words == "乙说"
        assert app.at.place == before
        await pilot.press("ctrl+c")
        assert app.clipboard == "乙说"
        await pilot.press("f10")
        assert app.review.query_one("#entry-chinese", Input).value == "乙说"


@pytest.mark.parametrize(
    ("first", "last", "selected"),
    [
        ("c", "e", "cafe\u0301"),
        ("葛", "葛", "葛\U000e0100"),
        ("e", "赎", "e\u0301 葛\U000e0100和止\u200b赎"),
        ("止", "止", "止"),
    ],
)
async def test_characters_are_selected_whole_and_what_is_shown_apart_is_not_with_them(
    opened: Opened, desk_folder: Path, first: str, last: str, selected: str
) -> None:
    (desk_folder / "a.md").write_text("cafe\u0301 葛\U000e0100和止\u200b赎。\n", "utf-8")
    async with opened("a.md") as (app, pilot):
        for start, end in ((first, last), (last, first)):
            await drag_from(app, pilot, start, "。", end)  # there and back, so that one is selected alone
            assert app.review.selected_words == selected


async def test_the_end_of_a_text_can_be_dragged_over(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "a.md").write_text("止赎e\u0301", "utf-8")
    async with opened("a.md") as (app, pilot):
        left, top = app.review.query_one(ArticleView).content_region.offset
        await pilot.mouse_down(offset=(left + 20, top))
        await pilot.hover(offset=(left + 30, top))
        await pilot.hover(offset=(left + 6, top))
        await pilot.mouse_up(offset=(left + 6, top))
        assert app.review.selected_words == "止赎e\u0301"


async def test_a_click_behind_what_is_hidden_means_what_is_shown_there(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "a.md").write_text("甲\u200b\u200b\u200b\u200b乙止赎。\n", "utf-8")
    async with opened("a.md") as (app, pilot):
        await drag(app, pilot, "乙止赎")
        assert app.review.selected_words == "乙止赎"
        strip = app.review.query_one(ArticleView).render_line(0).text
        cell = app.review.query_one(ArticleView).cell_of(5)
        assert cell == (cell_len(strip[: strip.index("乙")]), 0)


async def test_without_a_selection_the_words_of_the_finding_are_copied(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "y")
        assert app.clipboard == "锻炼"
        await pilot.press("tab", "tab", "y")
        assert app.clipboard == "债务重组"


async def test_a_click_lets_the_selection_go(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await drag(app, pilot, "止赎和")
        await pilot.click(ArticleView, offset=(12, 5))
        assert app.review.selected_words == ""


def labels(app: ReviewApp) -> dict[str, Target]:
    assert isinstance(app.screen, Jump)
    return app.screen.targets


async def test_jump_mode_goes_to_panes_and_findings(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("ctrl+o", "2")
        await pilot.pause()
        assert app.focused is app.review.query_one(SectionList)
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert len(labels(app)) == 5 + 4
        await pilot.press(LABELS[5 + 3])  # behind five panes, the fourth finding
        await pilot.pause()
        assert app.at.index == 3
        await pilot.press("ctrl+o", "escape")
        await pilot.pause()
        assert app.screen is app.review
        assert app.at.index == 3
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert labels(app)
        await pilot.resize_terminal(60, 20)  # where the labels are on other things
        await pilot.pause()
        assert app.screen is app.review


async def test_jump_mode_takes_full_width_digits_and_clicks(opened: Opened) -> None:
    async with opened("a.md", size=(80, 24)) as (app, pilot):
        await pilot.press("ctrl+o", "１")
        await pilot.pause()
        assert app.focused is app.review.query_one(FindingList)
        await pilot.press("ctrl+o")
        await pilot.pause()
        target = labels(app)[LABELS[3]]
        await pilot.click(offset=(target.x + 1, target.y))
        await pilot.pause()
        assert app.screen is app.review
        assert app.at.index == 1


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("止赎\n\t乙", "止赎\n\t乙"),
        ("a\x1b]52;c;eA==\x07b\x9bc\x00", "a]52;c;eA==bc"),
        ("a\u202eb\u2066c\udcff\u2028", "abc"),
        ("甲" * MOST, "甲" * (MOST // 3)),
    ],
)
def test_what_is_copied_steers_nothing_and_is_no_longer_than_terminals_take(text: str, copied: str) -> None:
    assert for_clipboard(text) == copied


@given(st.text())
def test_what_is_copied_can_be_written(text: str) -> None:
    copied = for_clipboard(text)
    assert len(base64.b64encode(copied.encode())) < 100_000
    assert not set(copied) & set(map(chr, [*range(9), *range(11, 32), *range(127, 160)]))


async def test_the_keys_under_a_dialog_can_be_clicked(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "ctrl+r")
        await pilot.pause()
        await pilot.click(offset=cell_of(app, "Enter fix ticked"))
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "锻炼" not in app.at.session.article.text
        await pilot.press("f8", "f9")
        await pilot.pause()
        await pilot.click(offset=cell_of(app, "Esc back"))
        await pilot.pause()
        assert len(app.screen_stack) == 1


async def test_a_click_on_a_choice_of_the_finding_takes_it(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8")
        x, y = cell_of(app, " 2 债务重整")
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x + 4, y))
        await pilot.mouse_up(offset=(x + 4, y))
        assert app.screen.get_selected_text()
        assert code(app) == "T701"
        await pilot.press("escape")
        await pilot.click(offset=(x, y))
        await pilot.pause()
        assert "止赎和债务重整。" in text(app)


async def test_a_click_on_a_row_of_the_page_of_keys_does_what_stands_there(opened: Opened) -> None:
    async with opened("a.md", size=(80, 36)) as (app, pilot):
        await pilot.press("enter", "f1")
        await pilot.click(offset=cell_of(app, "no more"))  # where a row goes on: F8
        await pilot.pause()
        assert code(app) == "P401"
        await pilot.press("f1")
        await pilot.click(offset=cell_of(app, "Take one of"))
        await pilot.pause()
        assert "Press a digit" in said(app)
        await pilot.press("f1", "pagedown")
        await pilot.click(offset=cell_of(app, "Undo the last step"))
        await pilot.pause()
        assert len(app.screen_stack) == 1
        assert "##甲的历史" in text(app)
        await pilot.press("f2", *"typed", "f1", "pagedown")
        await pilot.click(offset=cell_of(app, "Undo the last step"))
        await pilot.pause()
        assert editor(app).is_open
        assert "typed" not in editor(app).text


@pytest.mark.parametrize("rows", ["#terms", "#findings", "#sections"])
async def test_a_double_click_on_a_row_selects_nothing_that_would_be_copied(opened: Opened, rows: str) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8")
        await pilot.click(rows, offset=(4, 1), times=2)
        await pilot.pause()
        while app.screen is not app.review:
            await pilot.press("escape")
        assert app.review.get_selected_text() is None
        await pilot.press("ctrl+c")
        assert "#" not in app.clipboard.replace("##", "")


async def test_a_double_click_on_a_fix_makes_that_one_and_not_the_next(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.click(offset=cell_of(app, "Enter ##"), times=2)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert len(app.desk.history.done) == 1
