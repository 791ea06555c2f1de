"""Which findings of an article the decisions leave: those that they are about, and of twins as many as were decided."""

from hypothesis import given
from hypothesis import strategies as st

from review_tui.article import Article, Span
from review_tui.lint.decisions.decisions import Accepted
from review_tui.lint.decisions.index import IndexedDecision
from review_tui.lint.decisions.leaving import left_by, parted
from review_tui.lint.report import Item, Move, Report, items_of
from review_tui.rules.model import Rule, Severity

RULE = Rule("L301", "link-split", Severity.WARNING)


def items(*words: str) -> tuple[Item, ...]:
    """Return the items of findings of these words, each the whole of its line."""
    text = "\n".join(words)
    starts = [sum(len(each) + 1 for each in words[:place]) for place in range(len(words))]
    found = [RULE.finding(Span(start, start + len(word)), "m") for start, word in zip(starts, words, strict=True)]
    return items_of(Article(text), found)


def accepting(*about: tuple[str, int]) -> dict[str, str]:
    decisions = [Accepted(path="a.md", rule=RULE.name, text=text, occurrence=number) for text, number in about]
    return {each.key: each.identity.first for each in decisions}


def left(found: tuple[Item, ...], known: dict[str, str]) -> list[int]:
    return sorted(left_by(found, known))


def test_of_twins_the_one_that_was_decided_is_left() -> None:
    assert left(items("甲", "乙", "甲", "甲"), accepting(("甲", 2))) == [2]


def test_a_twin_that_is_gone_takes_no_decision_of_another_along() -> None:
    assert left(items("甲"), accepting(("甲", 2))) == [0]
    assert left(items("甲", "甲"), accepting(("甲", 2), ("甲", 3))) == [0, 1]
    assert left(items("甲", "甲"), accepting(("甲", 3))) == [1]


def test_a_decision_about_other_words_leaves_nothing_here() -> None:
    assert left(items("甲"), accepting(("乙", 1), ("乙", 2))) == []


def test_a_decision_that_slides_says_which_it_is() -> None:
    found, known = items("甲"), accepting(("甲", 2))
    assert left_by(found, known) == {0: next(iter(known))}
    both = accepting(("甲", 1), ("甲", 2))
    assert left_by(found, both) == {0: found[0].identity.key}


@given(st.integers(0, 6), st.sets(st.integers(1, 8)))
def test_as_many_twins_are_left_as_were_decided(twins: int, decided: set[int]) -> None:
    found = items(*["甲"] * twins, "乙")
    known = left_by(found, accepting(*(("甲", number) for number in decided)))
    assert len(known) == min(twins, len(decided))
    assert len(set(known.values())) == len(known)
    assert {number - 1 for number in decided if number <= twins} <= set(known)


def known(*about: tuple[str, int], sections: tuple[str, ...] = ()) -> dict[str, IndexedDecision]:
    decisions = {key: IndexedDecision(RULE.name, (1,), first) for key, first in accepting(*about).items()}
    return decisions | {section: IndexedDecision("", (2,)) for section in sections}


class TestParted:
    def test_what_is_left_and_what_nobody_decided(self) -> None:
        found = items("甲", "乙")
        report = Report("a.md", found, sections=("s1", "s2"))
        it = parted(report, known(("甲", 1), sections=("s1",)))
        assert (it.left.items, it.left.accepted) == (found[1:], 1)
        assert it.undecided() == {found[1].identity.key, "s2"}
        assert it.stale({RULE.name}) == {}

    def test_without_decisions_it_is_the_report(self) -> None:
        report = Report("a.md", items("甲"))
        it = parted(report, {})
        assert it.left is report
        assert it.stale({RULE.name}) == {}

    def test_a_decision_that_matches_nothing_is_stale_where_its_rule_ran(self) -> None:
        about = known(("甲", 1), sections=("s1",))
        (gone,) = accepting(("甲", 1))
        it = parted(Report("a.md", sections=("s2",)), about)
        assert it.stale({RULE.name}) == {gone: RULE.name, "s1": ""}
        assert it.stale({"another"}) == {"s1": ""}

    def test_decisions_count_as_they_are_after_the_moves_of_the_report(self) -> None:
        (before,), (now,) = items("甲"), items("丙")
        about = known(("甲", 1))
        report = Report("a.md", (now,), moves=(Move(before.identity.key, now.identity),))
        it = parted(report, about)
        assert (it.left.items, it.left.accepted, it.stale({RULE.name})) == ((), 1, {})
        assert set(about) == {before.identity.key}
