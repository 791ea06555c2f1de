"""What differs in a passage, as it is shown: cut around what differs, and broken into rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.review.article.comparing import DiffPart
from review_tui.text.cells import ELLIPSIS, width
from review_tui.tui.screens.passages import cut_around, in_rows, shown

LONG = "甲" * 200
PARTS = st.lists(st.builds(DiffPart, st.text("甲乙，a ", min_size=1, max_size=60), st.booleans()), max_size=6)


def text(parts: tuple[DiffPart, ...]) -> str:
    return "".join(part.text for part in parts)


def test_a_long_passage_is_cut_around_what_differs() -> None:
    parts = (DiffPart(LONG), DiffPart("乙", differs=True), DiffPart(LONG), DiffPart("丙", differs=True), DiffPart(LONG))
    cut = cut_around(parts, 150)
    assert width(text(cut)) <= 150
    assert width(text(cut)) > 75
    assert [part for part in cut if part.differs] == [part for part in parts if part.differs]
    first, _, middle, _, last = (part.text for part in cut)
    assert first.startswith(ELLIPSIS)
    assert first.endswith("甲")
    assert middle.startswith("甲")
    assert ELLIPSIS in middle
    assert middle.endswith("甲")
    assert last.startswith("甲")
    assert last.endswith(ELLIPSIS)
    assert cut_around(parts[:3], 2000) == parts[:3]


@pytest.mark.parametrize("around", [("", ""), (LONG, LONG)])
@pytest.mark.parametrize("place", [0, 25, 50])
def test_both_lines_are_cut_in_the_same_place_where_one_has_something_more(place: int, around: tuple[str, str]) -> None:
    passage = "".join(chr(0x5E00 + number) for number in range(50))
    longer = f"{passage[:place]}乙乙{passage[place:]}"
    for before, after in ((passage, longer), (longer, passage)):
        _, old, new = shown("Yours", before, after, around, 40, 1).plain.splitlines()
        near = [text for text in (passage[place - 2 : place], passage[place : place + 2]) if text]
        assert all(text in line for text in near for line in (old, new))
        assert width(old) <= 40
        assert width(new) <= 40


@given(PARTS, st.integers(1, 200))
def test_what_differs_is_never_cut(parts: list[DiffPart], cells: int) -> None:
    cut = cut_around(tuple(parts), cells)
    assert [part for part in cut if part.differs] == [part for part in parts if part.differs]
    assert width(text(cut)) <= width(text(tuple(parts)))


@given(PARTS, st.integers(10, 80))
def test_rows_are_no_wider_than_they_may_be_and_lose_nothing(parts: list[DiffPart], cells: int) -> None:
    rows = in_rows(tuple(parts), cells)
    assert "".join(part.text for row in rows for part in row) == text(tuple(parts))
    assert all(width(text(tuple(row)).rstrip()) <= cells for row in rows)


@pytest.mark.parametrize(("before", "after"), [("甲。", "甲乙。"), ("", "乙。"), ("甲。", "")])
def test_what_stands_around_it_in_its_paragraph_is_shown_and_not_marked(before: str, after: str) -> None:
    content = shown("Yours", before, after, ("前文。", "后文。"), 60, 1)
    assert content.plain.splitlines()[1:] == [f"- 前文。{before}后文。", f"+ 前文。{after}后文。"]
    marked = "".join(content.plain[span.start : span.end] for span in content.spans if "underline" in str(span.style))
    assert "文" not in marked
    assert "甲" not in marked.replace(before, "") or before != "甲。"
