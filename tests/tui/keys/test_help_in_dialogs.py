"""F1 in a dialog: what one does there, and its keys; the dialog is as it was after that."""

from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Input

from review_tui.text.cells import width
from review_tui.tui.app import ReviewApp
from review_tui.tui.keys.help import dialog_help
from review_tui.tui.screens.alike import Alike
from review_tui.tui.screens.dialog import Dialog
from review_tui.tui.screens.merge import Merge
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.question import Question
from review_tui.tui.screens.reason import Reason
from review_tui.tui.screens.settle import Settle
from review_tui.tui.screens.word import Word
from tests.tui.driving import Opened


async def helped(app: ReviewApp, pilot: Pilot[int], key: str = "f1") -> str:
    """Return what help says, and leave it."""
    dialog = app.screen
    assert isinstance(dialog, Dialog)
    focused = dialog.focused
    await pilot.press(key)
    await pilot.pause()
    assert isinstance(app.screen, Page)
    text = str(app.screen.query_one("#page-text").content)  # type: ignore[attr-defined]
    await pilot.press("escape")
    await pilot.pause()
    assert app.screen is dialog
    assert dialog.focused is focused
    return text


@pytest.mark.parametrize(
    ("keys", "kind", "says"),
    [
        (("delete",), Reason, "Enter              take it"),
        (("f8", "f9"), Settle, "arrows + = - !     change"),
        (("ctrl+r",), Alike, "Space              tick"),
        (("alt+t",), Word, "Esc                back"),
    ],
)
async def test_f1_tells_the_keys_of_a_dialog(opened: Opened, keys: tuple[str, ...], kind: type, says: str) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        assert isinstance(app.screen, kind)
        assert says in await helped(app, pilot)


async def test_f1_tells_what_a_dialog_is_for(opened: Opened, desk_folder: Path) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("enter")
        (desk_folder / "a.md").write_text("##他们的\n", "utf-8")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, Merge)
        text = await helped(app, pilot)
        assert "both sides" in text
        assert "1                  yours" in text


async def test_a_question_mark_helps_too_where_it_is_not_typed(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("enter", "q")
        await pilot.pause()
        assert isinstance(app.screen, Question)
        await helped(app, pilot, "？")
        await pilot.press("escape", "x")
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, Reason)
        assert app.screen.query_one(Input).value == "?"


@pytest.mark.parametrize("keys", [("f8", "f9"), ("f8", "ctrl+r"), ("delete",)])
async def test_in_a_narrow_terminal_a_dialog_names_the_keys_that_end_it_and_help_has_them_all(
    opened: Opened, keys: tuple[str, ...]
) -> None:
    async with opened(size=(44, 20)) as (app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        foot = Content.from_markup(str(app.screen.query_one("#box").border_subtitle)).plain
        assert "Enter" in foot
        assert foot.endswith("Esc back")
        assert width(foot) <= app.screen.query_one("#box").size.width
        text = await helped(app, pilot)
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        foot = Content.from_markup(str(app.screen.query_one("#box").border_subtitle)).plain
        assert len(foot.split("   ")) == len(text.strip().split("\n\n")[-1].split("\n"))


async def test_what_is_said_while_a_dialog_gets_its_size_stays(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f8", "f9")
        dialog = app.screen
        assert isinstance(dialog, Dialog)
        dialog.on_resize()
        dialog.say("Not now.")
        await pilot.pause()
        assert str(dialog.query_one("#box").border_subtitle) == "Not now."


def test_lines_are_as_long_as_there_is_room() -> None:
    lines = dialog_help("Which words are right. " * 5, "Enter take it   Esc back to where one came from", 40).split(
        "\n"
    )
    assert all(len(line) <= 40 for line in lines)
    assert lines[-1].startswith(" " * 21)
