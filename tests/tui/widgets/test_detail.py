"""The finding in full, in three rows: its choices, and why it is one; with the rule's name where there is room."""

from pathlib import Path

from review_tui.text.cells import width
from review_tui.tui.widgets.finding_detail import FindingDetail
from tests.tui.driving import Opened

MANY = ("可调整利率抵押贷款", "浮动利率抵押贷款款", "利率可调的抵押贷款", "利率浮动的抵押贷款")


async def test_a_choice_stays_with_its_digit_and_the_reason_has_a_row(opened: Opened, desk_folder: Path) -> None:
    file = desk_folder / "glossary" / "terms.csv"
    rows = (f"arm,adjustable-rate mortgage,{zh},admitted," for zh in MANY)
    wrong = "arm,adjustable-rate mortgage,可调整抵押,forbidden,"
    file.write_text(file.read_text("utf-8") + "\n".join((*rows, wrong)) + "\n", "utf-8")
    (desk_folder / "b.md").write_text("说可调整抵押。\n", "utf-8")
    async with opened("b.md", size=(80, 24)) as (app, _):
        detail = app.review.query_one(FindingDetail)
        lines = str(detail.content).split("\n")
        assert len(lines) == detail.size.height == 3
        assert all(width(line) <= 78 for line in lines)
        assert lines[0].startswith("可调整抵押 -> Enter ")
        assert [number for number in "234" if any(f" {number} {zh}" in line for line in lines[:2] for zh in MANY)] == [
            "2",
            "3",
            "4",
        ]
        assert lines[2].startswith("可调整抵押 is wrong for")  # with the name of the rule, less of it would fit
