"""Articles that decisions know under a name that is gone, or stands for another article: what is said of them."""

import os
from collections import Counter
from collections.abc import Callable, Collection, Sequence, Set
from pathlib import Path

from msgspec import Struct, field

from review_tui.cli.messages import note, warn
from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.decisions import Accepted, DecisionIndex, Name, is_elsewhere
from review_tui.lint.decisions.renaming import Lost, RenameMatch, Renaming, file_of, is_gone
from review_tui.text.count import count

SHOWN = 10  # articles that are named one by one
_FEW = 3  # articles that are named for one that may be any of them


class Noted(Struct):
    """What a run notes about the decisions of one file while its reports come in.

    `seen` are the names of its articles, `stale` the decisions that hold no longer with what they are about, `new` what
    was adopted, None where nothing is. `met` are the articles, by their names in the file, with findings or sections
    that were decided there about others, and not about them: the keys, and the rules that ran; `rules` are all of them.
    """

    index: DecisionIndex
    seen: set[str] = field(default_factory=set)
    stale: dict[Name, str] = field(default_factory=dict)
    new: list[Accepted] | None = None
    met: dict[str, tuple[Set[str], Collection[str]]] = field(default_factory=dict)
    rules: set[Collection[str]] = field(default_factory=set)
    _keys: frozenset[str] | None = None

    def meet(self, name: str, keys: Callable[[], Set[str]], rules: Collection[str]) -> None:
        """Take in the report on an article: the `keys` of what no decision is about under its name."""
        self.rules.add(rules)
        if self._keys is None:
            self._keys = frozenset().union(*self.index.articles.values())
        known = keys() & self._keys
        if known:
            self.met[name] = known, rules


class Missed(Struct, frozen=True):
    """The articles of one decisions file whose decisions match nothing any more, by their names there.

    Some were `renamed`: each with the article that it is now. The decisions about those that are `gone` are stale; of
    the `others` that cannot be said. Those of `lost` are there, and are what others were called.
    """

    renamed: dict[str, RenameMatch]
    gone: list[str]
    others: dict[str, list[RenameMatch]]
    lost: Lost

    def moving(self, index: DecisionIndex) -> dict[Name, str]:
        """Return which decisions have to be about other articles."""
        return {
            (name, key): match.name
            for name, match in self.renamed.items()
            for key in (index.articles[name].keys() - match.stale if self.lost[name] is None else match.keys)
        }

    def kept(self) -> set[Name]:
        """Return the decisions that are not stale, as another article has what they are about."""
        matches = [(name, match) for name, several in self.others.items() for match in several]
        return {(name, key) for name, match in (*self.renamed.items(), *matches) for key in match.keys}


def missed(index: DecisionIndex, noted: Noted, folders: Sequence[Path]) -> Missed:
    """Return what became of the articles that are gone from `folders`, gone through as a whole, or lost decisions."""
    begun = [os.path.join(folder, "") for folder in folders]  # noqa: PTH118  for each of many files
    lost = lost_of(index, noted, lambda file: any(file.startswith(folder) for folder in begun))
    gone = [name for name, keys in lost.items() if keys is None]
    try:
        renaming = renaming_of(index, noted, lost)
    except FileProblem:  # whoever writes to it is told
        return Missed({}, gone, {}, lost)
    result = Missed({}, [], {}, lost)
    for name in lost:
        match, matches = renaming.renamed(name), renaming.matches(name)
        if match is not None:
            result.renamed[name] = match
        elif matches or (name in gone and not renaming.can_tell(name)):
            result.others[name] = matches
        elif name in gone:
            result.gone.append(name)
    return result


def lost_of(index: DecisionIndex, noted: Noted, is_meant: Callable[[str], bool]) -> Lost:
    """Return the articles that are gone, of the files that are meant, or have not any more what was decided."""
    lost: dict[str, Set[str] | None] = {}
    for name in sorted(index.articles.keys() - noted.seen):  # what the file of a seen one is called may be no text
        file = file_of(index, name)
        if is_meant(file) and is_gone(file, name):
            lost[name] = None
    there: dict[str, set[str]] = {}
    for name, key in noted.stale:
        if key in index.articles.get(name, ()) and not is_elsewhere(name):
            there.setdefault(name, set()).add(key)
    return lost | there


def renaming_of(index: DecisionIndex, noted: Noted, lost: Lost) -> Renaming:
    """Return what became of the articles that lost decisions. Raises FileProblem."""
    renaming = Renaming(index, lost)
    for rules in noted.rules:
        renaming.met(rules)
    for name, (keys, rules) in noted.met.items() if lost else ():
        renaming.meet(name, keys, rules)
    return renaming


def tell(file: str, index: DecisionIndex, missed: Missed, *, pruning: bool) -> None:
    """Say what became of articles; `file` is how messages name the one with the decisions."""
    moved = []
    moving = Counter(name for name, _ in missed.moving(index))
    for name, match in missed.renamed.items():
        about = index.articles[name]
        if pruning:
            moved.append(f"Moved {count(moving[name], 'decision')} about {name} to {match.name}.")
        else:
            moved.append(
                f"{file}: {_loss(name, missed)}, and {match.name} has {len(match.keys)} of the {len(about)} decided "
                "things of it: where it is the same article, `review-tui lint --prune` moves the decisions"
            )
    _some(moved, note if pruning else warn, "Moved the decisions about {}." if pruning else "the same holds of {}")
    unsure = []
    for name, matches in missed.others.items():
        if matches:
            them = [match.name for match in matches[:_FEW]]
            more = [f"{len(matches) - _FEW} more"] if len(matches) > _FEW else []
            unsure.append(
                f"{file}: {_loss(name, missed)}, and {' and '.join(them + more)} may be it: nothing is moved or taken "
                "out; put the right name into its lines, or delete them"
            )
        else:
            unsure.append(f"{file}: {name} is gone; whether another article is it, the rules that ran cannot tell")
    _some(unsure, warn, "the same holds of {}")


def _loss(name: str, missed: Missed) -> str:
    return f"{name} is gone" if missed.lost[name] is None else f"{name} has not any more what was decided about it"


def _some(lines: list[str], say: Callable[[str], None], rest: str) -> None:
    for line in lines[:SHOWN]:
        say(line)
    if len(lines) > SHOWN:
        say(rest.format(count(len(lines) - SHOWN, "more article")))
