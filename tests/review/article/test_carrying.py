"""What was found out about a text is where it stands after edits, as if each of them had moved it."""

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from review_tui.article import Edit, Span, apply_edits
from review_tui.article.shifting import carry_span
from review_tui.review.article.carrying import Carried, CarriedRow, carried, composed, originals, spans_of, without

TEXT = "".join(chr(0x4E00 + number) for number in range(30))


def moved(span: Span, edits: Sequence[Edit]) -> Span:
    there = carry_span(span, edits)
    assert there is not None
    return there


@st.composite
def steps(draw: st.DrawFn) -> list[list[Edit]]:
    """Return steps of edits, each of the text that the step before made."""
    text, made = TEXT, []
    for _ in range(draw(st.integers(1, 5))):
        places = draw(st.lists(st.integers(0, len(text)), max_size=4, unique=True))
        bounds = sorted(places)
        pairs = zip(bounds[::2], bounds[draw(st.integers(0, 1)) :: 2], strict=False)  # edits, or insertions alone
        edits = [Edit(Span(start, end), draw(st.text("子丑", max_size=3))) for start, end in pairs]
        made.append(edits[::-1])
        text = apply_edits(text, edits)
    return made


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)), max_size=12)


@given(steps(), SPANS)
def test_edits_one_after_the_other_are_as_good_as_one(made: list[list[Edit]], found: list[tuple[int, int]]) -> None:
    text, edits = TEXT, tuple[Edit, ...]()
    row = CarriedRow(sorted(Span(start, min(start + size, 30)) for start, size in found), lambda span: span, moved)
    each: list[Span | None] = list(row.items)
    for step in made:
        text = apply_edits(text, step)
        edits = composed(edits, step)
        each = [carry_span(span, sorted(step)) if span is not None else None for span in each]
    assert apply_edits(TEXT, edits) == text
    assert list(edits) == sorted(edits)
    left = carried(row, edits)
    assert all(span.cut(text) == row.items[index].cut(TEXT) for index, span in zip(left.indexes, left, strict=True))
    missed = set(range(len(each))) - set(left.indexes)
    assert all(each[place] is None for place in missed if row.items[place].start < row.items[place].end)


def test_what_is_typed_is_one_edit_and_taken_back_none() -> None:
    edits = composed((), [Edit(Span(3, 3), "子")])
    edits = composed(edits, [Edit(Span(4, 4), "丑")])
    assert edits == (Edit(Span(3, 3), "子丑"),)
    assert composed(edits, [Edit(Span(3, 4), "")]) == (Edit(Span(3, 3), "丑"),)
    assert composed(edits, [Edit(Span(2, 6), "寅")]) == (Edit(Span(2, 4), "寅"),)
    assert composed(edits, [Edit(Span(3, 5), "")]) == ()
    assert composed(edits, [Edit(Span(9, 9), "寅"), Edit(Span(0, 1), "")]) == (
        Edit(Span(0, 1), ""),
        Edit(Span(3, 3), "子丑"),
        Edit(Span(7, 7), "寅"),
    )


def test_a_row_without_what_an_edit_touches_is_a_row_like_any_other() -> None:
    row = CarriedRow([Span(0, 9), Span(1, 2), Span(3, 3), Span(4, 6), Span(6, 8)], lambda span: span, moved)
    assert row.touched(Span(5, 6)) == [3, 0]
    assert row.touched(Span(2, 2)) == [0]
    left = carried(row, [Edit(Span(5, 6), "子丑")])
    assert list(left) == [Span(1, 2), Span(3, 3), Span(7, 9)]
    assert left[-1] is left[2]
    assert list(left[1:]) == [Span(3, 3), Span(7, 9)]
    assert len(Carried(row, (), without(left.indexes, [2, 3, 9]))) == 2
    assert without(range(3), []) == range(3)


class Word(NamedTuple):
    span: Span


def test_where_items_stand_is_told_without_moving_them() -> None:
    def never(word: Word, _: object) -> Word:
        raise AssertionError(word)

    words = [Word(Span(0, 2)), Word(Span(2, 4)), Word(Span(6, 8))]
    left = carried(CarriedRow(words, lambda word: word.span, never), [Edit(Span(3, 3), "子")])
    assert spans_of(left) == [Span(0, 2), Span(7, 9)]
    assert spans_of(left[1:]) == [Span(7, 9)]
    assert originals(left[1:]) == words[2:]
    assert spans_of(words[1:]) == [Span(2, 4), Span(6, 8)]
