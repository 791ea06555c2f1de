"""The formulas, on the examples of their papers and on the counts of the seed."""

from collections.abc import Callable
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.glossary.consistency import measures as consistency

COUNTS = st.lists(st.integers(1, 50), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("counts", "hhi", "effective", "ltcr"),
    [
        ((6, 4), "0.52", "1.9", "0.47"),
        ((5, 1), "0.72", "1.4", "0.67"),
        ((9, 3, 3, 1, 1), "0.35", "2.9", "0.31"),
        ((4,), "1.00", "1.0", "1.00"),
        ((1, 1), "0.50", "2.0", "0.00"),
    ],
)
def test_the_seed_by_hand(counts: tuple[int, ...], hhi: str, effective: str, ltcr: str) -> None:
    index = consistency.hhi(counts)
    measured = index, consistency.effective_renderings(index), consistency.ltcr(counts)
    assert measured[0] is not None
    assert measured[1] is not None
    assert measured[2] is not None
    assert (f"{measured[0]:.2f}", f"{measured[1]:.1f}", f"{measured[2]:.2f}") == (hhi, effective, ltcr)


def test_the_normalised_index_of_the_seed() -> None:
    normalised = consistency.normalised_hhi((6, 4))
    assert normalised is not None
    assert isclose(normalised, 0.04)
    assert consistency.normalised_hhi((7,)) == 1


@pytest.mark.parametrize("measure", [consistency.hhi, consistency.normalised_hhi, consistency.ltcr])
def test_nothing_is_measured_where_there_is_nothing(measure: Callable[[tuple[int, ...]], float | None]) -> None:
    assert measure(()) is None
    assert consistency.effective_renderings(None) is None


def test_one_use_has_no_pairs() -> None:
    assert consistency.ltcr((1,)) is None
    assert consistency.hhi((1,)) == 1


@given(COUNTS)
def test_the_bounds_hold(counts: list[int]) -> None:
    index = consistency.hhi(counts)
    effective = consistency.effective_renderings(index)
    ratio = consistency.ltcr(counts)
    assert index is not None
    assert effective is not None
    assert 1 / len(counts) - 1e-9 <= index <= 1
    assert 1 <= effective <= len(counts) + 1e-9
    assert ratio is None or 0 <= ratio <= index + 1e-9


def test_micro_counts_uses_and_macro_counts_concepts() -> None:
    # foreclosure with 6 of 10, lender with 5 of 6
    agreements = [(6, 10), (5, 6)]
    micro, macro = consistency.micro(agreements), consistency.macro(agreements)
    assert micro is not None
    assert macro is not None
    assert isclose(micro, 11 / 16)
    assert isclose(macro, (6 / 10 + 5 / 6) / 2)
    assert consistency.micro([]) is None
    assert consistency.macro([(0, 0)]) is None


def test_the_pseudo_reference_is_the_preferred_rendering_or_the_commonest() -> None:
    counts = {"止赎": 4, "法拍": 6}
    assert consistency.pseudo_reference(counts, "止赎") == "止赎"
    assert consistency.pseudo_reference(counts, None) == "法拍"
    assert consistency.pseudo_reference({}, None) is None
    assert consistency.agreement(counts, "没收") == (0, 10)


@pytest.mark.parametrize(("target", "source", "rate"), [(4, 5, 0.8), (7, 5, 1.0), (0, 3, 0.0), (3, 0, None)])
def test_success_is_capped_at_one(target: int, source: int, rate: float | None) -> None:
    assert consistency.success(target, source) == rate


def test_what_comes_up_often_and_varies_comes_first() -> None:
    assert consistency.urgency(10, [[(5, 10), (5, 10)]]) == 5
    assert consistency.urgency(100, [[(5, 5)]]) == 0


def test_what_has_no_rival_says_nothing_of_what_there_is_to_settle() -> None:
    assert consistency.urgency(100, [[(500, 99)], [(5, 2), (5, 3)]]) == 2.5


def test_only_renderings_of_one_class_are_measured_by_each_other() -> None:
    classes = consistency.by_class([("", 6), ("abbr", 10), ("", 4)])
    assert classes == [[6, 4], [10]]
    assert consistency.within(consistency.hhi, classes) == pytest.approx((10 * 0.52 + 10 * 1) / 20)
    assert consistency.within(consistency.ltcr, consistency.by_class([("", 6), ("verb", 1), ("", 4)])) == pytest.approx(
        21 / 45
    )
    assert consistency.within(consistency.ltcr, [[1], [1]]) is None
    assert consistency.within(consistency.hhi, []) is None
