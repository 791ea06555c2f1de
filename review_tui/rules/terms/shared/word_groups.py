"""Words that stand for each other inside longer terms: the groups of `word_groups.txt`, which says what belongs there.

Translation engines put 系统 or 体系 for system, 付款 or 支付 for payment, 信用 or 信贷 for credit, from one sentence to
the next.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

_VERBAL = "~"


class WordGroup(NamedTuple):
    """Words for one English word; `verbal` where they are verbs as well."""

    words: tuple[str, ...]
    verbal: bool


@cache
def groups() -> tuple[WordGroup, ...]:
    """Return the groups, in the order of the file."""
    lines = Path(__file__).with_name("word_groups.txt").read_text("utf-8").splitlines()
    said = (line for line in lines if line and not line.startswith("#"))
    return tuple(WordGroup(tuple(line.removeprefix(_VERBAL).split()), line.startswith(_VERBAL)) for line in said)


@cache
def words() -> tuple[str, ...]:
    """Return all words of all groups, each once."""
    return tuple(dict.fromkeys(word for group in groups() for word in group.words))


@cache
def groups_of() -> tuple[tuple[int, ...], ...]:
    """Return for each of `words` the indexes of the groups that it is in."""
    found: dict[str, tuple[int, ...]] = {}
    for number, group in enumerate(groups()):
        for word in group.words:
            found[word] = (*found.get(word, ()), number)
    return tuple(found.values())


@cache
def automaton() -> AhoCorasick:
    """Return what finds the words in a text, leftmost and longest first: its indexes are those of `words`."""
    return AhoCorasick(words(), MatchKind.LeftmostLongest)
