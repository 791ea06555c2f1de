"""The desk is read without colours, with the terminal's own, and in a window of any size."""

from collections.abc import Iterator

import pytest
import textual.color
from rich.color import Color
from textual.app import App

from review_tui.tui.drawing import legible
from review_tui.tui.drawing.legible import ENOUGH
from tests.tui.driving import Opened

pytestmark = pytest.mark.drawn

THEMES = ("textual-dark", "textual-light", "nord", "solarized-light", "ansi-dark", "ansi-light")


def texts(app: App[int]) -> Iterator[tuple[str, Color | None, Color | None]]:
    """Yield the words on the screen with their colours, as they are drawn."""
    for strip in app.screen._compositor.render_strips():
        for text, style, _ in strip:
            if text.strip() and style is not None:
                yield text, style.color, style.bgcolor


def contrast(color: Color, ground: Color) -> float:
    return legible.contrast(textual.color.Color.from_rich_color(color), textual.color.Color.from_rich_color(ground))


async def test_all_words_can_be_read_in_every_theme(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        for theme, key in (*((theme, "f8") for theme in THEMES), ("textual-light", "f2")):
            app.theme = theme
            await pilot.press(key)
            await pilot.pause()
            drawn = [
                (text, color, ground) for text, color, ground in texts(app) if color is not None and ground is not None
            ]
            assert len(drawn) == len(list(texts(app))) > 50, theme
            if theme.startswith("ansi"):  # the colours are the terminal's: its own text on its own ground can be read
                named = [each for each in drawn if not (each[1].is_default and each[2].is_default)]
                assert named, theme
                assert [each for each in named if each[1] == each[2]] == [], theme
            else:
                for text, color, ground in drawn:
                    assert contrast(color, ground) >= ENOUGH, (theme, text, color, ground)


async def test_all_words_can_be_read_without_colours(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8")
        await pilot.pause()
        drawn = list(texts(app))
        assert len(drawn) > 50
        for text, color, ground in drawn:
            assert color is not None
            assert ground is not None
            assert contrast(color, ground) >= ENOUGH, text


async def test_severities_and_states_are_letters_too(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("space")
        await pilot.pause()
        screen = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "E 5:1     H101" in screen
        assert "W 11:5    T702" in screen
        assert "v  2E" in screen or "v" in screen.split("甲的历史")[0]


async def test_a_window_that_grows_tiny_and_large_again_keeps_its_place(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f8")
        before = app.at.finding
        for size in ((20, 6), (3, 2), (1, 1), (300, 90), (80, 24), (120, 36)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert app.at.finding is before
        await pilot.press("f8")
        assert app.at.index == 3
