"""Articles that decisions know under a name that is gone, or stands for another article: what became of them."""

import os
from collections.abc import Callable, Sequence, Set
from pathlib import Path

from msgspec import Struct

from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.decisions import DecisionIndex, Name, is_elsewhere
from review_tui.lint.decisions.noted import Noted
from review_tui.lint.decisions.renaming import Lost, RenameMatch, Renaming, file_of, is_gone


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
