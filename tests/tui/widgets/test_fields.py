"""What one types is seen while one types it, in every field of every screen."""

from pathlib import Path

import pytest
from textual.geometry import Offset, Region
from textual.pilot import Pilot
from textual.widgets import Input

from review_tui.text.cells import width
from review_tui.tui.app import ReviewApp
from review_tui.tui.widgets.section_editor import SectionEditor
from review_tui.tui.widgets.status_choice import StatusChoice
from tests.tui.driving import Burst, Listed, Opened

SIZES = [(120, 36), (60, 20)]
FIELDS = ("concept", "english", "definition", "chinese", "context", "note")


def drawn(app: ReviewApp, region: Region) -> list[str]:
    strips = app.screen._compositor.render_strips(app.size)
    return [strip.crop(region.x, region.right).text for strip in strips[region.y : region.bottom]]


async def check(app: ReviewApp, pilot: Pilot[int], field: Input) -> None:
    """Type into a field, and see it on the screen where the field is."""
    field.focus()
    field.value = ""
    await pilot.press(*"seen")
    await pilot.pause()
    assert app.focused is field
    assert field.content_size.height == 1
    assert drawn(app, field.content_region)[0].startswith("seen"), field
    assert app.cursor_position == caret(field)


def caret(field: Input) -> Offset:
    """Return where the caret is drawn: input methods open their window where the terminal's own cursor is."""
    before = Offset(width(field.value[: field.cursor_position]), 0)
    return field.content_region.offset + before - field.scroll_offset


FIELDS_AFTER = {
    "x": {"reason"},
    "B": {"word"},
    "ctrl+f": {"filter"},
    "f10": {"filter", *(f"entry-{name}" for name in FIELDS)},
}


@pytest.mark.parametrize("size", SIZES)
async def test_the_fields_of_the_desk_and_its_dialogs(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("a.md", size=size) as (app, pilot):
        await pilot.press("f8")
        for key, ids in FIELDS_AFTER.items():
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.focused, Input)
            assert app.cursor_position == caret(app.focused)
            fields = [field for field in app.screen.query(Input) if field.region]
            assert {field.id for field in fields} == ids, key
            for field in fields:
                await check(app, pilot, field)
            await pilot.press("escape", "escape", "escape")
            await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_the_words_of_a_candidate(opened: Opened, desk_folder: Path, size: tuple[int, int]) -> None:
    file = desk_folder / "glossary" / "terms.csv"
    file.write_text(file.read_text("utf-8").replace("债务重整,admitted", "债务重整,provisional"), "utf-8")
    async with opened("a.md", size=size) as (app, pilot):
        await pilot.press("c", "f2")
        await check(app, pilot, app.screen.query_one("#words", Input))


@pytest.mark.parametrize("size", SIZES)
async def test_the_filter_of_the_list(listed: Listed, size: tuple[int, int]) -> None:
    async with listed(size) as (app, pilot):
        await check(app, pilot, app.screen.query_one("#query", Input))


@pytest.mark.parametrize("size", SIZES)
async def test_the_editor_has_the_whole_pane_but_for_its_title(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("a.md", size=size) as (app, pilot):
        await pilot.press("f2")
        editor = app.review.query_one(SectionEditor)
        assert app.focused is editor
        assert editor.region.size - editor.scrollable_content_region.size == (0, 1)
        assert "Editing" in drawn(app, editor.region)[0]


@pytest.mark.parametrize("where", ["ctrl+f", "f10"])
async def test_undo_in_a_field_leaves_the_article_alone(opened: Opened, where: str) -> None:
    async with opened("a.md") as (app, pilot):
        before = app.at.session.article.text
        await pilot.press("enter", where, *"len", "ctrl+z")
        fixed = app.at.session.article.text
        assert fixed != before
        assert len(app.desk.history.done) == 1
        await pilot.press("escape", "ctrl+z")
        assert app.at.session.article.text == before
        await pilot.press(where, "ctrl+y")
        assert app.at.session.article.text == before
        await pilot.press("escape", "ctrl+y")
        assert app.at.session.article.text == fixed


async def test_letters_and_undo_in_the_field_for_the_status_leave_the_article_alone(
    opened: Opened, desk_folder: Path, burst: Burst
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("enter", "f10")
        before = app.at.session.article.text
        app.review.query_one("#entry-status").focus()
        await pilot.press("f", "ctrl+z", "u", "x")
        choice = app.review.query_one(StatusChoice)
        assert choice.status.value == "forbidden"
        await burst(app, pilot, "\u3000")  # a blank, as a Chinese input method has it
        assert choice.status.value == "provisional"
        assert not (desk_folder / "review-decisions.jsonl").exists()
        assert app.at.session.article.text == before
        assert app.screen is app.review


async def test_undo_in_the_filter_of_the_list_leaves_the_articles_alone(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("enter", "enter", "ctrl+g", "ctrl+f", "ctrl+z")
        assert len(app.desk.history.done) == 1
        await pilot.press("escape", "ctrl+z")
        assert not app.desk.history.done
