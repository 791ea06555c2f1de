"""Maps from a derived text to the article: held against a plain list of where each character stands."""

from hypothesis import given
from hypothesis import strategies as st

from review_tui.article.offsets import OffsetMap
from review_tui.article.position import Span

PLAIN = st.tuples(st.just("plain"), st.integers(0, 3), st.integers(0, 4), st.just(0))
ATOM = st.tuples(st.just("atom"), st.integers(0, 3), st.integers(0, 3), st.integers(0, 4))
RUNS = st.lists(st.one_of(PLAIN, ATOM), max_size=8)  # kind, gap before it, characters, width in the article


def build(runs: list[tuple[str, int, int, int]]) -> tuple[OffsetMap, list[Span]]:
    offsets, places, position = OffsetMap(), list[Span](), 0
    for kind, gap, length, width in runs:
        position += gap
        if kind == "plain":
            offsets.plain(position, length)
            places += [Span(position + n, position + n + 1) for n in range(length)]
            position += length
        else:
            offsets.atom(Span(position, position + width), length)
            places += [Span(position, position + width)] * length
            position += width if length else 0
    return offsets, places


@given(RUNS)
def test_every_stretch_is_where_its_characters_are(runs: list[tuple[str, int, int, int]]) -> None:
    offsets, places = build(runs)
    assert offsets.length == len(places)
    for start in range(len(places)):
        for end in range(start + 1, len(places) + 1):
            assert offsets.span(start, end) == (places[start].start, places[end - 1].end)
        assert offsets.span(start, start) == (places[start].start, places[start].start)
    if places:
        assert offsets.start(len(places)) == offsets.end(len(places)) == offsets.end(len(places) + 5) == places[-1].end
        assert offsets.end(0) == offsets.end(-1) == places[0].start


@given(RUNS, RUNS, st.data())
def test_a_map_takes_in_a_stretch_of_another(
    runs: list[tuple[str, int, int, int]], more: list[tuple[str, int, int, int]], data: st.DataObject
) -> None:
    first, places = build(runs)
    second, others = build(more)
    start = data.draw(st.integers(0, len(others)))
    end = data.draw(st.integers(start, len(others)))
    first.extend(second, start, end)
    expected = places + others[start:end]
    assert first.length == len(expected)
    assert [first.span(n, n + 1) for n in range(len(expected))] == expected


def test_a_map_of_one_run() -> None:
    offsets = OffsetMap(10, 3)
    assert offsets.span(0, 3) == (10, 13)
    assert offsets.start(7) == 13
    offsets.plain(13, 2)
    offsets.plain(20, 1)
    assert [offsets.start(n) for n in range(6)] == [10, 11, 12, 13, 14, 20]


def test_an_empty_map_knows_its_place() -> None:
    assert OffsetMap(4).span(0, 0) == (4, 4)
    assert OffsetMap().end(0) == 0
