"""Keys that arrive faster than they are carried out: each acts on what the ones before it came to."""

import asyncio
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from review_tui.review.decisions.section_state import SectionState
from review_tui.tui.app import ReviewApp
from review_tui.tui.keys import input_turns
from review_tui.tui.screens.alike import Alike, Occurrences
from review_tui.tui.screens.review import ReviewScreen
from review_tui.tui.widgets.concept_card import ConceptCard
from review_tui.tui.widgets.finding_list import FindingList
from review_tui.tui.widgets.section_editor import SectionEditor
from review_tui.tui.widgets.section_list import SectionList
from review_tui.tui.widgets.term_table import TermTable
from tests.tui.driving import Burst, Opened


async def focused(app: ReviewApp, pilot: Pilot[int], kind: type[Widget]) -> None:
    app.review.query_one(kind).focus()
    await pilot.pause()


async def test_a_fix_is_made_at_the_finding_that_the_cursor_came_to(opened: Opened, burst: Burst) -> None:
    async with opened("a.md") as (app, pilot):
        third = app.at.session.findings[2]
        await burst(app, pilot, "down", "down", "enter")
        assert third not in app.at.session.findings
        assert app.desk.history.done[-1].place == third.span.start


async def test_a_letter_is_as_good_as_an_arrow(opened: Opened, burst: Burst) -> None:
    async with opened("a.md") as (app, pilot):
        third = app.at.session.findings[2]
        await burst(app, pilot, "j", "j", "f")
        assert app.desk.history.done[-1].place == third.span.start


async def test_a_key_that_works_everywhere_does_not_overtake_the_ones_before_it(opened: Opened, burst: Burst) -> None:
    async with opened("a.md") as (app, pilot):
        third = app.at.session.findings[2]
        await burst(app, pilot, "end", "f7", "enter", "f8")
        assert [step.place for step in app.desk.history.done] == [third.span.start]


async def test_the_section_under_the_cursor_is_marked(opened: Opened, burst: Burst) -> None:
    async with opened("a.md") as (app, pilot):
        await focused(app, pilot, SectionList)
        await burst(app, pilot, "home", "down", "down", "space")
        states = [app.desk.state(app.at.session, section) for section in app.at.session.sections]
        assert [state is SectionState.REVIEWED for state in states] == [False, False, True]


async def test_the_rendering_under_the_cursor_is_settled(opened: Opened, burst: Burst) -> None:
    async with opened("a.md") as (app, pilot):
        await focused(app, pilot, TermTable)
        table, card = app.review.query_one(TermTable), app.review.query_one(ConceptCard)
        await burst(app, pilot, "home", "down", "tab", "down", "down", "minus")
        concept = table.picked
        assert concept is not None
        assert card.picked is concept.renderings[1]
        assert concept.renderings[1].status.value == "deprecated"


async def test_a_word_goes_into_the_field_that_a_key_before_it_opened(opened: Opened, burst: Burst) -> None:
    async with opened("a.md") as (app, pilot):
        await burst(app, pilot, "slash", *"work", "enter")
        assert app.review.query_one("#filter", Input).value == "work"
        assert app.focused is app.review.query_one(TermTable)
        assert not app.desk.history.done


async def test_a_reason_is_taken_in_the_dialog_and_not_a_choice_under_it(opened: Opened, burst: Burst) -> None:
    async with opened("a.md") as (app, pilot):
        before = app.at.session.article.text
        await burst(app, pilot, "x", "1")
        assert isinstance(app.screen, ReviewScreen)
        assert len(app.at.session.accepted) == 1
        assert app.at.session.article.text == before


async def test_letters_after_the_key_that_opens_the_editor_are_typed(opened: Opened, burst: Burst) -> None:
    async with opened("a.md") as (app, pilot):
        await burst(app, pilot, "f2", *"nxu", "escape")
        assert "nxu" in app.at.session.article.text
        assert app.focused is app.review.query_one(FindingList)


async def test_an_undo_in_the_editor_takes_back_what_stands_before_it(opened: Opened, burst: Burst) -> None:
    async with opened("a.md") as (app, pilot):
        await burst(app, pilot, "f2", *"xyz", "ctrl+z", "w")
        text = app.review.query_one(SectionEditor).text
        assert "w" in text
        assert "xyz" not in text


async def test_what_is_pasted_keeps_its_place_among_the_keys(opened: Opened, burst: Burst) -> None:
    async with opened("a.md") as (app, pilot):
        await burst(app, pilot, "f2", "a", events.Paste("粘贴"), "b", "escape")
        assert "a粘贴b" in app.at.session.article.text


async def test_the_occurrence_under_the_cursor_is_unticked(opened: Opened, burst: Burst, desk_folder: Path) -> None:
    file = desk_folder / "a.md"
    file.write_text(file.read_text("utf-8") + "\n锻炼，又锻炼，再锻炼。\n", "utf-8")
    async with opened("a.md") as (app, pilot):
        finding = next(each for each in app.at.session.findings if each.rule.code == "T701")
        app.at.go_to_finding(finding)
        await burst(app, pilot, "ctrl+r", "down", "down", "space")
        assert isinstance(app.screen, Alike)
        rows = app.screen.query_one(Occurrences)
        assert rows.unticked == {rows.items[2].place}


async def test_a_key_waits_for_the_click_before_it(opened: Opened, burst: Burst) -> None:
    async with opened("a.md") as (app, pilot):
        second = app.at.session.findings[1]
        region = app.review.query_one(FindingList).region
        x, y = region.x + 5, region.y + 1
        pressed = events.MouseDown(None, x, y, 0, 0, button=1, shift=False, meta=False, ctrl=False)
        released = events.MouseUp(None, x, y, 0, 0, button=1, shift=False, meta=False, ctrl=False)
        await burst(app, pilot, pressed, released, "enter")
        assert app.desk.history.done[-1].place == second.span.start


async def test_a_row_that_what_was_typed_moved_is_gone_to_nevertheless(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2")
        editor = app.review.query_one(SectionEditor)
        editor.text = "## 甲的历史\n\n没有。\n\n"  # two findings fewer, and nobody has looked yet
        findings = app.review.query_one(FindingList)
        findings.cursor = 3
        findings.post_message(FindingList.Moved(findings, 3))
        await pilot.pause()
        assert not editor.is_open
        assert app.at.finding is not None
        assert app.at.finding.rule.code == "T702"


async def test_a_widget_that_is_held_up_holds_up_no_key(
    opened: Opened, burst: Burst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(input_turns, "_MOST", 50)
    async with opened("a.md") as (app, pilot):
        go_on = asyncio.Event()
        app.review.query_one(SectionList).call_later(go_on.wait)
        app.post_message(events.Key("f8", None))
        app.post_message(events.Key("f8", None))
        while app.at.index != 2:
            await asyncio.sleep(0)
        go_on.set()
        await pilot.pause()


@pytest.mark.parametrize("keys", [("down", "f8", "f8"), ("f8", "down", "f8")])
async def test_steps_of_different_kinds_add_up(opened: Opened, burst: Burst, keys: tuple[str, ...]) -> None:
    async with opened("a.md") as (app, pilot):
        await burst(app, pilot, *keys)
        assert app.at.index == 3


async def test_the_palette_is_filled_before_the_next_key(opened: Opened, burst: Burst) -> None:
    async with opened("a.md") as (app, pilot):
        await burst(app, pilot, "ctrl+p", "pagedown", "down", "home", "escape")
        assert app.screen is app.review
