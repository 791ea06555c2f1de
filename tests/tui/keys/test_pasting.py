"""Pasting: all of it or nothing, and a word why; the desk stays alive under five megabytes."""

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from review_tui.tui.app import ReviewApp
from review_tui.tui.keys.pasting import LONGEST, MOST, MOST_IN_FIELD, PasteError, fitted
from review_tui.tui.screens.reason import Reason
from review_tui.tui.widgets.message_line import MessageLine
from review_tui.tui.widgets.section_editor import SectionEditor
from tests.tui.driving import Opened

LINE = "止赎和锻炼的历史。\n"
FIVE = LINE * (5 * 2**20 // len(LINE.encode()))


async def paste(app: ReviewApp, pilot: Pilot[int], text: str) -> None:
    app.post_message(events.Paste(text))
    await pilot.pause()


async def test_five_megabytes_for_the_editor_are_refused_and_what_fits_is_taken_whole(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2")
        editor = app.review.query_one(SectionEditor)
        before = editor.text
        await paste(app, pilot, FIVE)
        assert "Nothing was pasted" in app.review.query_one(MessageLine).message
        assert editor.text == before
        await pilot.press("新")
        fits = LINE * 2_000
        await paste(app, pilot, fits)
        assert editor.text == before.replace("##", f"新{fits}##", 1)
        app.review.commit_editor()
        assert fits in app.at.session.article.text
        await pilot.press("ctrl+z")
        assert app.at.session.article.text.count(LINE) == 0


@pytest.mark.parametrize("where", ["#filter", "#reason"])
async def test_five_megabytes_for_a_field_are_refused_and_lines_are_joined(opened: Opened, where: str) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press(*(["f8", "x"] if where == "#reason" else ["slash"]))
        await pilot.pause()
        assert isinstance(app.focused, Input)
        await paste(app, pilot, FIVE)
        assert app.focused.value == ""
        if where == "#reason":
            assert isinstance(app.screen, Reason)
            assert "Nothing was pasted" in str(app.screen.query_one("#box").border_subtitle)
        else:
            assert "Nothing was pasted" in app.review.query_one(MessageLine).message
        await paste(app, pilot, "\n 止赎\r\n\n历史 \n")
        assert app.focused.value == "止赎 历史"


def test_the_edges() -> None:
    editor, field = SectionEditor(), Input()
    lines = ("甲" * 99 + "\n") * (MOST // 100)
    assert fitted(editor, lines) == lines
    with pytest.raises(PasteError, match=r"200,001 characters are more than 200,000"):
        fitted(editor, lines + "甲")
    assert fitted(editor, "甲" * LONGEST) == "甲" * LONGEST
    with pytest.raises(PasteError, match="a line of 20,001 characters"):
        fitted(editor, "甲" * (LONGEST + 1))
    assert fitted(field, "甲" * MOST_IN_FIELD + "\n") == "甲" * MOST_IN_FIELD
    with pytest.raises(PasteError, match="1,001 characters"):
        fitted(field, "甲" * (MOST_IN_FIELD + 1))
    assert fitted(None, FIVE) == FIVE


def test_a_field_takes_nothing_that_hides_or_steers() -> None:
    """What is copied from web pages is full of it, and nobody searches for it."""
    assert fitted(Input(), "止\u200b赎\u202e\ufeff\x9b31m\x1b[2J\t历史\n和\u3000😀") == "止赎31m[2J 历史 和\u3000😀"


async def test_what_hides_or_steers_is_never_drawn_and_comes_into_the_article_as_it_was(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2")
        await paste(app, pilot, "A\u200bB\u202eC\x1bD")
        editor = app.review.query_one(SectionEditor)
        assert not {"\u200b", "\u202e", "\x1b"} & set(editor.text)
        await pilot.press("escape")
        await pilot.pause()
        assert "A\u200bB\u202eC\x1bD" in app.at.session.article.text
