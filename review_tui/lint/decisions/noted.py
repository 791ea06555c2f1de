"""What a run notes about the decisions of one file while its reports come in."""

from collections.abc import Callable, Collection, Set
from pathlib import Path

from msgspec import Struct, field

from review_tui.lint.decisions.decisions import BASELINE, Accepted, DecisionIndex, Name, acceptance, path_in
from review_tui.lint.decisions.leaving import Parted
from review_tui.lint.report import Item


class Unmatched(Struct, frozen=True):
    """What a decision is about that matches nothing: the article, and the rule's name, empty for a section."""

    article: str
    rule: str


class Noted(Struct):
    """What a run notes about the decisions of one file while its reports come in.

    `seen` are the names of its articles, `stale` the decisions that hold no longer with what they are about, `new` what
    was adopted, None where nothing is. `met` are the articles, by their names in the file, with findings or sections
    that were decided there about others, and not about them: the keys, and the rules that ran; `rules` are all of them.
    """

    index: DecisionIndex
    seen: set[str] = field(default_factory=set)
    stale: dict[Name, Unmatched] = field(default_factory=dict)
    new: list[Accepted] | None = None
    met: dict[str, tuple[Set[str], Collection[str]]] = field(default_factory=dict)
    rules: set[Collection[str]] = field(default_factory=set)
    _keys: frozenset[str] | None = None

    def see(self, article: Path | str) -> None:
        """Note that an article, a file or an address, is among those of the run."""
        self.seen.update(self.index.names(article))

    def take(self, article: Path | str, parted: Parted, rules: Collection[str]) -> None:
        """Note what is undecided in an article, and which decisions about it are stale; `rules` ran on it."""
        name = path_in(self.index.file, article)
        self._meet(name, parted.undecided, rules)
        for key, rule in parted.stale(rules).items():
            for called in self.index.names(article):
                self.stale[called, key] = Unmatched(name, rule)

    def adopt(self, article: Path | str, items: Collection[Item], at: str) -> None:
        """Take in findings of an article that a baseline of this day leaves as they are."""
        if self.new is None:
            self.new = []
        self.new += (acceptance(self.index.file, article, item, reason=BASELINE, at=at) for item in items)

    def _meet(self, name: str, keys: Callable[[], Set[str]], rules: Collection[str]) -> None:
        self.rules.add(rules)
        if self._keys is None:
            self._keys = frozenset().union(*self.index.articles.values())
        known = keys() & self._keys
        if known:
            self.met[name] = known, rules
