"""Which findings of an article the decisions leave as they are.

A decision is about the finding with its key. Of twins, which are alike in all but their number, some may have gone
since it was made, and then the others have other numbers: it counts for one of those that are left. So of n twins about
which k decisions were made, the lesser number of both is left, whichever were mended.
"""

from collections.abc import Collection, Mapping, Sequence, Set

import msgspec
from msgspec import Struct

from review_tui.lint.decisions.decisions import IndexedDecision
from review_tui.lint.report import Item, Move, Report

Accepting = Mapping[str, str]
"""The keys of the accepted findings of an article, each with `Identity.first`, the key of the first of its twins."""


def left_by(items: Sequence[Item], accepting: Accepting, keys: Sequence[str] | None = None) -> dict[int, str]:
    """Return the indexes of the accepted items, each with the key of its decision; `items` are all of an article.

    `keys` are the items' own keys, if they are known already.
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
    """Return the decisions about findings among all decisions about an article."""
    return {key: each.first for key, each in known.items() if each.first}


class Parted(Struct, frozen=True):
    """A report parted by the decisions about its article.

    `left` is the report without the findings that were accepted. `known` are the decisions by key, and `used` the keys
    of those that match something.
    """

    left: Report
    known: Mapping[str, IndexedDecision]
    used: Set[str]

    def undecided(self) -> set[str]:
        """Return the keys of the findings and sections that no decision is about."""
        return {item.identity.key for item in self.left.items}.union(set(self.left.sections) - self.used)

    def stale(self, rules: Collection[str]) -> dict[str, str]:
        """Return the decisions that match nothing although their rules ran, by key, each with the rule's name.

        The name is empty for a section.
        """
        if len(self.used) == len(self.known):
            return {}
        return {
            key: each.rule
            for key, each in self.known.items()
            if key not in self.used and (not each.rule or each.rule in rules)
        }


def parted(report: Report, known: Mapping[str, IndexedDecision]) -> Parted:
    """Part a report by the decisions about its article, by key; they count as they are after the report's moves."""
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
    """Return the decisions about an article, by key, after some moves."""
    gone = {move.key for move in moves}
    now = {key: each for key, each in known.items() if key not in gone}
    for move in moves:
        if move.key in known:
            now[move.identity.key] = IndexedDecision(known[move.key].rule, known[move.key].lines, move.identity.first)
    return now
