"""The one table of actions: each of its keys works, and everything else is made of it."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from review_tui.tui.actions import ACTIONS, key_rows
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.pages import help_text

Desk = Callable[..., AbstractAsyncContextManager[tuple[ReviewApp, Pilot[int]]]]


async def test_every_key_of_the_table_starts_its_action(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []

    async def note(self: ReviewApp, name: str, *arguments: object) -> None:
        started.append(f"{name}({arguments[0]})" if arguments else name)

    for name in {action.name.partition("(")[0] for action in ACTIONS}:

        async def run(self: ReviewApp, *arguments: object, name: str = name) -> None:
            await note(self, name, *arguments)

        monkeypatch.setattr(ReviewApp, f"action_{name}", run)
    async with desk() as (_, pilot):
        for action in ACTIONS:
            for key in action.keys:
                started.clear()
                await pilot.press(key)
                assert started == [action.name], key


async def test_letters_can_be_typed_into_the_filter(desk: Desk) -> None:
    async with desk() as (app, pilot):
        await pilot.press("ctrl+f")
        letters = [key for action in ACTIONS for key in action.keys if len(key) == 1 and key.isascii()]
        await pilot.press(*letters, "left_square_bracket", "question_mark", "slash")
        assert app.query_one("#filter", Input).value == "".join(letters) + "[?/"


def test_no_key_has_two_actions() -> None:
    counted = Counter(key for action in ACTIONS for key in action.keys)
    assert [key for key, times in counted.items() if times > 1] == []


def test_the_first_key_of_each_action_passes_an_input_method() -> None:
    latin = [action.name for action in ACTIONS if len(action.keys[0]) == 1 and not action.keys[0].isdigit()]
    assert latin == []


def test_help_names_every_action() -> None:
    text = help_text()
    for _, keys, description in key_rows():
        assert keys in text
        assert description in text
