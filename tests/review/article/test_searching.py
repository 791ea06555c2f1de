"""Searching an article: the next place, round and round."""

import pytest

from review_tui.review.article.searching import next_hit

TEXT = "止赎。ARM，止赎。arm，止赎"


@pytest.mark.parametrize(("place", "found"), [(0, (7, 2)), (1, (7, 2)), (7, (14, 3)), (14, (0, 1)), (99, (0, 1))])
def test_the_next_one_behind_a_place_and_round_to_the_top(place: int, found: tuple[int, int]) -> None:
    hit = next_hit(TEXT, "止赎", place)
    assert hit is not None
    assert (hit.span.start, hit.number) == found
    assert hit.total == 3
    assert hit.span.cut(TEXT) == "止赎"


def test_case_does_not_count_and_marks_are_no_pattern() -> None:
    hit = next_hit(TEXT, "arm", 5)
    assert hit is not None
    assert (hit.span.start, hit.total) == (10, 2)
    assert next_hit(TEXT, "止.", 0) is None
    assert next_hit(TEXT, "", 0) is None
