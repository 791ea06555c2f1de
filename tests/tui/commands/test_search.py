"""Searching the article on the desk."""

from pathlib import Path

import pytest

from review_tui.article import Span
from review_tui.tui.widgets.article_view import ArticleView
from review_tui.tui.widgets.message_line import MessageLine
from tests.tui.driving import Opened


@pytest.mark.parametrize("key", ["alt+t", "t"])
async def test_words_are_found_selected_and_found_again(opened: Opened, desk_folder: Path, key: str) -> None:
    text = "# 题\n\n" + "段落。\n\n" * 60 + "鲸鱼一\n\n" + "段落。\n\n" * 60 + "鲸鱼二\n"
    (desk_folder / "whale.md").write_text(text, "utf-8")
    async with opened("whale.md") as (app, pilot):
        await pilot.press(key, *"鲸鱼", "enter")
        await pilot.pause()
        assert app.at.place == text.index("鲸鱼一")
        assert app.review.query_one(ArticleView).selected_text == "鲸鱼"
        assert "place 1 of 2" in str(app.review.query_one(MessageLine).render())
        await pilot.press(key, "enter")
        await pilot.pause()
        assert app.at.place == text.index("鲸鱼二")
        await pilot.press(key, "enter")
        await pilot.pause()
        assert app.at.place == text.index("鲸鱼一")


async def test_what_stands_nowhere_is_said_and_nothing_moves(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        place = app.at.place
        await pilot.press("t", *"[b]", "enter")
        await pilot.pause()
        assert app.at.place == place
        assert "[b] stands nowhere in this article." in str(app.review.query_one(MessageLine).render())


async def test_what_was_found_is_no_selection_once_the_hand_is_elsewhere(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "whale.md").write_text("# 题\n\n贷方。鲸鱼。\n\n##贷方\n", "utf-8")
    async with opened("whale.md") as (app, pilot):
        await pilot.press("t", *"鲸鱼", "enter", "f8")
        await pilot.pause()
        assert app.review.query_one(ArticleView).selected_text == ""
        await pilot.press("t", *"题", "enter")  # typed in the place of the words before
        await pilot.pause()
        assert app.review.query_one(ArticleView).selected_text == "题"


async def test_the_editor_is_left_and_hidden_targets_are_shown(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "whale.md").write_text("# 题\n\n文。\n\n# 乙\n\n见[抵押](/mbs)一。\n", "utf-8")
    async with opened("whale.md") as (app, pilot):
        await pilot.press("f2", "f6", "t", *"/mbs", "enter")
        await pilot.pause()
        article = app.review.query_one(ArticleView)
        assert article.display
        assert article.selected_text == "/mbs"


@pytest.mark.parametrize("words", ["违\u200b约", "修改](/x)贷款"])
async def test_selected_words_are_found_as_they_stand(opened: Opened, desk_folder: Path, words: str) -> None:
    text = f"# 题\n\n[{words}、{words}\n" if "]" in words else f"# 题\n\n{words}、{words}\n"
    (desk_folder / "whale.md").write_text(text, "utf-8")
    async with opened("whale.md") as (app, pilot):
        first = text.index(words)
        app.review.query_one(ArticleView).select(Span(first, first + len(words)))
        app.at.go_to(first)
        await pilot.press("t", "enter")
        await pilot.pause()
        assert app.at.place == text.index(words, first + 1)
