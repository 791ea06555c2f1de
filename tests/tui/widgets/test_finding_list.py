"""What a row of findings says of a fix: what stands there, and what would, so that the difference is seen."""

from pathlib import Path

from review_tui.article import Span
from review_tui.rules.model import Finding, Fix, Rule, Safety, Severity
from review_tui.tui.widgets.finding_list import FindingList, change, told
from tests.tui.driving import Opened, spaced

LONG = "一二三四五六七八九十甲乙丙丁"


def row(before: str, *after: str, room: int = 60) -> str:
    fixes = tuple(Fix((), Safety.SUGGESTED, label) for label in after)
    finding = Finding(Rule("X100", "any", Severity.ERROR), Span(0, len(before)), "", Severity.ERROR, fixes)
    return "".join(piece.text for piece in change(finding, before, room))


def test_a_change_of_blanks_alone_shows_them() -> None:
    assert row(" 。", "。") == "␣。 -> 。"
    assert told(" 。", Fix((), Safety.SAFE, "。")) == "␣。 -> 。"


def test_what_fits_is_shown_whole() -> None:
    assert row("**甲：**", "**甲**：") == "**甲：** -> **甲**："
    assert row("##甲", "## 甲") == "##甲 -> ## 甲"
    assert row("甲乙", "丙丁", "戊", room=8) == "甲乙 -> 1 丙丁 2 戊"


def test_what_does_not_fit_is_cut_before_the_difference_not_in_it() -> None:
    assert row("**贷款人必须同意：**", "**贷款人必须同意**：", room=40) == "**贷款人必须同意：** -> ..同意**："
    assert row(f"**{LONG}：**", f"**{LONG}**：") == "..丙丁：** -> ..丙丁**："
    assert told(f"**{LONG}：**", Fix((), Safety.SAFE, f"**{LONG}**：")) == "..丙丁：** -> ..丙丁**："
    assert row(f"##{LONG}", f"## {LONG}") == "##一二三四五六七八九十.. -> ## 一二三四五六七八九.."


async def test_the_finding_that_comes_next_is_in_sight_but_a_click_moves_no_row(
    opened: Opened, desk_folder: Path
) -> None:
    spaced(desk_folder, "甲 ，乙\n" * 12)
    async with opened("spaces.md", size=(80, 24)) as (app, pilot):
        rows = app.review.query_one(FindingList)
        seen = []
        for key in ("f8", "f8", "f8", "f8", "down", "f7", "f7", "f7", "up"):
            await pilot.press(key)
            seen.append((rows.cursor, rows.cursor - rows.top))
        assert rows.in_sight == 5
        assert seen == [(1, 1), (2, 2), (3, 3), (4, 3), (5, 3), (4, 2), (3, 1), (2, 1), (1, 1)]
        await pilot.click(rows, offset=(4, 4))
        assert (rows.cursor, rows.top) == (4, 0)
        await pilot.press("end")
        assert (rows.cursor, rows.top) == (11, 7)
