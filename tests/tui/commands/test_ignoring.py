"""Ignoring a finding, or all that is like it: a reason, one step, one undo."""

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from review_tui.review.decisions.reasons import USUAL
from review_tui.tui.screens.reason import Reason
from review_tui.tui.widgets.message_line import MessageLine
from tests.tui.driving import Burst, Opened, spaced, until

TEXT = "# 题\n\n甲 。\n\n甲 。\n\n乙 ，丙。\n\n甲 。\n"


@pytest.fixture(autouse=True)
def spaces(desk_folder: Path) -> Path:
    return spaced(desk_folder, TEXT)


def decisions(folder: Path) -> int:
    file = folder / "review-decisions.jsonl"
    return len(file.read_text("utf-8").splitlines()) if file.exists() else 0


async def test_all_that_is_alike_in_one_step(opened: Opened, desk_folder: Path) -> None:
    async with opened("spaces.md") as (app, pilot):
        assert len(app.at.session.findings) == 4
        await pilot.press("home", "x", "tab")
        assert isinstance(app.screen, Reason)
        assert app.screen.query_one("#box").border_title == " Why may all 3 like it stay? "
        await pilot.press("1")
        await pilot.pause()
        assert [item.span.start for item in app.at.session.findings] == [TEXT.index("乙") + 1]
        assert "3 are ignored." in str(app.review.query_one(MessageLine).render())
        assert decisions(desk_folder) == 3
        await pilot.press("u")
        await pilot.pause()
        assert len(app.at.session.findings) == 4
        assert decisions(desk_folder) == 0


async def test_where_nothing_is_alike_or_there_is_one_article_tab_says_so(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        for key, says in (("x", "No other finding of the article is like this one"), ("ctrl+r", "no other article")):
            await pilot.press(key, "tab")
            await pilot.pause()
            assert says in str(app.screen.query_one("#box").border_subtitle)
            await pilot.press("escape")


async def test_one_alone_unless_it_is_asked_for_all(opened: Opened, desk_folder: Path) -> None:
    async with opened("spaces.md") as (app, pilot):
        await pilot.press("home", "x", "tab", "tab", "1")
        await pilot.pause()
        assert "Line " in str(app.review.query_one(MessageLine).render())
        assert " is ignored." in str(app.review.query_one(MessageLine).render())
        assert len(app.at.session.findings) == 3
        assert decisions(desk_folder) == 1


async def test_where_nothing_is_alike_tab_changes_nothing(opened: Opened, desk_folder: Path) -> None:
    async with opened("spaces.md") as (app, pilot):
        await pilot.press("home", "down", "down", "x", "tab")
        assert app.screen.query_one("#box").border_title == " Why may it stay? "
        await pilot.press("enter")
        await pilot.pause()
        assert len(app.at.session.findings) == 3
        assert decisions(desk_folder) == 1


@pytest.mark.parametrize("sign", ["①", "²"])
async def test_a_sign_that_is_like_a_digit_is_typed(opened: Opened, burst: Burst, desk_folder: Path, sign: str) -> None:
    async with opened("spaces.md") as (app, pilot):
        await pilot.press("home", "x")
        await burst(app, pilot, events.Key(sign, sign))
        assert isinstance(app.screen, Reason)
        assert app.screen.query_one(Input).value == sign
        assert not decisions(desk_folder)


async def test_a_digit_of_full_width_takes_a_reason_as_any_other(
    opened: Opened, burst: Burst, desk_folder: Path
) -> None:
    async with opened("spaces.md") as (app, pilot):
        await pilot.press("home", "x")
        await burst(app, pilot, events.Key("２", "２"))
        assert USUAL[1] in (desk_folder / "review-decisions.jsonl").read_text("utf-8")


async def test_what_is_ignored_stays_so_when_something_is_fixed_beside_it_and_saved(
    opened: Opened, desk_folder: Path
) -> None:
    file = spaced(desk_folder, "甲 ，乙 。\n")
    before = '"before":"甲","after":"乙 "'
    async with opened("spaces.md") as (app, pilot):
        await pilot.press("home", "x", "1")
        await pilot.pause()
        (left,) = app.at.session.findings
        assert before in (desk_folder / "review-decisions.jsonl").read_text("utf-8")
        await pilot.press("home", "f")
        await pilot.pause()
        assert app.at.session.article.text == "甲 ，乙。\n"
        assert not app.at.session.findings
        assert before in (desk_folder / "review-decisions.jsonl").read_text("utf-8")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not app.desk.sessions.dirty and not app.desk.shelf.unsaved)
        assert file.read_text("utf-8") == "甲 ，乙。\n"
        assert '"before":"甲","after":"乙"' in (desk_folder / "review-decisions.jsonl").read_text("utf-8")
        assert decisions(desk_folder) == 1
        await pilot.press("u")
        await pilot.pause()
        assert [finding.span for finding in app.at.session.findings] == [left.span]
