"""Where the hand is while a section is edited, and after that: on what it was on, wherever typing moved that to."""

from pathlib import Path

import pytest

from review_tui.review.decisions.section_state import SectionState
from review_tui.tui.app import ReviewApp
from review_tui.tui.widgets.finding_detail import FindingDetail
from review_tui.tui.widgets.finding_list import FindingList
from review_tui.tui.widgets.section_editor import SectionEditor
from tests.tui.driving import Opened, code

SECTIONS = "## 甲\n\n止赎和锻炼。\n\n## 乙\n\n正文。\n\n## 丙\n\n正文。\n\n## 丁\n\n乙说 ，丧失抵押品赎回权。\n"


def title(app: ReviewApp) -> str:
    return app.at.section.title


async def test_leaving_the_editor_keeps_the_finding(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8")
        assert code(app) == "T701"
        await pilot.press("f2", "escape")
        assert code(app) == "T701"
        await pilot.press("f2", "right", "right", "space", "f8")  # types a blank
        assert code(app) == "P401"


@pytest.mark.parametrize("keys", [("f2", "escape"), ("f2", "end", "x", "escape")])
async def test_leaving_the_editor_stays_in_a_section_without_findings(
    opened: Opened, desk_folder: Path, keys: tuple[str, ...]
) -> None:
    (desk_folder / "a.md").write_text(SECTIONS, "utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("alt+down")
        assert title(app) == "乙"
        await pilot.press(*keys)
        assert title(app).startswith("乙")
        here = app.at.section.number
        await pilot.press("space")
        assert app.desk.states(app.at.session)[here] is SectionState.REVIEWED
        assert title(app) == "丙"
        await pilot.press(*keys, "alt+down")
        assert title(app) == "丁"


async def test_the_hand_goes_with_what_is_typed_before_it(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f2", "up", "up", "end", *["x"] * 30)
        app.review.editing.take_typing()
        assert code(app) == "T701"
        assert app.at.place == app.at.session.article.text.index("锻炼")
        await pilot.press("escape")
        assert code(app) == "T701"


async def test_a_finding_is_still_the_one_when_the_words_beside_it_change(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f2")
        key = app.at.session.key(app.at.session.findings[1])
        await pilot.press("字")
        app.review.editing.take_typing()
        assert code(app) == "T701"
        assert app.at.session.key(app.at.session.findings[1]) != key
        await pilot.press("左", "escape")
        assert code(app) == "T701"


async def test_the_hand_stays_in_the_section_that_is_cut_short(opened: Opened, desk_folder: Path) -> None:
    body = "正文一二三四五六七八九十。\n\n" * 2
    (desk_folder / "a.md").write_text(f"## 甲\n\n{body}止赎和锻炼。\n\n## 乙\n\n乙。\n\n## 丙\n\n丙。\n", "utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2", *["up"] * 9, "home", "down", "down", *["shift+down"] * 5, "delete")
        app.review.editing.take_typing()
        assert title(app) == "甲"
        assert app.review.query_one(SectionEditor).is_open
        await pilot.press("f6", "space")
        assert app.desk.states(app.at.session)[0] is SectionState.REVIEWED
        assert app.desk.states(app.at.session)[2] is SectionState.OPEN


async def test_a_section_that_is_emptied_loses_the_hand_to_no_far_one(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "a.md").write_text(SECTIONS, "utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2")
        app.review.query_one(SectionEditor).select_all()
        await pilot.press("delete", "escape")
        assert title(app) == "乙"


async def test_where_the_hand_is_on_no_finding_none_is_marked_and_the_arrows_go_on_from_there(
    opened: Opened, desk_folder: Path
) -> None:
    (desk_folder / "a.md").write_text(SECTIONS, "utf-8")
    async with opened("a.md") as (app, pilot):
        rows = app.review.query_one(FindingList)
        assert mark(rows) == ">"
        for key, wanted in (("down", "P401"), ("up", "T701"), ("end", "T702"), ("home", "T701")):
            await pilot.press(*(["alt+down"] if title(app) == "甲" else ["alt+up"] * 2))
            assert title(app) == "乙"
            assert app.at.finding is None
            assert mark(rows) == " "
            await pilot.press("enter")
            assert not app.at.session.is_dirty  # there is nothing to be fixed
            await pilot.press(key)
            assert code(app) == wanted
            assert mark(rows) == ">"


@pytest.mark.parametrize(("place", "key", "wanted"), [(0, "up", "T701"), (0, "down", "T701"), (-1, "down", "T702")])
async def test_before_the_first_finding_and_after_the_last_the_arrows_lead_to_it(
    opened: Opened, desk_folder: Path, place: int, key: str, wanted: str
) -> None:
    (desk_folder / "a.md").write_text(f"# 头\n\n{SECTIONS}\n## 尾\n", "utf-8")
    async with opened("a.md") as (app, pilot):
        app.at.go_to_section(len(app.at.session.sections) - 1 if place else 0)
        app.review.show()
        assert mark(app.review.query_one(FindingList)) == " "
        await pilot.press(key)
        assert code(app) == wanted


async def test_after_the_editor_the_list_marks_what_the_box_shows(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "a.md").write_text(SECTIONS, "utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("alt+down", "f2", "down", "down", *"##", "新", "enter", "enter", "escape")
        assert "No finding here; F8 goes to the next." in str(app.review.query_one(FindingDetail).content)
        assert [finding.rule.code for finding in app.at.session.findings] == ["T701", "H101", "P401", "T702"]
        assert mark(app.review.query_one(FindingList)) == " "
        await pilot.press("f8")
        assert code(app) == "H101"
        assert mark(app.review.query_one(FindingList)) == ">"


def mark(rows: FindingList) -> str:
    """Return what stands before the row under the cursor."""
    return rows.draw_row(rows.cursor, 40).text[0]
