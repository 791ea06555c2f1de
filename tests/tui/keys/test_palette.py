"""The command palette: what it offers, and by what it finds that."""

from textual.widgets import Input, OptionList

from review_tui.text.cells import width
from review_tui.tui.app import ReviewApp
from review_tui.tui.keys.action import ActionPlace
from review_tui.tui.keys.actions import ACTIONS
from review_tui.tui.keys.palette import commands
from tests.tui.driving import Listed, Opened


def offered(app: ReviewApp) -> list[str]:
    """Return the rows of the palette, each in one line."""
    rows = app.screen.query_one("CommandList", OptionList)
    return [str(rows.get_option_at_index(index).prompt).replace("\n", " ") for index in range(rows.option_count)]


async def test_every_action_is_in_the_palette(opened: Opened) -> None:
    async with opened() as (app, _):
        titles = {command.title for command in commands(app, app.screen)}
        here = [action for action in ACTIONS if action.place.takes_in(ActionPlace.REVIEW) and not action.numbered]
        assert {action.description for action in here} <= titles


async def test_in_the_palette_what_goes_on_in_a_second_line_is_set_in(opened: Opened) -> None:
    async with opened(size=(60, 20)) as (app, pilot):
        await pilot.press("ctrl+p")
        await pilot.pause()
        rows = app.screen.query_one("CommandList", OptionList)
        prompts = [str(rows.get_option_at_index(index).prompt) for index in range(rows.option_count)]
        lines = [line for prompt in prompts for line in prompt.split("\n")]
        assert any(line.startswith("  ") for line in lines)
        assert max(map(width, lines)) <= rows.scrollable_content_region.width - 2  # blanks on both sides
        assert not app.screen.query_one("SearchIcon").display  # two cells here, one there, a box elsewhere


FOUND = {
    "f9": "Settle the term",
    "ctrl+r": "Fix all findings like this one",
    "F9": "Settle the term",
    "Ctrl-R": "Fix all findings like this one",
    "alt+down": "Go to the next section",
    "ctrl r": "Fix all findings like this one",
    "esc": "Leave the editor",
    "^r": "Fix all findings like this one",
    "space": "Mark the section as reviewed",
    "A": "Fix all findings like this one",
    "del": "Ignore the finding",
    "/": "Find terms in the whole glossary",
    "f1": "Show all keys",
    "settle": "Settle the term",
}
"""What is typed, and the action that is offered first then: never that of the line before."""


async def test_an_action_is_found_by_its_key(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("ctrl+p")
        for typed, found in FOUND.items():
            app.screen.query_one(Input).value = typed
            await pilot.pause()
            assert offered(app)[0].startswith(found), typed


async def test_the_beginning_of_a_key_finds_all_that_begin_so(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("ctrl+p", *"f1")
        await pilot.pause()
        assert [row for row in offered(app) if "F10" in row or "F12" in row]
        assert offered(app)[0].startswith("Show all keys")


async def test_the_list_of_articles_has_actions_of_its_own(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("ctrl+p", *"ctrl+t")
        await pilot.pause()
        assert offered(app)[0].startswith("Sort the list")
