from hypothesis import given
from hypothesis import strategies as st

from review_tui.article.stretches import Stretches

PLACES = st.integers(0, 30)
SPANS = st.lists(st.tuples(PLACES, PLACES).map(lambda pair: (min(pair), max(pair))), max_size=8)


@given(SPANS, PLACES, PLACES)
def test_overlap_is_what_comparing_with_each_says(spans: list[tuple[int, int]], one: int, other: int) -> None:
    start, end = min(one, other), max(one, other)
    filled = [span for span in spans if span[0] < span[1]]
    expected = start < end and any(left < end and start < right for left, right in filled)
    assert Stretches(spans).overlap(start, end) == expected


def test_cover_needs_one_stretch_for_the_whole() -> None:
    stretches = Stretches([(5, 8), (0, 3), (3, 5), (2, 3)])
    assert stretches.cover(0, 3)
    assert stretches.cover(5, 8)
    assert not stretches.cover(2, 4)  # two that only touch stay two
    assert not stretches.cover(8, 9)
    assert not Stretches([]).cover(0, 0)
