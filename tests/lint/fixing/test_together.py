"""Which fixes are made together."""

import pytest

from review_tui.article import Edit, Span
from review_tui.lint.fixing.together import choose, made_together
from review_tui.rules.model import Finding, Fix, Rule, Safety, Severity

RULE = Rule("X100", "made-up", Severity.ERROR, Safety.SAFE)
SAFE = frozenset({Safety.SAFE})


def fix(*edits: tuple[int, int, str]) -> Fix:
    return Fix(tuple(Edit(Span(start, end), text) for start, end, text in edits), Safety.SAFE)


def finding(start: int, made: Fix) -> Finding:
    return Finding(RULE, Span(start, start + 1), "", Severity.ERROR, (made,))


TOUCHING = pytest.mark.parametrize(
    "other",
    [
        pytest.param(fix((4, 7, "b")), id="ends in it"),
        pytest.param(fix((7, 9, "b")), id="begins in it"),
        pytest.param(fix((6, 7, "b")), id="inside"),
        pytest.param(fix((4, 9, "b")), id="around it"),
        pytest.param(fix((5, 5, "b")), id="before its first character"),
        pytest.param(fix((0, 1, "b"), (7, 9, "c")), id="with its second edit"),
    ],
)


@TOUCHING
def test_of_two_that_touch_the_earlier_is_made(other: Fix) -> None:
    first = fix((5, 8, "a"), (20, 21, "a"))
    assert choose([finding(5, first), finding(6, other)], SAFE) == [finding(5, first)]
    assert made_together([first, other]) == ([*first.edits], 1)


def test_those_that_stand_side_by_side_are_made_in_the_order_of_the_text() -> None:
    first, *others = fix((5, 8, "a")), fix((8, 9, "b")), fix((3, 5, "c")), fix((9, 9, "d"))
    assert [each.fix for each in choose([finding(0, each) for each in (first, *others)], SAFE)] == [first, *others]
    assert [edit.text for edit in made_together([first, *others])[0]] == ["c", "a", "b", "d"]


def test_what_two_do_alike_is_done_once_and_mends_both() -> None:
    first, other = fix((1, 2, "a"), (5, 6, "b")), fix((5, 6, "b"), (8, 9, "c"))
    edits = [Edit(Span(1, 2), "a"), Edit(Span(5, 6), "b"), Edit(Span(8, 9), "c")]
    assert made_together([first, other, first]) == (edits, 3)


def test_a_fix_that_two_findings_share_is_chosen_once() -> None:
    shared = fix((1, 2, "a"))
    assert choose([finding(1, shared), finding(2, shared)], SAFE) == [finding(1, shared)]


def test_suggested_fixes_wait_for_a_human() -> None:
    suggested = Fix((Edit(Span(0, 1), "a"),), Safety.SUGGESTED)
    assert choose([finding(0, suggested)], SAFE) == []
