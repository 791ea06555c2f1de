"""Finding articles that were renamed or moved: decisions know them by a path that no longer exists.

A renamed article is the only one in which most of its decisions are found again. Decisions that are made about other
articles as well (of a paragraph that hundreds of them have) or about a few characters do not count. If it still
has its file name, and no other article in the decisions has that, it was moved to another folder, and all count.
"""

from collections import Counter
from collections.abc import Collection, Set
from typing import NamedTuple

from review_tui.files.stamp import read
from review_tui.lint.decisions.decisions import Accepted, Decision, DecisionIndex, all_decisions

_ENOUGH = 20  # code points of words and surroundings that have to agree
_SECTION = 10  # as many is the text of a section worth: it may be short


class RenameMatch(NamedTuple):
    """A candidate for an article that is gone.

    `name` is its name in the decisions file, `keys` are the decisions found again in it, `stale` those that were not,
    without those of rules that did not run.
    """

    name: str
    keys: Set[str]
    stale: Set[str]


class Renaming:
    """The decisions about articles that are gone, held against articles that have none."""

    def __init__(self, index: DecisionIndex, gone: Collection[str]) -> None:
        """Read the decisions about the articles that are `gone`, by their names. Raises FileProblem."""
        self._index = index
        self._worth: dict[str, dict[str, int]] = {name: {} for name in gone}
        self._home: dict[str, str] = {}  # of what tells of one article alone
        self._named: dict[str, str] = {}  # those that are gone, by the name of the file
        self._rules: set[str] = set()
        self._matches: dict[str, list[RenameMatch]] = {}
        self._claims: Counter[str] = Counter()
        if not gone:
            return
        users = Counter(key for about in index.articles.values() for key in about)
        for decision in all_decisions(read(index.file)[0]):
            if decision.path in self._worth and decision.key in index.articles[decision.path]:
                self._worth[decision.path][decision.key] = _worth(decision)
                if users[decision.key] == 1:
                    self._home[decision.key] = decision.path
        files = Counter(map(_file, index.articles))
        self._named = {_file(name): name for name in gone if files[_file(name)] == 1}

    def meet(self, name: str, keys: Set[str], rules: Collection[str]) -> None:
        """Compare an article that has no decisions with those that are gone.

        `keys` are those of its findings and sections, `rules` the names of the rules that ran on it.
        """
        self._rules.update(rules)
        moved = self._named.get(_file(name))
        for gone in sorted({home for key in keys if (home := self._home.get(key))} | ({moved} if moved else set())):
            worth = self._judged(gone, rules, is_moved=gone == moved)
            agreed = sum(worth.get(key, 0) for key in keys)
            if (agreed >= _ENOUGH or gone == moved) and 2 * agreed > sum(worth.values()):
                about = self._index.articles[gone]
                stale = {key for key, each in about.items() if key not in keys and each.rule in {"", *rules}}
                self._matches.setdefault(gone, []).append(RenameMatch(name, keys & about.keys(), stale))
                self._claims[name] += 1

    def matches(self, gone: str) -> list[RenameMatch]:
        """Return the candidates for an article that is gone."""
        return self._matches.get(gone, [])

    def renamed(self, gone: str) -> RenameMatch | None:
        """Return what an article that is gone was renamed to.

        None if it has no candidate or several, or if its candidate is one of another article, too.
        """
        found = self.matches(gone)
        return found[0] if len(found) == 1 and self._claims[found[0].name] == 1 else None

    def can_tell(self, gone: str) -> bool:
        """Tell whether a renamed article would have been recognized: False if too few of its rules ran."""
        told = sum(worth for key, worth in self._worth[gone].items() if key in self._home)
        return not self._rules or told < _ENOUGH or sum(self._judged(gone, self._rules).values()) >= _ENOUGH

    def _judged(self, gone: str, rules: Collection[str], *, is_moved: bool = False) -> dict[str, int]:
        """Return the worth of the decisions that count, by key: those of rules that ran, and of sections."""
        about = self._index.articles[gone]
        return {
            key: worth
            for key, worth in self._worth[gone].items()
            if (is_moved or key in self._home) and (not about[key].rule or about[key].rule in rules)
        }


def _file(name: str) -> str:
    return name.rpartition("/")[2]


def _worth(decision: Decision) -> int:
    """Return how many code points of the article a decision has: how well it tells one article from another."""
    if isinstance(decision, Accepted):
        return len(decision.text) + len(decision.before) + len(decision.after)
    return _SECTION
