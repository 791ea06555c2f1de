"""Telling which article of a run is one that decisions know under another name: it was renamed, or moved.

An article is compared with a lost one by what it has of the things decided about that one: findings with the same key,
and sections with the same text. They weigh as many code points as they have words and surroundings.

- It is the lost one where it has more than half of the weight, and no other article of the run has.
- It may be the lost one where it has less than that, but at least _ENOUGH: the article may have been changed much.
- Things that were decided about several articles count for nothing, as they do not tell one from another; nor do fewer
  code points than _ENOUGH. But where the file name is the same, and decisions know only this one article of that
  name, the file was moved to another folder, and everything counts.

A lost article need not be gone: its name may have been given to another article, which has nothing of what was decided.
"""

import os
from collections import Counter
from collections.abc import Collection, Mapping, Set
from pathlib import Path
from typing import NamedTuple

from review_tui.files.presence import is_absent
from review_tui.files.stamp import read
from review_tui.lint.decisions.decisions import Accepted, Decision, is_address_name
from review_tui.lint.decisions.index import DecisionIndex
from review_tui.lint.decisions.lines import decisions_about

_ENOUGH = 20  # code points of words and surroundings that have to agree
_SECTION = 10  # code points that a section with the same text counts for: it may be short
_HASH = 20  # code points that a finding counts for whose words are not known: half of what most have

Lost = Mapping[str, Set[str] | None]
"""Lost articles by their names in a decisions file, each with the keys of what it lacks; None where it is gone."""


class RenameMatch(NamedTuple):
    """An article that may be a lost one.

    `name` is its name in the decisions file. `keys` are the decided things that it has, `stale` those that it lacks
    although their rules ran. `is_most` tells whether it has more than half of the weight.
    """

    name: str
    keys: Set[str]
    stale: Set[str]
    is_most: bool


class Renaming:
    """Compares lost articles with those of a run: `meet` each of the run, then ask what became of the lost ones."""

    def __init__(self, index: DecisionIndex, lost: Lost) -> None:
        """Read the decisions about the articles that are `lost`. Raises FileProblem where the file cannot be read."""
        self._index = index
        self._lost = lost
        self._worth: dict[str, dict[str, int]] = {name: {} for name in lost}
        self._home: dict[str, str] = {}  # of what tells of one article alone
        self._named: dict[str, list[str]] = {}  # by the name of the file
        self._rules: set[str] = set()
        self._matches: dict[str, list[RenameMatch]] = {}
        self._claims: Counter[str] = Counter()
        if not lost:
            return
        users = Counter(key for about in index.articles.values() for key in about)
        for decision in decisions_about(lost, read(index.file)[0]):
            if decision.key in index.articles[decision.path]:
                self._worth[decision.path][decision.key] = _worth(decision)
                if users[decision.key] == 1:
                    self._home[decision.key] = decision.path
        for name in index.articles:
            self._named.setdefault(_file(name), []).append(name)

    def met(self, rules: Collection[str]) -> None:
        """Note the names of the rules that ran on an article of the run."""
        self._rules.update(rules)

    def meet(self, name: str, keys: Set[str], rules: Collection[str]) -> None:
        """Compare an article of the run with the lost ones. The parameters are those of `matching`."""
        self.met(rules)
        for lost, match in self.matching(name, keys, rules).items():
            self._matches.setdefault(lost, []).append(match)
            self._claims[name] += match.is_most

    def matching(self, name: str, keys: Set[str], rules: Collection[str]) -> dict[str, RenameMatch]:
        """Return the lost articles that an article may be, by their names.

        `keys` are those of its findings and sections that no decision under its own name is about; `rules` are the
        names of those that ran on it.
        """
        others = {home for key in keys if (home := self._home.get(key))}
        # Of three, two are others: no more of thousands of index.md is asked.
        some = self._named.get(_file(name), [])[:3]
        namesakes = [each for each in some if each != name]
        moved = namesakes[0] if len(namesakes) == 1 and self._is_gone(namesakes[0]) else ""
        found: dict[str, RenameMatch] = {}
        for other in sorted((others | {moved}) - {"", name}):
            match = self._match(other, name, keys, rules, is_moved=other == moved)
            if match is not None:
                found[other] = match
        return found

    def matches(self, lost: str) -> list[RenameMatch]:
        """Return the articles of the run that may be a lost one."""
        return self._matches.get(lost, [])

    def renamed(self, lost: str) -> RenameMatch | None:
        """Return the article that a lost one is now; None where none is, or where that is not certain."""
        found = [match for match in self.matches(lost) if match.is_most]
        return found[0] if len(found) == 1 and self._claims[found[0].name] == 1 else None

    def can_tell(self, gone: str) -> bool:
        """Tell whether a gone article would have been recognized in this run: False if too few of its rules ran."""
        told = sum(worth for key, worth in self._worth[gone].items() if key in self._home)
        return not self._rules or told < _ENOUGH or sum(self._judged(gone, self._rules).values()) >= _ENOUGH

    def _is_gone(self, name: str) -> bool:
        return name in self._lost and self._lost[name] is None

    def _match(
        self, other: str, name: str, keys: Set[str], rules: Collection[str], *, is_moved: bool
    ) -> RenameMatch | None:
        worth, lost = self._judged(other, rules, is_moved=is_moved), self._lost[other]
        about = self._index.articles[other]
        has = {key for key in keys if key in about and (lost is None or key in lost)}
        agreed = sum(worth.get(key, 0) for key in has)
        is_most = 2 * agreed > sum(worth.values())
        if lost is not None:  # of one that is there, a single sentence may just have been changed
            return RenameMatch(name, has, lost - has, len(has) > 1) if agreed >= _ENOUGH and is_most else None
        if agreed < _ENOUGH and not (is_moved and is_most):
            return None
        stale = {key for key, each in about.items() if key not in has and each.rule in {"", *rules}}
        return RenameMatch(name, has, stale, is_most)

    def _judged(self, lost: str, rules: Collection[str], *, is_moved: bool = False) -> dict[str, int]:
        """Return the weight of the decisions that count, by key: those about rules that ran, and about sections."""
        about = self._index.articles[lost]
        return {
            key: worth
            for key, worth in self._worth[lost].items()
            if (is_moved or key in self._home) and (not about[key].rule or about[key].rule in rules)
        }


def file_of(index: DecisionIndex, name: str) -> str:
    """Return the absolute path of the article that a decisions file calls `name`."""
    return os.path.normpath(os.path.join(index.file.parent, name))  # noqa: PTH118  for each of many files


def is_gone(file: str, name: str) -> bool:
    """Tell whether an article is certainly gone; `file` is its path, `name` its name in the decisions file.

    An article at an address never counts as gone: only its own file system could tell.
    """
    return not os.path.exists(file) and is_absent(Path(file)) and not is_address_name(name)  # noqa: PTH110  of many files


def _file(name: str) -> str:
    return name.rpartition("/")[2]


def _worth(decision: Decision) -> int:
    """Return the weight of a decision in code points: how well it tells one article from another."""
    if isinstance(decision, Accepted):
        if decision.hash:
            return _HASH
        return len(decision.text) + len(decision.before) + len(decision.after)
    return _SECTION
