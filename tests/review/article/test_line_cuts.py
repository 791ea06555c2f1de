"""Where a line can be cut: after a sentence or a clause, and never inside of what is opened and closed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.review.article.line_cuts import clauses, sentences


def cut(text: str) -> str:
    pieces = sentences(text)
    assert "".join(pieces) == text
    return "/".join(pieces)


def whole(text: str) -> str:
    return re.sub(r"(?<!\()/", "", text)  # not that of an address


@pytest.mark.parametrize(
    "wanted",
    [
        "甲。/乙！/丙？/丁；/戊",
        "甲。",
        "甲？！/乙……丙。",
        "他说：“甲。乙。”/丙。",
        "“甲”是一种“乙”。/丙。",
        "甲（乙。丙）丁。/戊。",
        "甲（乙。）/丙。",
        "甲。 /乙。",
        "甲。[^1]/乙。[^2]/丙",
        "**甲。乙**丙。/丁。",
        "**甲。**/乙。",
        "***甲。***/乙*丙*。/丁",
        "[甲。乙](/a_(b)。c)丙。/丁。",
        "[甲。](/a)/乙。",
        "`甲。[*`乙。/``丙`。``丁。/戊",
        "snake_case。/_甲_。/__乙。__/丙",
        "~~甲。~~/乙~丙。/丁",
        r"甲\*。/乙\[。/丙",
        "1）甲。/2)乙。/丙’s。/丁",
    ],
)
def test_a_line_is_cut_after_its_sentences(wanted: str) -> None:
    assert cut(whole(wanted)) == wanted


@pytest.mark.parametrize(
    ("before", "rest"),
    [
        ("甲。/", "“乙。丙。"),
        ("甲。/", "[乙。丙。"),
        ("甲。/", "[乙](a。丙。"),
        ("甲。/", "*乙。丙。"),
        ("甲。/", "乙 * 丙。丁。戊"),
        ("甲。/", "乙`丙。丁。"),
        ("甲。/", "乙<b>丙。</b>丁。"),
        ("甲。/", "**乙[丙**](a)丁。戊。"),
        ("甲。/", '"乙。丙。'),
        ("", "甲。| 乙。| 丙"),
    ],
)
def test_where_something_is_not_closed_a_line_is_not_cut_any_more(before: str, rest: str) -> None:
    assert cut(before.strip("/") + rest) == before + rest


def test_clauses_end_with_commas_too() -> None:
    assert clauses("甲，乙：丙。丁、戊，“己，庚”辛。") == ["甲，", "乙：", "丙。", "丁、戊，", "“己，庚”辛。"]


@given(st.text("甲。，“”[]()*_`\\<|^ ", max_size=30))
def test_nothing_of_a_line_is_lost(text: str) -> None:
    for pieces in (sentences(text), clauses(text)):
        assert "".join(pieces) == text
        assert all(pieces)


@pytest.mark.parametrize("unit", ["[", "](", "*", "`", "“", "[^", "甲。", "\\", "(", "[甲](", "``甲`"])
def test_a_line_made_on_purpose_takes_no_longer_than_its_length(unit: str) -> None:
    assert "".join(sentences(unit * 20_000)) == unit * 20_000
