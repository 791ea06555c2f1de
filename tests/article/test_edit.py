"""Edits of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.article.edit import Edit, OverlapError, apply_edits, carrier
from review_tui.article.position import Span

PARTS = st.lists(st.tuples(st.text(max_size=4), st.text(min_size=1, max_size=4), st.text(max_size=4)), max_size=6)


@given(PARTS, st.text(max_size=4), st.randoms())
def test_spans_are_replaced_and_nothing_else(parts: list[tuple[str, str, str]], tail: str, random: object) -> None:
    text, expected, edits = "", "", []
    for kept, old, new in parts:
        text += kept
        edits.append(Edit(Span(len(text), len(text) + len(old)), new))
        text += old
        expected += kept + new
    random.shuffle(edits)  # type: ignore[attr-defined]
    result = apply_edits(text + tail, edits)
    assert result == expected + tail
    assert len(result) - len(text + tail) == sum(edit.growth for edit in edits)


@given(st.text(max_size=10), st.integers(0, 10), st.text(max_size=3))
def test_an_empty_span_inserts(text: str, place: int, new: str) -> None:
    place = min(place, len(text))
    assert apply_edits(text, [Edit(Span(place, place), new)]) == text[:place] + new + text[place:]


@given(PARTS, st.text(max_size=4))
def test_a_span_is_carried_with_its_characters(parts: list[tuple[str, str, str]], tail: str) -> None:
    text, edits, spans = "", [], []
    for kept, old, new in parts:
        spans.append(Span(len(text), len(text) + len(kept)))
        text += kept
        edits.append(Edit(Span(len(text), len(text) + len(old)), new))
        text += old
    text += tail
    after, carried = apply_edits(text, edits), carrier(reversed(edits))
    for span in spans:
        assert carried(span).cut(after) == span.cut(text)


def test_an_end_inside_an_edit_comes_to_its_end() -> None:
    carried = carrier([Edit(Span(2, 4), "xyz")])
    assert carried(Span(0, 3)) == (0, 5)
    assert carried(Span(3, 6)) == (5, 7)
    assert carried(Span(3, 3)) == (5, 5)
    assert carried(Span(2, 4)) == (2, 5)


def test_no_edit_changes_nothing() -> None:
    assert apply_edits("甲\r\n", []) == "甲\r\n"


def test_an_insertion_may_stand_beside_a_replacement() -> None:
    assert apply_edits("abc", [Edit(Span(1, 2), "X"), Edit(Span(2, 2), "Y"), Edit(Span(1, 1), "Z")]) == "aZXYc"


@pytest.mark.parametrize(
    "spans",
    [((0, 2), (1, 3)), ((0, 3), (1, 2)), ((1, 1), (1, 1)), ((0, 2), (1, 1)), ((1, 2), (1, 2)), ((1, 3), (1, 2))],
)
def test_edits_that_overlap_are_refused(spans: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(OverlapError):
        apply_edits("abcd", [Edit(Span(*span), str(number)) for number, span in enumerate(spans)])


@pytest.mark.parametrize("span", [(-1, 0), (0, 5), (3, 2), (5, 5)])
def test_edits_outside_the_text_are_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="outside"):
        apply_edits("abcd", [Edit(Span(*span), "x")])
