"""What a row of findings says of a fix: what stands there, and what would, so that the difference is seen."""

from review_tui.article import Span
from review_tui.rules.model import Finding, Fix, Rule, Safety, Severity
from review_tui.tui.widgets.finding_list import change, told

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
