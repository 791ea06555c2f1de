"""Where findings come to be when something is edited."""

import pytest

from review_tui.article import Edit, Span
from review_tui.lint.fixing.tracking import tracked
from review_tui.rules.model import Finding, Rule, Severity

ONE, OTHER = Rule("X100", "made-up", Severity.WARNING), Rule("X200", "made-up-too", Severity.WARNING)


def found(*places: tuple[Rule, int, int]) -> list[Finding]:
    return [rule.finding(Span(start, end), "m") for rule, start, end in places]


def where(before: list[Finding], after: list[Finding], *edits: Edit) -> tuple[int, ...]:
    """Return the places of what the first finding is after the edits."""
    return tracked({0}, before, after, edits)[0]


def test_a_finding_is_where_it_was_carried_to() -> None:
    before, after = found((ONE, 2, 3)), found((ONE, 0, 1), (OTHER, 4, 5), (ONE, 4, 5))
    assert where(before, after, Edit(Span(0, 0), "一二")) == (2,)


def test_what_is_put_in_at_its_ends_is_no_part_of_it() -> None:
    before, after = found((ONE, 1, 3)), found((ONE, 2, 4))
    assert where(before, after, Edit(Span(1, 1), "一"), Edit(Span(3, 3), "二")) == (0,)


def test_one_that_was_edited_itself_is_what_overlaps_its_place() -> None:
    edit = Edit(Span(1, 2), "一二")
    assert where(found((ONE, 0, 4)), found((ONE, 0, 6)), edit) == (0,)
    assert where(found((ONE, 0, 4)), found((ONE, 0, 1), (OTHER, 0, 5), (ONE, 3, 4)), edit) == (0, 2)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([(ONE, 0, 4), (ONE, 0, 1)], [(ONE, 0, 1)]),  # which was there before
        ([(ONE, 0, 4)], [(OTHER, 0, 5)]),
        ([(ONE, 0, 4)], [(ONE, 5, 6)]),
        ([(ONE, 0, 4)], []),
    ],
)
def test_no_other_is_taken_for_it(before: list[tuple[Rule, int, int]], after: list[tuple[Rule, int, int]]) -> None:
    assert where(found(*before), found(*after), Edit(Span(1, 2), "一二")) == ()


def test_of_several_at_one_place_each_stays_itself() -> None:
    before = after = found((ONE, 0, 1), (ONE, 0, 1), (ONE, 0, 1))
    assert tracked({0, 2}, before, after, []) == {0: (0,), 2: (2,)}


def test_what_two_became_is_one_of_them() -> None:
    edit = Edit(Span(1, 2), "一二")
    assert tracked({0, 1}, found((ONE, 0, 2), (ONE, 1, 3)), found((ONE, 0, 4)), [edit]) == {0: (0,), 1: ()}


def test_concepts_are_told_apart() -> None:
    one, other = (ONE.finding(Span(0, 1), "m", concept=concept) for concept in ("a", "b"))
    assert where([one], [other, one]) == (1,)
    assert where([one], [other]) == ()
