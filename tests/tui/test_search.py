"""Searching the article on the desk."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from review_tui.tui.app import ReviewApp
from review_tui.tui.widgets.articleview import ArticleView
from review_tui.tui.widgets.messageline import MessageLine

Opened = Callable[..., AbstractAsyncContextManager[tuple[ReviewApp, Pilot[int]]]]


@pytest.mark.parametrize("key", ["alt+t", "t"])
async def test_words_are_found_selected_and_found_again(opened: Opened, desk_folder: Path, key: str) -> None:
    text = "# 题\n\n" + "段落。\n\n" * 60 + "鲸鱼一\n\n" + "段落。\n\n" * 60 + "鲸鱼二\n"
    (desk_folder / "whale.md").write_text(text, "utf-8")
    async with opened("whale.md") as (app, pilot):
        await pilot.press(key, *"鲸鱼", "enter")
        await pilot.pause()
        assert app.at.place == text.index("鲸鱼一")
        assert app.review.query_one(ArticleView).selected_text == "鲸鱼"
        assert "1 of 2 places" in str(app.review.query_one(MessageLine).render())
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
