"""Articles that are gone but still have decisions: finding out whether they were renamed, and saying so."""

import os
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from msgspec import Struct

from review_tui.cli.messages import note, warn
from review_tui.files.presence import is_absent
from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.decisions import DecisionIndex, is_elsewhere
from review_tui.lint.decisions.renaming import RenameMatch, Renaming
from review_tui.lint.report import Report
from review_tui.output.summary import count

SHOWN = 10  # articles that are named one by one


class Missed(Struct, frozen=True):
    """The articles of one decisions file that no longer exist, by their names there.

    `renamed` has what each was renamed to; `gone` are those deleted, whose decisions are stale; `others` are those of
    which neither is certain, with their candidates, if any.
    """

    renamed: dict[str, RenameMatch]
    gone: list[str]
    others: dict[str, list[RenameMatch]]


class Missing:
    """Compares the articles of a run that have no decisions with those that are gone."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """`folders` are gone through as a whole."""
        self._folders = [os.path.join(folder, "") for folder in folders]  # noqa: PTH118  for each of many files
        self._renamings: dict[Path, Renaming | None] = {}
        self._gone: dict[Path, list[str]] = {}

    def meet(self, index: DecisionIndex, name: str, report: Report, rules: Callable[[], Collection[str]]) -> None:
        """Compare an article without decisions, by its report, with those that are gone.

        `name` is what the decisions file would call it, `rules` returns the names of the rules that ran on it.
        """
        if index.file not in self._renamings:
            self._renamings[index.file] = self._renaming(index)
        renaming = self._renamings[index.file]
        if renaming is not None:
            renaming.meet(name, {item.identity.key for item in report.items}.union(report.sections), rules())

    def _renaming(self, index: DecisionIndex) -> Renaming | None:
        gone = self._gone[index.file] = self._gone_of(index, index.articles) if self._folders else []
        try:
            return Renaming(index, gone) if gone else None
        except FileProblem:
            return None  # whoever writes to it is told

    def missed(self, index: DecisionIndex, seen: Collection[str]) -> Missed:
        """Return what became of the articles of a decisions file that the run has not `seen`, by their names there."""
        renaming = self._renamings.get(index.file)
        if renaming is None:
            return Missed({}, self._gone_of(index, index.articles.keys() - seen), {})
        renamed: dict[str, RenameMatch] = {}
        gone: list[str] = []
        others: dict[str, list[RenameMatch]] = {}
        for name in self._gone[index.file]:
            if name in seen:  # what its file is called is no text
                continue
            match = renaming.renamed(name)
            if match is not None:
                renamed[name] = match
            elif renaming.matches(name) or not renaming.can_tell(name):
                others[name] = renaming.matches(name)
            else:
                gone.append(name)
        return Missed(renamed, gone, others)

    def _gone_of(self, index: DecisionIndex, names: Collection[str]) -> list[str]:
        """Return the articles, by their names in a decisions file, that should be in the folders and are not, sorted.

        Those at an address are never among them: only their own file system could tell.
        """
        above = str(index.file.parent)
        found = []
        for name in names:
            file = os.path.normpath(os.path.join(above, name))  # noqa: PTH118  for each of many files
            is_here = any(file.startswith(folder) for folder in self._folders)
            if is_here and not os.path.exists(file) and is_absent(Path(file)) and not is_elsewhere(name):  # noqa: PTH110
                found.append(name)
        return sorted(found)


def tell(file: str, index: DecisionIndex, missed: Missed, *, pruning: bool) -> None:
    """Print what became of articles that are gone; `file` is how messages name their decisions file."""
    moved = []
    for name, match in missed.renamed.items():
        about = index.articles[name]
        if pruning:
            moved.append(f"Moved {count(len(about) - len(match.stale), 'decision')} about {name} to {match.name}.")
        else:
            moved.append(
                f"{file}: {name} is gone, and {match.name} has {len(match.keys)} of the {len(about)} decided things of "
                "it: where it is the same article, `review-tui lint --prune` moves the decisions"
            )
    _some(moved, note if pruning else warn, "Moved the decisions about {}." if pruning else "the same holds of {}")
    unsure = []
    for name, matches in missed.others.items():
        if matches:
            them = " and ".join(match.name for match in matches)
            unsure.append(
                f"{file}: {name} is gone, and {them} may be it: nothing is moved or taken out; put the right name into "
                "its lines, or delete them"
            )
        else:
            unsure.append(f"{file}: {name} is gone; whether another article is it, the rules that ran cannot tell")
    _some(unsure, warn, "the same holds of {}")


def _some(lines: list[str], say: Callable[[str], None], rest: str) -> None:
    for line in lines[:SHOWN]:
        say(line)
    if len(lines) > SHOWN:
        say(rest.format(count(len(lines) - SHOWN, "more article")))
