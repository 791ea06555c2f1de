"""Another window has the focus for a while: the desk is as it was when one comes back."""

import pytest
from textual import events

from review_tui.tui.screens.question import Choice, Question
from review_tui.tui.widgets.concept_card import ConceptCard
from review_tui.tui.widgets.section_editor import SectionEditor
from tests.tui.driving import Opened


async def test_the_focus_stays_where_it_is(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f6", "f6", "f6")
        card = app.review.query_one(ConceptCard)
        assert card.has_focus
        app.post_message(events.AppBlur())
        await pilot.pause()
        assert card.has_focus
        app.post_message(events.AppFocus())
        await pilot.pause()
        assert card.has_focus


async def test_the_card_stays_on_its_term(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f6", "f6", "home", "f6")  # from the finding's term, workout, to another
        card = app.review.query_one(ConceptCard)
        assert card.held == "foreclosure"
        app.post_message(events.AppBlur())
        await pilot.pause()
        app.review.show()  # as when others change a file
        app.post_message(events.AppFocus())
        await pilot.pause()
        assert card.held == "foreclosure"
        assert app.review.glossary.concept is not None
        assert app.review.glossary.concept.id == "foreclosure"


@pytest.mark.parametrize("comes_back_first", [False, True])
async def test_a_dialog_that_comes_up_meanwhile_gives_the_editor_back_the_focus(
    opened: Opened, *, comes_back_first: bool
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2", *"abc")
        editor = app.review.query_one(SectionEditor)
        app.post_message(events.AppBlur())
        await pilot.pause()
        app.push_screen(Question("Changed", "What now?", (Choice("o", "overwrite", "write"),)))
        await pilot.pause()
        if comes_back_first:
            app.post_message(events.AppFocus())
        await pilot.press("escape")
        await pilot.pause()
        assert editor.has_focus
        await pilot.press(*"and")
        assert editor.text.startswith("abcand")
