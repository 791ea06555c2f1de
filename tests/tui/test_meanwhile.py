"""What changes while a dialog is open, or while something is being typed: the hand never acts on what is no more."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs
from textual.pilot import Pilot

from review_tui.article import Edit, Span
from review_tui.review.session import Session
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.jump import Jump
from review_tui.tui.screens.reason import Reason
from review_tui.tui.widgets.findinglist import FindingList
from review_tui.tui.widgets.messageline import MessageLine
from review_tui.tui.widgets.sectioneditor import SectionEditor

Opened = Callable[..., AbstractAsyncContextManager[tuple[ReviewApp, Pilot[int]]]]
DECISIONS = "review-decisions.jsonl"


@pytest.fixture(autouse=True)
def typing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is typed be taken over by nothing but what is under test."""
    monkeypatch.setattr("review_tui.tui.screens.editing.PAUSE", 3600)
    monkeypatch.setattr("review_tui.tui.safety.EVERY", 3600)


def text(app: ReviewApp) -> str:
    return app.at.session.article.text


def codes(app: ReviewApp) -> list[str]:
    return [finding.rule.code for finding in app.at.session.findings]


def said(app: ReviewApp) -> str:
    return app.review.query_one(MessageLine).message


def editor(app: ReviewApp) -> SectionEditor:
    return app.review.query_one(SectionEditor)


def look_again(session: Session) -> None:
    """Find the same again with other words about it, as a rule does that counts."""
    known = session.analysis
    findings = tuple(structs.replace(finding, message=f"{finding.message}, again") for finding in known.findings)
    assert session.take(replace(known, findings=findings))


# A finding, and a dialog about it


async def test_a_finding_told_in_other_words_by_now_is_ignored(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "x")
        assert isinstance(app.screen, Reason)
        look_again(app.at.session)
        await pilot.press("1")
        await pilot.pause()
        assert codes(app) == ["H101", "P401", "T702"]


async def test_a_finding_that_is_gone_by_now_is_not_ignored(opened: Opened, desk_folder: Path) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "x")
        place = text(app).index("锻炼")
        app.desk.edit(app.at.session, (Edit(Span(place, place + 2), ""),), "type")
        await pilot.press("1")
        await pilot.pause()
        assert "is gone" in said(app)
        assert codes(app) == ["H101", "P401", "T702"]
    assert not (desk_folder / DECISIONS).exists()


async def test_one_jumps_to_a_finding_told_in_other_words_by_now(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("o")
        assert isinstance(app.screen, Jump)
        last = list(app.screen.targets)[-1]
        look_again(app.at.session)
        await pilot.press(last)
        await pilot.pause()
        assert app.at.finding is not None
        assert app.at.finding.rule.code == "T702"


async def test_what_was_typed_away_just_before_is_not_ignored(opened: Opened, desk_folder: Path) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f2", "delete", "delete", "f6", "x")
        await pilot.pause()
        assert app.screen is app.review
        assert "no finding here" in said(app)
        assert codes(app) == ["H101", "P401", "T702"]


async def test_a_row_of_the_list_whose_finding_was_typed_away_leads_nowhere(opened: Opened) -> None:
    async with opened("b.md") as (app, pilot):
        await pilot.press("f2", "delete", "delete")
        await pilot.click(FindingList, offset=(10, 0))
        await pilot.pause()
        assert (text(app), codes(app)) == ("丙\n\n正文。\n", [])
        assert app.at.finding is None
