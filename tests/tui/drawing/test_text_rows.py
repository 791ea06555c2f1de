"""A text in rows: those of a text that was changed are the ones that it would have had from the beginning."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from review_tui.article import Span
from review_tui.article.position import Lines
from review_tui.tui.drawing.text_rows import Breaks, TextRows


def broken(shown: str) -> Breaks:
    """Break after each third character."""
    return (*range(3, len(shown), 3), len(shown))


def rows_of(text: str, hidden: Sequence[Span], before: TextRows | None = None) -> TextRows:
    return TextRows(text, Lines(text), hidden, broken, before)


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """Return a text, and stretches of its lines that are hidden."""
    text = draw(st.text("甲乙(\r\n", max_size=40))
    hidden = []
    for start, end in pairwise(sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))):
        if draw(st.booleans()) and not set(text[start:end]) & {"\r", "\n"}:
            hidden.append(Span(start, end))
    return text, hidden


@example(("甲", [Span(0, 1)]), ("乙\r甲", [Span(0, 1)]), False)
@given(texts(), texts(), st.booleans())
def test_rows_that_were_laid_out_before_change_nothing(
    one: tuple[str, list[Span]], two: tuple[str, list[Span]], is_joined: bool
) -> None:
    if is_joined:  # the same at the beginning and at the end
        two = (one[0] + two[0] + one[0], [*one[1], *(Span(a + len(one[0]), b + len(one[0])) for a, b in two[1])])
    new, laid = rows_of(*two), rows_of(*two, rows_of(*one))
    assert len(laid) == len(new)
    assert all(laid[index] == new[index] for index in range(len(new)))
    starts = [new[index].start for index in range(len(new))]
    for offset in range(len(two[0]) + 1):
        assert new.row_of(offset) == max(0, sum(start <= offset for start in starts) - 1)


def test_only_lines_that_changed_are_broken_anew() -> None:
    asked: list[str] = []

    def noted(shown: str) -> Breaks:
        asked.append(shown)
        return broken(shown)

    text = "\n".join(f"第{number}行(x)" for number in range(100))
    hidden = [Span(place, place + 3) for place in range(len(text)) if text.startswith("(x)", place)]
    before = TextRows(text, Lines(text), hidden, noted)
    assert len(asked) == 100
    asked.clear()
    place = text.index("第50行")
    changed = f"{text[:place]}新\n的{text[place:]}"
    moved = [Span(start + 3, end + 3) if start > place else Span(start, end) for start, end in hidden]
    rows = TextRows(changed, Lines(changed), moved, noted, before)
    assert asked == ["新", "的第50行"]
    asked.clear()
    TextRows(
        changed, Lines(changed), [span for span in moved if span.start < place or span.start > place + 9], noted, rows
    )
    assert asked == ["的第50行(x)"]
