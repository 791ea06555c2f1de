"""Nothing in an article, a glossary or a file name is markup to the screen, or steers the terminal."""

import unicodedata
from pathlib import Path

import pytest
from textual import events
from textual.widget import Widget
from textual.widgets import Input

from review_tui.lint.failure import Failure
from review_tui.lint.project import Project
from review_tui.lint.report import Report
from review_tui.review.article.merging import MergePiece
from review_tui.review.queue.queue import Queue
from review_tui.review.queue.survey import Survey
from review_tui.tui.keys.actions import ACTIONS
from review_tui.tui.screens.merge import Merge
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.question import Choice, Question
from review_tui.tui.screens.queue import QueueScreen
from review_tui.tui.screens.reason import Reason
from review_tui.tui.screens.settle import Settle
from review_tui.tui.screens.word import Word
from review_tui.tui.widgets.message_line import MessageLine
from tests.tui.driving import Opened

pytestmark = pytest.mark.drawn

HOSTILE = "[/x][loan](/x)[b]\x1b[31m\x9b2J\u202e"
ARTICLE = f"---\ntitle: 甲\n---\n\n## {HOSTILE}题\n\n甲 {HOSTILE}，说锻炼。\n"
GLOSSARY = f"""concept,en,zh,status,definition,note
workout,workout {HOSTILE},债务重组,preferred,{HOSTILE},
workout,workout {HOSTILE},锻炼,forbidden,{HOSTILE},{HOSTILE}
"""


@pytest.fixture
def hostile(desk_folder: Path) -> Path:
    path = desk_folder / "hostile" / "[b][red]\x1b\u202e.md"
    path.parent.mkdir()
    path.write_text(ARTICLE, encoding="utf-8")
    (desk_folder / "glossary" / "terms.csv").write_text(GLOSSARY, encoding="utf-8")
    return path


def shown(widget: Widget) -> str:
    """Return what a widget draws; nothing of it may steer the terminal."""
    strips = widget.render_lines(widget.size.region)
    for strip in strips:
        for segment in strip:
            assert steering(segment.text) == [], segment
    return "\n".join(strip.text for strip in strips)


def steering(text: str) -> list[str]:
    return [char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Cs")]


PANES = {
    "#article": "[/x][loan][b]",
    "#sections": "[/x]",
    "#findings": "锻炼",
    "#detail": "锻炼",
    "#terms": "workout [/x]",
    "#card": "[/x][loan](/x)[b]",
    "#status": "[b][red]",
}


async def test_every_pane_shows_it_as_it_is(opened: Opened, hostile: Path) -> None:
    async with opened(str(hostile.relative_to(Path.cwd())), size=(200, 40)) as (app, pilot):
        while app.review.at.finding and app.review.at.finding.rule.code != "T701":
            await pilot.press("f8")
        for name, words in PANES.items():
            assert words in shown(app.review.query_one(name)), name


async def test_the_editor_shows_it_and_gives_it_back(opened: Opened, hostile: Path) -> None:
    async with opened(str(hostile.relative_to(Path.cwd())), size=(200, 40)) as (app, pilot):
        await pilot.press("f2")
        assert "[/x][loan](/x)[b]" in shown(app.review.query_one("#editor"))
        await pilot.press("x", "escape", "ctrl+s")
    assert HOSTILE.encode() in hostile.read_bytes()


async def test_messages_show_it_as_it_is(opened: Opened, hostile: Path) -> None:
    async with opened(str(hostile.relative_to(Path.cwd()))) as (app, pilot):
        app.review.say(HOSTILE)
        await pilot.pause()
        assert "[/x][loan](/x)[b]" in shown(app.review.query_one(MessageLine))


async def test_screens_show_it_as_it_is(opened: Opened, hostile: Path) -> None:
    async with opened(str(hostile.relative_to(Path.cwd())), size=(200, 40)) as (app, pilot):
        concept = app.review.at.session.terms.glossary.concepts[0]
        pieces = [MergePiece(HOSTILE, HOSTILE, f"{HOSTILE}甲", f"{HOSTILE}乙")]
        for screen in (
            Settle(concept, {}),
            Reason(HOSTILE, [HOSTILE], HOSTILE),
            Question(HOSTILE, HOSTILE, [Choice("r", "reload", HOSTILE)]),
            Page(HOSTILE, HOSTILE),
            Word(HOSTILE, HOSTILE, HOSTILE),
            Merge(HOSTILE, HOSTILE, pieces, [Choice("r", "reload", HOSTILE)], "\n"),
        ):
            app.push_screen(screen)
            await pilot.pause()
            box = app.screen.query_one("#box")
            assert box.border_title
            texts = [shown(widget) for widget in (box, *box.query("*"))]
            assert any("[/x][loan](/x)[b]" in text for text in texts), screen
            screen.say(HOSTILE)  # as a rendering that is in use, or the name of a glossary
            assert not steering(str(box.border_subtitle)), screen
            app.pop_screen()
            await pilot.pause()


async def test_the_form_shows_it_as_it_is_and_gives_it_back(opened: Opened, hostile: Path, desk_folder: Path) -> None:
    async with opened(str(hostile.relative_to(Path.cwd())), size=(200, 40)) as (app, pilot):
        while app.review.at.finding and app.review.at.finding.rule.code != "T701":
            await pilot.press("f8")
        await pilot.press("f10")
        assert "[/x][loan](/x)[b]" in shown(app.review.query_one("#entry-english"))
        app.review.query_one("#entry-chinese", Input).value = "新"
        await pilot.press("enter")
        await pilot.pause()
    row = next(row for row in (desk_folder / "glossary" / "terms.csv").read_text("utf-8").splitlines() if "新" in row)
    assert f"workout {HOSTILE}" in row


async def test_a_field_shows_what_was_pasted_as_it_is(opened: Opened, hostile: Path) -> None:
    async with opened(str(hostile.relative_to(Path.cwd())), size=(200, 40)) as (app, pilot):
        await pilot.press("slash")
        app.post_message(events.Paste(HOSTILE))
        await pilot.pause()
        assert "[/x][loan](/x)[b]" in shown(app.review.glossary.filter)


async def test_the_list_of_articles_shows_it_as_it_is(opened: Opened, hostile: Path) -> None:
    async with opened(str(hostile.relative_to(Path.cwd())), size=(200, 40)) as (app, pilot):
        queue = Queue()
        for article in app.at.articles:
            queue.add(article)
        survey = Survey(Project(), [])
        survey.problem = HOSTILE
        queue.arrange()
        screen = QueueScreen(app.desk, app.at, queue, survey, ACTIONS)
        app.push_screen(screen)
        await pilot.pause()
        assert "[/x][loan](/x)[b]" in shown(screen.query_one("#summary"))
        report = Report(app.at.articles[0].path, failures=(Failure("a.md", 0, HOSTILE),))
        queue.take(report, app.desk.shelf.decisions(hostile.parent))
        screen.show()
        assert "[/x][loan](/x)[b]" in shown(screen.query_one("#articles"))
