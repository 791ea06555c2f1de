"""Findings that were ignored: they can be seen, also on another day, and woken; a waking can be undone."""

import json
from pathlib import Path

import pytest

from review_tui.tui.screens.ignored import Ignored
from review_tui.tui.widgets.message_line import MessageLine
from review_tui.tui.widgets.rows import RowList
from tests.tui.driving import Opened, spaced, wait_for

TEXT = "# 题\n\n甲 。\n\n乙 ，丙。\n"


@pytest.fixture(autouse=True)
def spaces(desk_folder: Path) -> Path:
    return spaced(desk_folder, TEXT)


def decisions(folder: Path) -> list[str]:
    lines = (folder / "review-decisions.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["reason"] for line in lines]


async def test_what_was_ignored_on_another_day_is_shown_and_woken(opened: Opened, desk_folder: Path) -> None:
    async with opened("spaces.md") as (_, pilot):
        await pilot.press("x", *"one", "enter", "x", *"two", "enter")
        assert sorted(decisions(desk_folder)) == ["one", "two"]
    async with opened("spaces.md") as (app, pilot):
        assert not app.at.session.findings
        await pilot.press("alt+x")
        await wait_for(pilot, app, Ignored)
        await pilot.pause()
        rows = app.screen.query_one(RowList)
        shown = ["".join(piece.text for piece in rows.row(index, 100)) for index in range(rows.count)]
        assert [("P401" in row, reason in row) for row, reason in zip(shown, ("one", "two"), strict=True)] == [
            (True, True)
        ] * 2
        await pilot.press("down", "enter")
        await app.workers.wait_for_complete()
        (woken,) = list(app.at.session.findings)
        assert woken.span.start == TEXT.index("乙") + 1
        assert app.at.finding == woken
        assert decisions(desk_folder) == ["one"]
        await pilot.press("ctrl+z")
        assert not app.at.session.findings
        assert sorted(decisions(desk_folder)) == ["one", "two"]
        await pilot.press("ctrl+y")
        assert len(app.at.session.findings) == 1


async def test_esc_wakes_nothing_and_nothing_is_shown_where_nothing_is_ignored(
    opened: Opened, desk_folder: Path
) -> None:
    async with opened("spaces.md") as (app, pilot):
        await pilot.press("X")
        assert app.screen is app.review
        assert "Nothing is ignored" in str(app.review.query_one(MessageLine).render())
        await pilot.press("x", *"one", "enter", "X")
        await wait_for(pilot, app, Ignored)
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        assert decisions(desk_folder) == ["one"]
        assert len(app.desk.history.done) == 1


async def test_what_somebody_else_woke_meanwhile_is_awake(opened: Opened, desk_folder: Path) -> None:
    async with opened("spaces.md") as (app, pilot):
        await pilot.press("x", *"one", "enter", "X")
        await wait_for(pilot, app, Ignored)
        (desk_folder / "review-decisions.jsonl").write_text("", "utf-8")
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        assert len(app.at.session.findings) == 2
        assert decisions(desk_folder) == []
