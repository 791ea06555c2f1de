"""Messages lie over the screen, and never over what one works on."""

from pathlib import Path

import pytest
from textual.widgets import Input

from review_tui.tui.app import ReviewApp
from review_tui.tui.widgets.entry_form import EntryForm
from review_tui.tui.widgets.finding_detail import FindingDetail
from review_tui.tui.widgets.finding_list import FindingList
from review_tui.tui.widgets.message_line import MessageLine
from review_tui.tui.widgets.rows import RowList
from tests.tui.driving import Opened

LONG = "Unsaved work of an earlier session waits in some-other-article.md: it is offered when you open it."
SIZES = [(60, 20), (120, 36)]


@pytest.fixture(autouse=True)
def many(desk_folder: Path) -> None:
    """Let the article have more findings than there is room for."""
    file = desk_folder / "a.md"
    file.write_text(file.read_text("utf-8") + "\n锻炼。\n" * 20, "utf-8")


def is_clear(app: ReviewApp, rows: RowList) -> bool:
    """Tell whether the row under the cursor is in view, and under no message."""
    y = rows.region.y + rows.cursor - rows.top
    message = app.review.query_one(MessageLine)
    return rows.region.y <= y < (message.region.y if message.display else rows.region.bottom)


@pytest.mark.parametrize("size", SIZES)
async def test_the_finding_under_the_cursor_stays_in_sight(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("a.md", size=size) as (app, pilot):
        findings, message = app.review.query_one(FindingList), app.review.query_one(MessageLine)
        last = findings.size.height - 1
        await pilot.press(*["f8"] * last)
        assert (findings.cursor, findings.top) == (last, 1)  # the one that comes next is in sight, too
        app.review.say(LONG)
        await pilot.pause()
        assert message.region.overlaps(findings.region)
        assert is_clear(app, findings)
        for key in ("f8", "f8", "end", "pageup", "pagedown", "home", "end"):
            await pilot.press(key)
            assert is_clear(app, findings), key
        assert findings.cursor == findings.count - 1
        message.clear()
        await pilot.pause()
        assert findings.top == findings.count - findings.size.height


async def test_a_message_that_is_there_when_a_pane_comes_to_the_front(opened: Opened) -> None:
    async with opened("a.md", size=(60, 20)) as (app, pilot):
        findings = app.review.query_one(FindingList)
        app.review.board.bring("Sections")
        await pilot.pause()
        app.review.say(LONG)
        await pilot.pause()
        await pilot.press("f6", "f6", "f6", "f6", "f6", "end")
        app.review.board.bring("Article")
        await pilot.pause()
        findings.focus()
        await pilot.press("end")
        assert is_clear(app, findings)


@pytest.mark.parametrize("size", SIZES)
async def test_the_form_is_in_sight_as_a_whole(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("a.md", size=size) as (app, pilot):
        form, message = app.review.query_one(EntryForm), app.review.query_one(MessageLine)
        await pilot.press("f10")
        bottom = form.region.bottom
        app.review.query_one("#entry-chinese", Input).value = ""
        await pilot.press("enter")
        await pilot.pause()
        assert "needed" in message.message
        assert form.region.bottom == message.region.y
        app.review.say(LONG)
        await pilot.pause()
        assert form.region.bottom == message.region.y
        message.clear()
        await pilot.pause()
        assert form.region.bottom == bottom


async def test_a_message_is_added_to_what_stands_there(opened: Opened) -> None:
    async with opened("a.md") as (app, _):
        line = app.review.query_one(MessageLine)
        line.add("one")
        line.add("two")
        line.add("one")
        assert line.message == "two\none"
        line.add("three", instead_of="two")
        assert line.message == "one\nthree"
        line.add("four", bad=True)
        assert line.message == "four\none\nthree"
        line.add("five")
        assert line.message == "four\nthree\nfive"  # the oldest gives way, the bad news does not
        assert line.has_class("-bad")
        line.say("six")
        line.add("seven")
        assert line.message == "six\nseven"
        assert not line.has_class("-bad")


async def test_an_answer_goes_with_the_next_action_and_news_and_bad_ones_stay(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        line = app.review.query_one(MessageLine)
        app.review.say("at the start")
        await pilot.press("f8")
        assert line.message == "at the start"  # nothing was asked before that
        await pilot.press("f12", "escape")
        app.review.say("one\ntwo")
        line.add("news")
        assert line.message == "one\ntwo\nnews"
        await pilot.press("f8")
        assert line.message == "news"
        app.review.say("one")
        await pilot.press("down")
        assert line.message == ""
        await pilot.pause()
        assert not line.display
        app.review.say("bad", bad=True)
        line.add("news")
        await pilot.press("f8")
        assert line.message == "bad\nnews"
        app.review.say("one")
        line.add("bad", bad=True)
        await pilot.press("f7")
        assert line.message == "bad"
        assert line.has_class("-bad")


async def test_what_was_done_again_is_not_told_beside_what_is_done_next(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        line = app.review.query_one(MessageLine)
        await pilot.press("enter", "ctrl+z", "ctrl+y")
        assert line.message == "Done again: fix ##甲的历史 -> ## 甲的历史"
        await pilot.press("2")
        assert line.message == "Line 7: 锻炼 -> 债务重整"


async def test_a_fix_says_what_it_made_of_what_and_where(opened: Opened, desk_folder: Path) -> None:
    file = desk_folder / "a.md"
    file.write_text("甲说 ，锻炼。\n\n##乙[止赎](/foreclosure)\n", "utf-8")
    async with opened("a.md") as (app, pilot):
        line = app.review.query_one(MessageLine)
        said = []
        await pilot.press("f8")
        for _ in range(3):
            await pilot.press("enter")
            said.append(line.message)
        last = "Line 3: ##乙[止赎] -> ## 乙[止赎]; that was the last one, and 1 finding above is left"
        assert said == ["Line 1: 锻炼 -> 债务重组", last, "Line 1: ␣， -> ，"]
        left = str(app.review.query_one(FindingDetail).content).replace("\n", " ")
        assert left == "No findings in this article. Alt+r marks it as reviewed, Ctrl+s saves it, F8 goes on."


async def test_what_other_programs_do_is_told_besides(opened: Opened, desk_folder: Path) -> None:
    file = desk_folder / "a.md"
    async with opened("a.md") as (app, pilot):
        app.review.say("one")
        file.write_text(file.read_text("utf-8") + "\n新。\n", "utf-8")
        app.watch_files()
        await pilot.pause()
        first, second = app.review.query_one(MessageLine).message.split("\n")
        assert first == "one"
        assert "a.md" in second


async def test_no_message_takes_the_whole_of_a_small_screen(opened: Opened) -> None:
    async with opened("a.md", size=(60, 20)) as (app, pilot):
        app.review.say(LONG * 9)
        await pilot.press("end")
        assert is_clear(app, app.review.query_one(FindingList))
