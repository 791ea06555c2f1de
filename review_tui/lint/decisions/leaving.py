"""Which findings of an article the decisions leave out of its report.

A decision is about the finding that has its key. Twins are findings that are alike in all but their number (identity
`occurrence`). When one of them is mended, those after it get other numbers and so other keys. Therefore a decision
whose own finding is gone counts for a twin that no other decision is about: of n twins and k decisions about them,
min(n, k) are left out.
"""

from collections.abc import Collection, Mapping, Sequence, Set

import msgspec
from msgspec import Struct

from review_tui.lint.decisions.index import IndexedDecision
from review_tui.lint.report import Item, Move, Report

Accepting = Mapping[str, str]
"""The keys of the accepted findings of an article, each with `Identity.first`, the key of the first of its twins."""


def left_by(items: Sequence[Item], accepting: Accepting, keys: Sequence[str] | None = None) -> dict[int, str]:
    """Return which findings are accepted: their indexes in `items`, each with the key of its decision.

    `items` are all findings of an article; `keys` are their own keys, if the caller has worked them out already.
    """
    if not accepting:
        return {}
    if keys is None:
        keys = [item.identity.key for item in items]
    left = {index: key for index, key in enumerate(keys) if key in accepting}
    held = set(left.values())
    loose: dict[str, list[str]] = {}
    for key, first in accepting.items():
        if key != first and key not in held:
            loose.setdefault(first, []).append(key)
    for index in reversed(range(len(items) if loose else 0)):
        if index not in left:
            waiting = loose.get(items[index].identity.first)
            if waiting:
                left[index] = waiting.pop()
    return left


def accepting_of(known: Mapping[str, IndexedDecision]) -> dict[str, str]:
    """Return those decisions about an article that are about findings, without those about sections."""
    return {key: each.first or key for key, each in known.items() if each.rule}


class Parted(Struct, frozen=True):
    """A report held against the decisions about its article.

    `left` is the report without the accepted findings. `known` are the decisions by key, `used` the keys of those that
    match a finding or a section.
    """

    left: Report
    known: Mapping[str, IndexedDecision]
    used: Set[str]

    def undecided(self) -> set[str]:
        """Return the keys of the article's findings and sections that no decision is about."""
        return {item.identity.key for item in self.left.items}.union(set(self.left.sections) - self.used)

    def stale(self, rules: Collection[str]) -> dict[str, str]:
        """Return the decisions that match nothing: their keys, each with the name of its rule (empty for a section).

        `rules` are the names of those that ran; of decisions about other rules nothing is known, unless no rule is
        called so: a name was mistyped, or the rule is gone.
        """
        if len(self.used) == len(self.known):
            return {}
        from review_tui.rules.registry import rules_by_key  # loads all rules, which an article from the cache needs not

        return {
            key: each.rule
            for key, each in self.known.items()
            if key not in self.used and (not each.rule or each.rule in rules or each.rule not in rules_by_key())
        }


def parted(report: Report, known: Mapping[str, IndexedDecision]) -> Parted:
    """Hold a report against the decisions about its article, by key.

    Decisions that the report's `moves` give another identity count with that one.
    """
    if report.moves:
        known = moved(known, report.moves)
    used = {section for section in report.sections if section in known}
    left = left_by(report.items, accepting_of(known))
    if not left:
        return Parted(report, known, used)
    items = tuple(item for index, item in enumerate(report.items) if index not in left)
    rest = msgspec.structs.replace(report, items=items, accepted=len(left))
    return Parted(rest, known, used.union(left.values()))


def moved(known: Mapping[str, IndexedDecision], moves: Collection[Move]) -> dict[str, IndexedDecision]:
    """Return the decisions about an article, by key, as they are after some moves."""
    gone = {move.key for move in moves}
    now = {key: each for key, each in known.items() if key not in gone}
    for move in moves:
        if move.key in known:
            now[move.identity.key] = IndexedDecision(known[move.key].rule, known[move.key].lines, move.identity.first)
    return now
