"""Nothing in an article, a glossary or a file name is markup to the screen, or steers the terminal."""

import unicodedata
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.entry import Entry
from review_tui.tui.screens.pages import Page
from review_tui.tui.screens.question import Question
from review_tui.tui.screens.settle import Settle

Desk = Callable[..., AbstractAsyncContextManager[tuple[ReviewApp, Pilot[int]]]]

HOSTILE = "[/x][loan](/x)[b]\x1b[31m\x9b2J\u202e"
ARTICLE = f"---\ntitle: 甲\n---\n\n## {HOSTILE}题\n\n甲 {HOSTILE}，说锻炼。\n"
GLOSSARY = f"""concept,en,zh,status,definition,note
workout,workout {HOSTILE},债务重组,preferred,{HOSTILE},
workout,workout {HOSTILE},锻炼,forbidden,{HOSTILE},{HOSTILE}
"""


@pytest.fixture
def hostile(folder: Path) -> Path:
    path = folder / "hostile" / "[b][red]\x1b\u202e.md"
    path.parent.mkdir()
    path.write_text(ARTICLE, encoding="utf-8")
    (folder / "glossary" / "terms.csv").write_text(GLOSSARY, encoding="utf-8")
    return path


def shown(widget: Widget) -> str:
    """Return what a widget draws; nothing of it may steer the terminal."""
    strips = widget.render_lines(widget.size.region)
    for strip in strips:
        for segment in strip:
            steering = [char for char in segment.text if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Cs")]
            assert steering == [], segment
    return "\n".join(strip.text for strip in strips)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("#article", "[/x][loan](/x)[b]"),
        ("#sections", "[/x]"),
        ("#findings", "锻炼"),
        ("#terms", "workout [/x]"),
        ("#card", "[/x][loan](/x)[b]"),
        ("#status", "[b][red]"),
    ],
)
async def test_a_pane_shows_it_as_it_is(desk: Desk, hostile: Path, name: str, words: str) -> None:
    async with desk(hostile, size=(200, 40)) as (app, pilot):
        while app.finding and app.finding.rule.code != "T701":
            await pilot.press("f8")
        assert words in shown(app.query_one(name))


async def test_the_editor_shows_it_and_gives_it_back(desk: Desk, hostile: Path) -> None:
    async with desk(hostile, size=(200, 40)) as (app, pilot):
        await pilot.press("f2")
        assert "[/x][loan](/x)[b]" in shown(app.query_one("#editor"))
        await pilot.press("x", "escape", "ctrl+s")
    assert HOSTILE.encode() in hostile.read_bytes()


async def test_messages_show_it_as_it_is(desk: Desk, hostile: Path) -> None:
    async with desk(hostile) as (app, pilot):
        app.say(HOSTILE)
        await pilot.pause()
        assert "[/x][loan](/x)[b]" in shown(app.query_one("#message"))


async def test_screens_show_it_as_it_is(desk: Desk, hostile: Path) -> None:
    async with desk(hostile, size=(200, 40)) as (app, pilot):
        concept = app.session.glossary.concepts[0]
        for screen in (
            Settle(concept, {}),
            Entry(concept.id, concept.label, "锻炼", concept.renderings[0].status),
            Question(HOSTILE, [("r", "reload", HOSTILE)]),
            Page(HOSTILE, HOSTILE),
        ):
            app.push_screen(screen)
            await pilot.pause()
            texts = [shown(widget) for widget in app.screen.query("Static, Input, VerticalScroll")]
            assert any("[/x][loan](/x)[b]" in text for text in texts), screen
            assert app.screen.query(Static)
            app.pop_screen()
            await pilot.pause()
