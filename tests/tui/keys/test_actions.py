"""The one table of actions: each of its keys works, and everything else is made of it."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from review_tui.text.cells import width
from review_tui.tui.compat import key_of, typed_by, with_alt
from review_tui.tui.keys.action import Action, ActionPlace, key_name, shown_keys
from review_tui.tui.keys.actions import ACTIONS
from review_tui.tui.keys.help import help_rows
from review_tui.tui.screens.review import ReviewScreen
from tests.tui.driving import Burst, Opened
from tests.tui.keytable import markdown_table


def help_text(actions: Sequence[Action], cells: int = 200) -> str:
    return "\n".join(row.line for row in help_rows(actions, cells))


async def test_every_key_of_the_table_starts_its_action(
    opened: Opened, burst: Burst, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, tuple[int, ...]]] = []
    monkeypatch.setattr(ReviewScreen, "do", lambda _, name, *arguments: started.append((name, arguments)))
    own = ("ctrl+p", "ctrl+q")  # the app's own, so that they work on every screen
    keys = [
        (key, (action.name, (action.number(key),) if action.numbered else ()))
        for action in ACTIONS
        if action.place.takes_in(ActionPlace.REVIEW)
        for key in action.every_key
        if key not in own
    ]
    async with opened() as (app, pilot):
        await burst(app, pilot, *(key for key, _ in keys))
        assert started == [action for _, action in keys]


def test_help_says_what_the_signs_mean() -> None:
    lines = [line.split() for line in help_text(ACTIONS).split("\n")]
    assert ["E", "W", "I", "error,", "warning,", "info:"] in [line[:6] for line in lines]
    assert ["!", "v", "needs", "work,", "reviewed:", "a", "section"] in lines
    assert ["+", "=", "-", "!", "?", "preferred,", "admitted,"] in [line[:7] for line in lines]


async def test_letters_can_be_typed_into_the_filter(opened: Opened, burst: Burst) -> None:
    async with opened() as (app, pilot):
        await pilot.press("ctrl+f")
        letters = [key for action in ACTIONS for key in action.every_key if key.isalnum() and len(key) == 1]
        await burst(app, pilot, *letters, "left_square_bracket", "question_mark", "slash", "space")
        assert app.review.query_one("#filter", Input).value == "".join(letters) + "[?/ "


def test_no_key_has_two_actions() -> None:
    for place in (ActionPlace.REVIEW, ActionPlace.QUEUE):
        counted = Counter(key for action in ACTIONS if action.place.takes_in(place) for key in action.every_key)
        assert [key for key, times in counted.items() if times > 1] == []


def test_the_table_names_plain_keys_and_each_that_types_a_character_has_its_full_width_form() -> None:
    for action in ACTIONS:
        assert all(key.isascii() and key_of(typed_by(key) or "a").isascii() for key in action.keys)
        typed = [ord(typed_by(key)) for key in action.keys if "!" <= typed_by(key) <= "~"]
        wide = {chr(code + 0xFEE0) for code in typed}
        assert wide <= set(action.every_key)
        assert action.every_key[: len(action.keys)] == action.keys
    also = {form for action in ACTIONS for form in action.every_key if form in "【】《》、"}
    assert also == set("【】《》、")


async def test_full_width_digits_blank_and_letters_do_what_the_narrow_ones_do(opened: Opened, burst: Burst) -> None:
    async with opened() as (app, pilot):
        first, text = app.at.finding, app.at.session.article.text
        await burst(app, pilot, "ｊ")
        assert app.at.finding != first
        await burst(app, pilot, "ｋ")
        assert app.at.finding == first
        section = app.at.section.number
        await burst(app, pilot, "\u3000")
        assert app.at.section.number != section
        app.at.stay(0)
        await burst(app, pilot, "f8", "１")
        assert app.at.session.article.text != text


def test_the_first_key_of_each_action_passes_an_input_method() -> None:
    latin = [action.name for action in ACTIONS if len(action.keys[0]) == 1 and not action.keys[0].isdigit()]
    assert latin == []


def test_no_key_needs_the_kitty_protocol() -> None:
    keys = [key for action in ACTIONS for key in action.keys]
    assert not [key for key in keys if "enter" in key and key != "enter"]
    assert not [key for key in keys if key.startswith("ctrl+shift") or key in ("ctrl+i", "ctrl+m", "ctrl+h")]


def test_keys_with_alt_arrive_as_themselves_without_it() -> None:
    letters = [key.removeprefix("alt+") for action in ACTIONS for key in action.keys if key.startswith("alt+")]
    typed = [letter for letter in letters if len(letter) == 1]
    assert typed
    assert [with_alt(letter) for letter in typed] == [f"alt+{letter}" for letter in typed]


def test_help_names_every_action() -> None:
    for action in ACTIONS:
        assert action.description in help_text(ACTIONS)
        assert shown_keys(action) in help_text(ACTIONS)


@pytest.mark.parametrize(
    ("key", "name"),
    [("f8", "F8"), ("ctrl+s", "Ctrl+s"), ("alt+down", "Alt+Down"), ("left_square_bracket", "["), ("n", "n")],
)
def test_keys_are_named_as_people_call_them(key: str, name: str) -> None:
    assert key_name(key) == name


def test_the_readme_has_the_table_of_keys() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text("utf-8").splitlines()
    missing = [line for line in markdown_table(ACTIONS).splitlines() if line not in readme]
    assert not missing, "`python -m tests.tui.keytable` prints the table of keys for the README"
    assert markdown_table(ACTIONS) in "\n".join(readme), "the README has the rows in another order, or more of them"


@pytest.mark.parametrize("cells", [44, 72, 92])
def test_what_an_action_does_goes_on_below_where_it_began(cells: int) -> None:
    lines = help_text(ACTIONS, cells).split("\n")
    assert max(map(width, lines)) <= cells
    keys = lines[: lines.index("Signs")]
    begun = [line for line in keys if line.startswith("  ") and line[2] != " "]
    assert len(begun) == len(ACTIONS)
    assert all(line.startswith(" " * 21) for line in lines if line.startswith("   "))
    assert "Go to the next finding, in the next article where this one has" in " ".join(" ".join(lines).split())


async def test_the_page_of_keys_is_broken_for_its_room(opened: Opened) -> None:
    async with opened(size=(80, 24)) as (app, pilot):
        await pilot.press("f1")
        await pilot.pause()
        page = app.screen.query_one("#page-text", Static)
        assert str(page.content) == help_text(app.review.actions, page.size.width)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert str(page.content) == help_text(app.review.actions, page.size.width)
