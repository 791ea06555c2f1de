"""What one types is seen while one types it, in every field of every screen."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import Input

from review_tui.lint.discovery import Found
from review_tui.lint.project import Project
from review_tui.review.desk import Desk
from review_tui.review.survey import Survey
from review_tui.tui.app import ReviewApp
from review_tui.tui.widgets.sectioneditor import SectionEditor

Opened = Callable[..., AbstractAsyncContextManager[tuple[ReviewApp, Pilot[int]]]]

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


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("keys", "ids"),
    [
        ("ctrl+f", {"filter"}),
        ("f10", {"filter", *(f"entry-{name}" for name in FIELDS)}),
        ("x", {"reason"}),
        ("B", {"word"}),
    ],
)
async def test_the_fields_of_the_desk_and_its_dialogs(
    opened: Opened, size: tuple[int, int], keys: str, ids: set[str]
) -> None:
    async with opened("a.md", size=size) as (app, pilot):
        await pilot.press("f8", keys)
        fields = [field for field in app.screen.query(Input) if field.region]
        assert {field.id for field in fields} == ids
        for field in fields:
            await check(app, pilot, field)


@pytest.mark.parametrize("size", SIZES)
async def test_the_words_of_a_candidate(opened: Opened, desk_folder: Path, size: tuple[int, int]) -> None:
    file = desk_folder / "glossary" / "terms.csv"
    file.write_text(file.read_text("utf-8").replace("债务重整,admitted", "债务重整,provisional"), "utf-8")
    async with opened("a.md", size=size) as (app, pilot):
        await pilot.press("c", "f2")
        await check(app, pilot, app.screen.query_one("#words", Input))


@pytest.mark.parametrize("size", SIZES)
async def test_the_filter_of_the_list(
    desk_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("REVIEW_TUI_CACHE_DIR", str(tmp_path / "cache"))
    survey = Survey(Project(), ["."], jobs=1)
    survey.look()
    articles = [news for news in survey._news if isinstance(news, Found)]
    app = ReviewApp(Desk(Project()), articles, survey)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await check(app, pilot, app.screen.query_one("#query", Input))


@pytest.mark.parametrize("size", SIZES)
async def test_the_editor_has_the_whole_pane_but_for_its_title(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("a.md", size=size) as (app, pilot):
        await pilot.press("f2")
        editor = app.review.query_one(SectionEditor)
        assert app.focused is editor
        assert editor.region.size - editor.scrollable_content_region.size == (0, 1)
        assert "Editing" in drawn(app, editor.region)[0]
