"""Words of an input method, and pasted ones, where nothing is open to write in."""

import pytest
from textual import events

from review_tui.tui.screens.desk_screen import DeskScreen
from review_tui.tui.widgets.message_line import MessageLine
from tests.tui.driving import Burst, Listed, Opened


def said(screen: object) -> str:
    assert isinstance(screen, DeskScreen)
    return str(screen.query_one(MessageLine).content)


async def test_words_of_an_input_method_are_no_keys(opened: Opened, burst: Burst) -> None:
    async with opened() as (app, pilot):
        before, finding = app.at.session.article.text, app.at.finding
        for words in ("我想写", "写2种 情况", "好？", "写a"):
            app.review.say("")
            await burst(app, pilot, *words)
            assert "F2 is the key to edit the section" in said(app.screen), words
            assert (app.at.session.article.text, app.at.finding) == (before, finding), words
            assert app.review.is_current, words


async def test_pasted_words_are_no_keys(opened: Opened, burst: Burst) -> None:
    async with opened() as (app, pilot):
        await burst(app, pilot, events.Paste("粘贴的字"))
        assert "went nowhere" in said(app.screen)
        await burst(app, pilot, "f2", events.Paste("粘贴的字"))
        app.review.commit_editor()
        assert "粘贴的字" in app.at.session.article.text


async def test_full_width_letters_and_signs_are_still_keys(opened: Opened, burst: Burst) -> None:
    async with opened() as (app, pilot):
        before = app.at.finding
        await burst(app, pilot, "ｎ")
        assert app.at.finding != before


async def test_words_in_the_list_are_for_its_filter(
    listed: Listed, burst: Burst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("review_tui.tui.keys.stray_words._TOGETHER", 0.0)
    async with listed() as (app, pilot):
        await burst(app, pilot, "止")
        assert "Ctrl+f is the key to filter the list" in said(app.screen)
        await burst(app, pilot, "/", "止")
        assert app.queue.query.text == "止"
