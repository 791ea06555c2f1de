"""Undo and redo while a section is edited: editor, header, section list and finding are in one place."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from review_tui.article import Edit, Span
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.merge import Merge
from review_tui.tui.widgets.article_view import ArticleView
from review_tui.tui.widgets.finding_list import FindingList
from review_tui.tui.widgets.section_list import SectionList
from review_tui.tui.widgets.status_bar import StatusBar
from tests.tui.driving import Opened, editor, said, wait_for

TEXT = "##甲\n\n止赎。\n\n## 乙\n\n乙说锻炼。\n\n##丙\n\n丙说 ，锻炼。\n\n## 丁\n\n正文。\n"


@pytest.fixture(autouse=True)
def file(desk_folder: Path, typing_waits: None) -> Path:
    """Let an article of four sections lie there, in the last of which nothing is found, and no time pass by itself."""
    file = desk_folder / "a.md"
    file.write_text(TEXT, "utf-8")
    return file


async def press(app: ReviewApp, pilot: Pilot[int], *keys: str) -> None:
    """Press keys one by one; after each, everything on the screen is in one place."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
        is_in_one_place(app)


def is_in_one_place(app: ReviewApp) -> None:
    app.review.editing.take_typing()
    at, session = app.at, app.at.session
    assert app.review.query_one(SectionList).cursor == at.section.number
    assert f"section {at.section.number + 1}/{len(session.sections)}" in str(app.review.query_one(StatusBar).content)
    assert app.review.query_one(ArticleView).display is not editor(app).is_open
    finding = at.finding
    if finding is not None:
        assert finding.span.start == at.place
        assert app.review.query_one(FindingList).picked == finding
    if editor(app).is_open:
        span = app.review.editing.section.span
        assert editor(app).text == session.shown(span)
        assert span.start <= at.place < max(span.end, span.start + 1)
        assert editor(app).line_number_start == session.article.place(span.start).line
        assert span.start <= app.review.place <= span.end


async def test_a_step_before_the_editor_leaves_it_first_and_redo_comes_back(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await press(app, pilot, "enter", "alt+down", "f2", "end")
        assert app.at.section.title == "丙"
        fixed, caret = app.at.session.article.text, editor(app).cursor_location
        await press(app, pilot, "ctrl+z")
        assert not editor(app).is_open
        assert app.focused is app.review.query_one(FindingList)
        assert app.at.section.title == "丙"
        assert app.at.session.article.text == fixed
        assert said(app) == "The editor is left. Ctrl+z undoes what was done before: fix ##甲 -> ## 甲, line 1."
        await press(app, pilot, "ctrl+z")
        assert app.at.session.article.text == TEXT
        assert app.at.section.title == "甲"
        await press(app, pilot, "ctrl+y")
        assert app.at.session.article.text == fixed
        assert not editor(app).is_open
        await press(app, pilot, "ctrl+y")
        assert said(app) == "You are back in the editor."
        assert editor(app).has_focus
        assert editor(app).text.startswith("##丙")
        assert editor(app).cursor_location == caret
        assert app.at.finding is not None
        assert app.at.section.title == "丙"
        await press(app, pilot, "ctrl+y")
        assert said(app) == "There is nothing to do again."
        assert editor(app).has_focus


async def test_what_was_typed_comes_back_in_the_editor_though_that_was_left(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await press(app, pilot, "enter", "alt+down", "f2", *"ab")
        await press(app, pilot, *["ctrl+z"] * 3)
        assert app.at.session.article.text == TEXT
        assert not editor(app).is_open
        await press(app, pilot, "ctrl+y", "ctrl+y")
        assert editor(app).text.startswith("##丙")
        await press(app, pilot, "ctrl+y")
        assert editor(app).text.startswith("ab##丙")
        assert editor(app).cursor_location == (0, 2)
        await press(app, pilot, "escape", "ctrl+z")  # it was left by hand: undo does not open it
        assert not editor(app).is_open


async def test_what_is_done_after_the_editor_was_left_is_not_taken_for_the_way_back(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await press(app, pilot, "enter", "alt+down", "f2", "ctrl+z", "enter", "ctrl+z")
        assert not editor(app).is_open
        await press(app, pilot, "ctrl+y")
        assert not editor(app).is_open
        assert app.at.session.article.text == TEXT.replace("##甲", "## 甲").replace("##丙", "## 丙")


async def test_a_step_in_the_section_at_hand_is_undone_in_the_editor(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await press(app, pilot, *["alt+down"] * 2, "enter", "f2")
        assert app.at.section.title == "丙"
        await press(app, pilot, "ctrl+z")
        assert editor(app).text.startswith("##丙")
        assert app.at.session.article.text == TEXT
        await press(app, pilot, "ctrl+y")
        assert editor(app).text.startswith("## 丙")


async def test_what_was_undone_before_the_editor_is_not_done_again_in_it(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await press(app, pilot, "enter", "ctrl+z", *["alt+down"] * 2, "f2", "ctrl+y")
        assert not editor(app).is_open
        assert app.at.session.article.text == TEXT
        said_then = "The editor is left. Ctrl+y does again what was undone before: fix ##甲 -> ## 甲, line 1."
        assert said(app) == said_then
        await press(app, pilot, "ctrl+y")
        assert app.at.session.article.text == TEXT.replace("##甲", "## 甲")


async def test_a_heading_that_is_typed_goes_and_comes_in_the_editor(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await press(app, pilot, "f2", "end", "enter", "enter", *"## ", "新", "enter", "enter")
        assert app.review.query_one(SectionList).count == 5
        before = app.at.session.article.text
        count = len(app.desk.history.done)
        await press(app, pilot, *["ctrl+z"] * count)
        assert app.at.session.article.text == TEXT
        await press(app, pilot, *["ctrl+y"] * count)
        assert app.at.session.article.text == before
        assert editor(app).is_open


async def test_a_fix_made_beside_the_editor_leaves_the_hand_in_the_section(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await press(app, pilot, "f2", *["f6"], "enter")
        assert editor(app).text.startswith("## 甲")
        assert app.at.section.title == "甲"
        await press(app, pilot, "ctrl+z")
        assert editor(app).text.startswith("##甲")


async def test_a_merge_goes_and_comes_while_the_editor_stays(opened: Opened, file: Path) -> None:
    async with opened("a.md") as (app, pilot):
        await press(app, pilot, *["alt+down"] * 3, "f2", "end", *"xy")
        file.write_text(TEXT.replace("止赎。", "止赎。\n\n他们的话。"), "utf-8")
        await pilot.press("ctrl+s")
        await wait_for(pilot, app, Merge)
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        is_in_one_place(app)
        merged, place = app.at.session.article.text, editor(app).cursor_location
        for key in ("ctrl+z", "ctrl+y"):
            await press(app, pilot, key)
            assert editor(app).text.startswith("## 丁xy")
            assert editor(app).cursor_location == place
            assert app.at.section.title == "丁xy"
        assert app.at.session.article.text == merged
        await press(app, pilot, "ctrl+z", "ctrl+z")
        assert editor(app).text.startswith("## 丁\n")


async def test_another_article_is_gone_to_only_after_the_editor_was_left(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await press(app, pilot, "enter", "alt+right", "f2", "ctrl+z")
        assert app.at.article.path == "b.md"
        assert not editor(app).is_open
        assert said(app).endswith("fix ##甲 -> ## 甲, line 1 of a.md.")
        await press(app, pilot, "ctrl+z")
        assert app.at.article.path == "a.md"
        assert app.at.session.article.text == TEXT
        await press(app, pilot, "ctrl+y", "alt+right", "ctrl+y")
        assert app.at.article.path == "b.md"
        assert editor(app).is_open


async def test_a_step_over_several_articles_that_was_made_beside_the_editor_keeps_it(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await press(app, pilot, *["alt+down"] * 3, "f2", "end", "x")
        texts = [app.desk.at(name).article.text for name in ("a.md", "b.md")]
        place = app.review.place
        app.desk.record([app.desk.at(name).edit([Edit(Span(0, 2), "## ")]) for name in ("b.md", "a.md")], "all")
        app.review.after_others(place, texts[0])
        await press(app, pilot, "ctrl+z")
        assert app.at.article.path == "a.md"
        assert editor(app).text.startswith("## 丁x")
        assert [app.desk.at(name).article.text for name in ("a.md", "b.md")] == texts
        assert said(app) == "Undone: all in 2 articles"


async def test_nothing_to_undo_keeps_the_editor(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await press(app, pilot, "f2", "ctrl+z")
        assert editor(app).has_focus
        assert said(app) == "There is nothing to undo."
