"""Cells that no spreadsheet runs, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.glossary.exchange.spreadsheet import guard, unguard

STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"]


@pytest.mark.parametrize("start", STARTS)
def test_what_begins_like_a_formula_gets_one_mark(start: str) -> None:
    assert guard(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("cell", ["", "止赎", "'", "'止赎", "a=1", "1-2"])
def test_anything_else_stays_as_it_is(cell: str) -> None:
    assert guard(cell) == cell
    assert unguard(cell) == cell


@given(st.text(st.sampled_from([*STARTS, "'", "a", "止"])))
def test_there_is_a_way_back(cell: str) -> None:
    assert unguard(guard(cell)) == cell
    assert not guard(cell).startswith(tuple(STARTS))
