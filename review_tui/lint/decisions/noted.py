"""What a run collects about the decisions of one file while its reports come in, for `settlement` at its end."""

from collections.abc import Collection, Set
from pathlib import Path

from msgspec import Struct, field

from review_tui.lint.decisions.decisions import BASELINE, Accepted, Name, acceptance, path_in
from review_tui.lint.decisions.index import DecisionIndex
from review_tui.lint.decisions.leaving import Parted
from review_tui.lint.report import Item

MOST_READ = 10_000  # findings of a baseline that have a line each: 2.5 MB, which people still read


class Unmatched(Struct, frozen=True):
    """What a stale decision was about: the name of the article, and that of the rule (empty for a section)."""

    article: str
    rule: str


class Noted(Struct):
    """What a run collected about the decisions of one file. Articles go by their names in the file.

    - `seen`: the articles of the run.
    - `stale`: decisions that matched nothing in their article.
    - `new`: decisions of a baseline; None where none is made.
    - `met`: articles that may be a renamed one: each with the keys of those of its findings and sections that are
      undecided, but that the file has a decision about under another name; and with the names of the rules that ran.
    - `rules`: the sets of rules that ran on any article.
    """

    index: DecisionIndex
    seen: set[str] = field(default_factory=set)
    stale: dict[Name, Unmatched] = field(default_factory=dict)
    new: list[Accepted] | None = None
    met: dict[str, tuple[Set[str], Collection[str]]] = field(default_factory=dict)
    rules: set[Collection[str]] = field(default_factory=set)
    _keys: frozenset[str] | None = None

    def see(self, article: Path | str) -> None:
        """Note that an article is among those of the run; it is given by its path or its address."""
        self.seen.update(self.index.names(article))

    def take(self, article: Path | str, parted: Parted, rules: Collection[str]) -> None:
        """Note what is undecided in an article, and which decisions about it are stale; these `rules` ran on it."""
        name = path_in(self.index.file, article)
        self._meet(name, parted.undecided(), rules)
        for key, rule in parted.stale(rules).items():
            for called in self.index.names(article):
                self.stale[called, key] = Unmatched(name, rule)

    def adopt(self, article: Path | str, items: Collection[Item], rules: Collection[str], at: str) -> None:
        """Note findings of an article for the baseline; `at` is the date (YYYY-MM-DD).

        In a large baseline they have no words, but for those of rules that compare articles. `rules` are the others: a
        check of the article tells what they find, and so where the findings are that have such a key.
        """
        if self.new is None:
            self.new = []
        new = [acceptance(self.index.file, article, item, reason=BASELINE, at=at) for item in items]
        if len(self.new) + len(new) > MOST_READ:
            if len(self.new) <= MOST_READ:  # they have their words yet
                self.new = [_short(each, rules) for each in self.new]
            new = [_short(each, rules) for each in new]
        self.new += new

    def _meet(self, name: str, undecided: Set[str], rules: Collection[str]) -> None:
        self.rules.add(rules)
        if not undecided:
            return
        if self._keys is None:
            self._keys = frozenset().union(*self.index.articles.values())
        known = undecided & self._keys
        if known:
            self.met[name] = known, rules


def _short(decision: Accepted, rules: Collection[str]) -> Accepted:
    return decision.without_words if decision.rule in rules else decision
