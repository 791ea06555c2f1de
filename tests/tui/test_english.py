"""English beside Chinese."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from review_tui.tui.app import ReviewApp
from review_tui.tui.widgets.englishpane import EnglishPane

Opened = Callable[..., AbstractAsyncContextManager[tuple[ReviewApp, Pilot[int]]]]


def shown(app: ReviewApp) -> str:
    return str(app.review.query_one("#english-text", Static).content)


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_the_section_of_the_same_place_is_shown(opened: Opened, desk_folder: Path, size: tuple[int, int]) -> None:
    (desk_folder / "en").mkdir()
    english = "---\ntitle: A\n---\n\n## History of [/x] A\n\nForeclosure.\n\n## B\n\nMore.\n"
    (desk_folder / "en" / "a.md").write_text(english)
    with (desk_folder / "review-tui.toml").open("a") as file:
        file.write('source = "en"\n')
    async with opened(size=size) as (app, pilot):
        await pilot.press("f3")
        await pilot.pause()
        pane = app.review.query_one(EnglishPane)
        assert pane.size.width > 20
        assert pane.size.height > 4
        assert "History of [/x] A" in shown(app)
        await pilot.press("alt+down")
        assert shown(app).startswith("## B")
        await pilot.press("f3")
        await pilot.pause()
        assert pane.size.width == 0


async def test_without_an_english_article_it_says_what_to_do(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f3")
        assert not app.review.query_one(EnglishPane).has_class("-open")
