"""English beside Chinese."""

from pathlib import Path

import pytest
from textual.widgets import Static

from review_tui.tui.app import ReviewApp
from review_tui.tui.widgets.article_view import ArticleView
from review_tui.tui.widgets.english_pane import EnglishPane
from review_tui.tui.widgets.finding_list import FindingList
from review_tui.tui.widgets.message_line import MessageLine
from tests.tui.driving import Opened


def shown(app: ReviewApp) -> str:
    return str(app.review.query_one("#english-text", Static).content)


def original(folder: Path) -> None:
    (folder / "en").mkdir()
    english = "---\ntitle: A\n---\n\n## History of [/x] A\n\nForeclosure.\n\n## B\n\nMore.\n"
    (folder / "en" / "a.md").write_text(english)
    with (folder / "review-tui.toml").open("a") as file:
        file.write('source = "en"\n')


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (80, 40)])
async def test_the_section_of_the_same_place_is_shown(opened: Opened, desk_folder: Path, size: tuple[int, int]) -> None:
    original(desk_folder)
    async with opened(size=size) as (app, pilot):
        await pilot.press("f3")
        await pilot.pause()
        pane = app.review.query_one(EnglishPane)
        assert pane.size.width > 20
        assert pane.size.height > 4
        assert "History of [/x] A" in shown(app)
        assert app.review.query_one(ArticleView).size.height > 5
        assert app.review.query_one(FindingList).size.height > 2
        await pilot.press("alt+down")
        assert shown(app).startswith("## B")
        await pilot.press("f3")
        await pilot.pause()
        assert pane.size.width == 0


async def test_the_glossary_comes_to_the_front_where_it_takes_the_keys(opened: Opened, desk_folder: Path) -> None:
    original(desk_folder)
    async with opened("a.md") as (app, pilot):
        english, glossary = app.review.query_one(EnglishPane), app.review.query_one("#glossary")
        await pilot.press("f8", "f3")
        await pilot.pause()
        for keys in (("slash",), ("f6", "f6"), ("f10",), ("f6", "f6", "f6")):
            assert english.region
            assert not glossary.region
            await pilot.press(*keys)
            await pilot.pause()
            assert not english.region
            assert glossary.has_focus_within
            assert app.focused is not None
            assert app.focused.region
            await pilot.press("escape")
            await pilot.pause()
            assert english.region
            assert app.review.query_one(FindingList).has_focus


async def test_a_key_shows_the_english_article_again_that_lies_behind_the_glossary(
    opened: Opened, desk_folder: Path
) -> None:
    original(desk_folder)
    async with opened("a.md") as (app, pilot):
        english = app.review.query_one(EnglishPane)
        await pilot.press("f6", "f6", "f3")  # from the glossary
        await pilot.pause()
        assert english.region
        assert app.review.query_one(FindingList).has_focus
        await pilot.press("slash")
        await pilot.pause()
        assert not english.region
        await pilot.press("f3")
        await pilot.pause()
        assert english.region
        await pilot.press("slash")
        await pilot.click(FindingList, offset=(5, 1))
        await pilot.pause()
        assert english.region
        await pilot.press("f3")
        await pilot.pause()
        assert not english.region
        assert app.review.query_one("#glossary").region


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_the_focus_leaves_the_english_article_where_that_goes(
    opened: Opened, desk_folder: Path, size: tuple[int, int]
) -> None:
    original(desk_folder)
    async with opened("a.md", size=size) as (app, pilot):
        await pilot.press("f3")
        await pilot.click(EnglishPane, offset=(4, 3))
        await pilot.pause()
        assert app.review.query_one(EnglishPane).has_focus
        await pilot.press("f3")
        await pilot.pause()
        assert app.review.query_one(FindingList).has_focus


async def test_without_an_english_article_it_says_what_to_do(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f3")
        assert not app.review.query_one(EnglishPane).has_class("-open")


def long_original(folder: Path) -> None:
    original(folder)
    text = "## A\n\n" + "".join(f"Paragraph {number}.\n\n" for number in range(60)) + "## B\n\nMore.\n"
    (folder / "en" / "a.md").write_text(text.replace("## A", "---\ntitle: A\n---\n\n## A", 1))


async def test_typing_does_not_scroll_the_english_article(opened: Opened, desk_folder: Path) -> None:
    long_original(desk_folder)
    async with opened("a.md") as (app, pilot):
        await pilot.press("f3", "f2", "down", "down")
        await pilot.pause()
        pane = app.review.query_one(EnglishPane)
        pane.scroll_to(y=40, animate=False)
        await pilot.press("x")
        app.review.editing.take_typing()
        await pilot.pause()
        assert pane.scroll_y == 40
        await pilot.press("alt+down")
        await pilot.pause()
        assert shown(app).startswith("## B")
        assert pane.scroll_y == 0


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (160, 40)])
async def test_the_panes_gone_through_by_key_include_the_english_article(
    opened: Opened, desk_folder: Path, size: tuple[int, int]
) -> None:
    long_original(desk_folder)
    async with opened("a.md", size=size) as (app, pilot):
        pane = app.review.query_one(EnglishPane)
        await pilot.press("shift+f6")
        assert app.focused is not pane  # it is not open
        await pilot.press("escape", "f3", "shift+f6")
        await pilot.pause()
        assert app.focused is pane
        assert pane.region
        await pilot.press("pagedown")
        await pilot.pause()
        assert pane.scroll_y > 0
        await pilot.press("f6")
        assert app.review.query_one(FindingList).has_focus
        await pilot.press(*["f6"] * 5)  # by way of the glossary, which it lies behind
        await pilot.pause()
        assert app.focused is pane
        assert pane.region


async def test_where_there_is_no_english_article_it_is_said_where_none_is(opened: Opened, desk_folder: Path) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f3")
        assert "Set source" in app.review.query_one(MessageLine).message
    original(desk_folder)
    async with opened("b.md") as (app, pilot):
        await pilot.press("f3")
        assert app.review.query_one(MessageLine).message == "There is no English article b.md in en."
        for words in ("## Now there is one", "## Now it is another"):
            (desk_folder / "en" / "b.md").write_text(words)
            await pilot.press("f3")
            assert shown(app) == words
            await pilot.press("f3")
    (desk_folder / "en" / "b.md").unlink()
    async with opened() as (app, pilot):
        await pilot.press("f3", "alt+right")  # from an article that has one
        await pilot.pause()
        assert shown(app) == "There is no English article b.md."
        assert app.review.query_one(EnglishPane).border_title == " English: no article "
