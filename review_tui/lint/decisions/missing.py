"""Articles whose decisions match nothing any more: the file is gone, or another article has what was decided."""

import os
from collections.abc import Callable, Sequence, Set
from pathlib import Path

from msgspec import Struct

from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.decisions import Name, is_address_name
from review_tui.lint.decisions.index import DecisionIndex
from review_tui.lint.decisions.noted import Noted
from review_tui.lint.decisions.renaming import Lost, RenameMatch, Renaming, file_of, is_gone


class Missed(Struct, frozen=True):
    """The articles of one decisions file whose decisions match nothing any more, by their names in the file.

    `lost` has all of them, with what each lost; the others are a partition of it, but for articles that are still there
    and whose decisions are simply stale.

    - `renamed`: for certain; each with the article that it is now.
    - `gone`: deleted; what was decided about them is stale.
    - `others`: several articles may be it (the list has them), or none could be recognized, as too few rules ran.
    """

    renamed: dict[str, RenameMatch]
    gone: list[str]
    others: dict[str, list[RenameMatch]]
    lost: Lost

    def new_articles(self, index: DecisionIndex) -> dict[Name, str]:
        """Return the decisions that get another article, as their article was renamed: each with its new name."""
        return {
            (name, key): match.name
            for name, match in self.renamed.items()
            for key in (index.articles[name].keys() - match.stale if self.lost[name] is None else match.keys)
        }

    def kept(self) -> set[Name]:
        """Return the decisions that must not be called stale: another article has, or may have, what they are about."""
        matches = [(name, match) for name, several in self.others.items() for match in several]
        return {(name, key) for name, match in (*self.renamed.items(), *matches) for key in match.keys}


def missed(index: DecisionIndex, noted: Noted, folders: Sequence[Path]) -> Missed:
    """Return the articles whose decisions match nothing any more, and what became of them.

    Of files that are not there, only those below `folders` count: these were searched as a whole in this run.
    """
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
    """Return the articles that are gone, and those that lack what was decided about them.

    Of gone articles, only those count whose file `is_meant` takes; it is given the absolute path.
    """
    lost: dict[str, Set[str] | None] = {}
    for name in sorted(index.articles.keys() - noted.seen):  # what the file of a seen one is called may be no text
        file = file_of(index, name)
        if is_meant(file) and is_gone(file, name):
            lost[name] = None
    there: dict[str, set[str]] = {}
    for name, key in noted.stale:
        if key in index.articles.get(name, ()) and not is_address_name(name):
            there.setdefault(name, set()).add(key)
    return lost | there


def renaming_of(index: DecisionIndex, noted: Noted, lost: Lost) -> Renaming:
    """Return the articles that are `lost`, compared with what the run met in all others.

    Raises FileProblem where the decisions file cannot be read again.
    """
    renaming = Renaming(index, lost)
    for rules in noted.rules:
        renaming.met(rules)
    for name, (keys, rules) in noted.met.items() if lost else ():
        renaming.meet(name, keys, rules)
    return renaming
