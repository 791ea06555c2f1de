"""The reasons that are offered: each keeps its digit."""

from review_tui.review.decisions.reasons import MOST, USUAL, Reasons


def test_those_given_before_come_first_and_then_the_usual_ones() -> None:
    reasons = Reasons()
    assert reasons.offered(["quote", USUAL[1]]) == ("quote", USUAL[1], USUAL[0], USUAL[2])
    assert reasons.latest == "quote"


def test_each_keeps_its_place_whichever_is_given() -> None:
    reasons = Reasons()
    before = reasons.offered([])
    for reason in (before[1], "quote", before[2]):
        reasons.give(reason)
    assert reasons.offered(["quote", before[2], before[1]]) == (*before, "quote")
    assert reasons.latest == before[2]


def test_a_new_one_takes_the_last_place_where_none_is_left() -> None:
    reasons = Reasons()
    before = reasons.offered(map(str, range(20)))
    assert len(before) == MOST
    reasons.give("new")
    reasons.give("newer")
    assert reasons.offered(["other"]) == (*before[:-1], "newer")
