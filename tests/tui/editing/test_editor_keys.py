"""The keys of the desk while a section is being edited: each does what the help says, or says why not."""

from pathlib import Path

import pytest
from textual.widgets import Input

from review_tui.review.article.section_text import shown
from review_tui.review.decisions.section_state import SectionState
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.settle import Settle
from review_tui.tui.screens.word import Word
from review_tui.tui.widgets.key_bar import KeyBar
from review_tui.tui.widgets.section_list import SectionList
from tests.tui.driving import Opened, editor, said


async def test_a_key_that_does_nothing_in_the_editor_says_so(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f8", "f2")
        before = editor(app).text
        for key in ("f2", "f4", "f12", "ctrl+r", "ctrl+g", "ctrl+l", "alt+c", "alt+d"):
            app.review.say("")
            await pilot.press(key)
            await pilot.pause()
            assert said(app) == "Esc leaves the editor first: this key does nothing while you edit.", key
            assert editor(app).has_focus
            assert editor(app).text == before
        await pilot.press("escape")
        assert app.desk.history.done == []


async def test_what_is_one_to_the_eye_is_one_to_the_keys(opened: Opened) -> None:
    signs = ("e\N{COMBINING ACUTE ACCENT}", "☎\ufe0f", "👍🏽", "👩\u200d👧\u200d👦", "1\ufe0f\u20e3", "🇨🇳")
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2")
        here = editor(app)
        for sign in signs:
            here.replace_text(shown(f"🇨🇳甲{sign}乙"), 0, 3)
            end = 3 + len(sign)
            there, back = [("right", end), ("right", end + 1)], [("left", end), ("left", 3), ("left", 2), ("left", 0)]
            for key, column in (*there, *back):
                await pilot.press(key)
                assert here.cursor_location == (0, column), (sign, key)
            await pilot.press("delete", "right", "shift+right")
            assert here.selected_text == shown(sign)
            await pilot.press("right", "backspace")
            assert here.text == "甲乙"
            await pilot.press("right", "right", "left", "home", "left")
            assert here.cursor_location == (0, 0)


async def test_words_selected_in_the_editor_are_searched_for_and_shielded(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2", "down", "down", *["shift+right"] * 2)
        for key in ("alt+t", "alt+w"):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, Word), key
            assert app.screen.query_one(Input).value == "止赎"
            await pilot.press("escape")
            assert editor(app).has_focus
        await pilot.press("alt+t", "enter")
        await pilot.pause()
        assert not editor(app).is_open
        assert said(app) == "止赎: place 1 of 1."


async def test_terms_are_settled_and_found_while_editing(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f2", *"abc", "f9")
        await pilot.pause()
        assert isinstance(app.screen, Settle)
        await pilot.press("1", "enter")
        await pilot.pause()
        assert said(app).startswith("锻炼 is preferred now, 债务重组 is admitted now.")
        assert editor(app).has_focus
        assert "abc" in editor(app).text
        await pilot.press("ctrl+f")
        assert app.review.query_one("#filter", Input).has_focus
        await pilot.press("escape")
        assert editor(app).has_focus


@pytest.mark.parametrize(
    ("key", "place"), [("alt+right", ("b.md", 0)), ("alt+down", ("a.md", 2)), ("alt+up", ("a.md", 0))]
)
async def test_keys_that_lead_elsewhere_leave_the_editor(opened: Opened, key: str, place: tuple[str, int]) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f2", *"abc", key)
        await pilot.pause()
        assert not editor(app).is_open
        assert (app.at.article.path, app.at.section.number) == place
        assert "abc##甲的历史" in app.desk.at("a.md").article.text


async def test_everything_is_saved_and_panes_are_turned_from_the_editor(opened: Opened, desk_folder: Path) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f2", *"abc", "alt+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert said(app) == "a.md is saved."
        assert "abc##" in (desk_folder / "a.md").read_text("utf-8")
        assert editor(app).has_focus
        await pilot.press("f6", "f6", "shift+f6", "shift+f6")
        assert editor(app).has_focus
        await pilot.press("tab", "tab")
        assert app.review.query_one(SectionList).has_focus


async def test_a_word_is_deleted_in_the_editor_and_no_section_is_marked(opened: Opened) -> None:
    """Many terminals send for Alt+Backspace what Textual takes for Ctrl+W."""
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2", "end", "ctrl+w")
        await pilot.pause()
        assert editor(app).text.startswith("##\n")
        assert app.desk.states(app.at.session)[1] is SectionState.OPEN
        await pilot.press("escape", "f7", "ctrl+w")
        assert app.desk.states(app.at.session)[1] is SectionState.NEEDS_WORK


def keys(app: ReviewApp) -> str:
    return str(app.review.query_one(KeyBar).content)


async def test_the_line_of_keys_is_that_of_what_has_the_focus(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        in_findings = keys(app)
        assert "F2 edit" in in_findings
        await pilot.press("f2")
        await pilot.pause()
        in_editor = keys(app)
        assert "F2 edit" not in in_editor
        assert "Ctrl+s save" in in_editor
        await pilot.press("f6")
        await pilot.pause()
        assert keys(app) == in_findings
        await pilot.press("shift+f6")
        await pilot.pause()
        assert keys(app) == in_editor
        await pilot.press("escape")
        await pilot.pause()
        assert keys(app) == in_findings


async def test_beginning_end_and_all_of_the_text_in_the_editor(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f2", "ctrl+end", *"xy", "ctrl+home", *"ab")
        assert editor(app).text == "ab##甲的历史\n\n止赎和锻炼。\n\nxy"
        assert editor(app).cursor_location == (0, 2)
        await pilot.press("ctrl+a")
        assert editor(app).selected_text == editor(app).text
        assert "Ctrl+a select all" in keys(app)
        await pilot.press("z")
        assert editor(app).text == "z"
        await pilot.press("ctrl+z")
        assert editor(app).text.startswith("ab##甲的历史\n\n止赎和锻炼。\n\nxy")


async def test_beginning_end_and_all_where_nothing_is_edited(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("ctrl+end")
        assert app.at.section.title == "乙"
        assert app.at.finding is not None
        await pilot.press("ctrl+a", "ctrl+c")
        assert app.clipboard == app.at.section.span.cut(app.at.session.article.text).strip()
        await pilot.press("ctrl+home")
        assert app.at.section.number == 0


@pytest.mark.parametrize("key", ["ctrl+home", "ctrl+end", "ctrl+a"])
async def test_in_a_field_these_keys_are_those_of_the_field(opened: Opened, key: str) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "ctrl+f", *"abc", key)
        assert app.review.query_one("#filter", Input).has_focus
        assert app.at.section.title == "甲的历史"
        assert app.review.query_one("#filter", Input).cursor_position == (0 if key == "ctrl+a" else 3)
        await pilot.press("escape", "f2", "f10", key)
        assert not editor(app).selected_text
