"""Which paragraphs of a text became which of another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.review.article.aligning import Hunk, differences

A, B, C = "止赎是丧失赎回权。", "贷款要还。", "宽限期是一段时间，有时很长。"


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ([A, B, C], [A, B, C], []),
        ([A, B, C], [A, C], [Hunk(1, 2, 1, 1)]),
        ([A, C], [A, B, C], [Hunk(1, 1, 1, 2)]),
        ([A, B, C], [A, "贷款要偿还。", C], [Hunk(1, 2, 1, 2)]),
        # Each for itself, where all were changed; where one is new, it is alone.
        ([A, B, C], [f"{A}!", f"{B}!", f"{C}!"], [Hunk(n, n + 1, n, n + 1) for n in range(3)]),
        ([A, C], [f"{A}!", "全新的话语", f"{C}!"], [Hunk(0, 1, 0, 1), Hunk(1, 1, 1, 2), Hunk(1, 2, 2, 3)]),
        # What was cut in two, and what was joined.
        ([A + C], [A, C], [Hunk(0, 1, 0, 2)]),
        ([A, C], [A + C], [Hunk(0, 2, 0, 1)]),
        ([B, A + C], [f"{B}!", A, C], [Hunk(0, 1, 0, 1), Hunk(1, 2, 1, 3)]),
        ([C + A, B], [C, A, f"{B}!"], [Hunk(0, 1, 0, 2), Hunk(1, 2, 2, 3)]),
        # What has nothing in common is one written anew for each, or one stretch.
        ([A, B], ["子丑", "寅卯"], [Hunk(0, 1, 0, 1), Hunk(1, 2, 1, 2)]),
        ([A, B], ["子丑", "寅卯", "辰巳"], [Hunk(0, 2, 0, 3)]),
        ([], [A], [Hunk(0, 0, 0, 1)]),
    ],
)
def test_what_differs(one: list[str], two: list[str], found: list[Hunk]) -> None:
    assert differences(one, two) == found


ROWS = st.lists(st.sampled_from(["甲", "乙", "甲乙丙", "甲乙", "丙丁戊己"]), max_size=9)


@given(ROWS, ROWS)
def test_between_the_differences_both_are_equal(one: list[str], two: list[str]) -> None:
    place = other = 0
    for start, end, other_start, other_end in [*differences(one, two), Hunk(len(one), len(one), len(two), len(two))]:
        assert one[place:start] == two[other:other_start]
        assert (start, other_start) < (end, other_end) or start == len(one)
        place, other = end, other_end


def test_very_many_paragraphs_take_no_long_time() -> None:
    one = [f"第{number}段" for number in range(6000)]
    two = ["新", *one[:3000], "新", *one[3001:], "新"]
    assert differences(one, two) == [Hunk(0, 0, 0, 1), Hunk(3000, 3001, 3001, 3002), Hunk(6000, 6000, 6001, 6002)]
