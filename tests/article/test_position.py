"""Spans, lines and places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.article.position import LINE_END, Lines, Span

TEXT = st.text(alphabet="甲a\r\n\u2028\x85\f\v ", max_size=30)


@given(TEXT)
def test_lines_joined_are_the_text(text: str) -> None:
    lines = Lines(text)
    assert "".join(lines.full_span(index).cut(text) for index in range(len(lines))) == text
    assert [lines.text(index) for index in range(len(lines))] == LINE_END.split(text)
    for index in range(len(lines)):
        assert lines.span(index).cut(text) == lines.text(index)
        assert lines.full_span(index).covers(lines.span(index))


@given(TEXT)
def test_places_lead_back_to_offsets(text: str) -> None:
    lines = Lines(text)
    for offset in range(len(text) + 1):
        line, column = lines.place(offset)
        assert lines.starts[line - 1] + column - 1 == offset
        assert lines.index_at(offset) == line - 1
        assert lines.full_span(line - 1).covers(Span(offset, offset))


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("", [0], [0]),
        ("a", [0], [1]),
        ("a\n", [0, 2], [1, 2]),
        ("a\r\n\rb", [0, 3, 4], [1, 3, 5]),
        ("a\n\rb", [0, 2, 3], [1, 2, 4]),
        ("a\u2028b\x85c\fd", [0], [7]),
    ],
)
def test_where_lines_begin_and_end(text: str, starts: list[int], ends: list[int]) -> None:
    lines = Lines(text)
    assert (lines.starts, lines.ends) == (starts, ends)


def test_spans_cover_and_overlap() -> None:
    assert Span(1, 3).cut("abcd") == "bc"
    assert Span(1, 4).covers(Span(1, 4))
    assert not Span(1, 4).covers(Span(0, 2))
    assert Span(1, 3).overlaps(Span(2, 5))
    assert not Span(1, 3).overlaps(Span(3, 5))
    assert Span(1, 3).overlaps(Span(2, 2))
    assert not Span(1, 3).overlaps(Span(1, 1))
    assert not Span(2, 2).overlaps(Span(2, 2))
