"""What the findings in a document depend on besides its text: configuration, glossary and decisions, as on disk now."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from review_tui.files.own import cache_folder
from review_tui.files.stamp import FileProblem, Glance, glance
from review_tui.glossary.search.matcher import ALWAYS_FEW, Matcher
from review_tui.glossary.storage.compiled import load_compiled
from review_tui.lint.decisions.index import DecisionIndex, read_index
from review_tui.lint.decisions.leaving import Accepting, accepting_of
from review_tui.lint.discovery.discovery import is_excluded
from review_tui.lint.discovery.ignoring import forget_gitignores
from review_tui.lint.project import Project, exclusions_of
from review_tui.lint.settings import Checking
from review_tui.severity import Severity

Glances = tuple[Glance | None, ...]
FilesSeen = tuple[tuple[str, Glance | None], ...]
"""Files, each with a glance at it just before it was read."""
Say = Callable[[str], None]

Key = TypeVar("Key")
Value = TypeVar("Value")

_KEPT = 4  # glossaries, and decisions files


@dataclass(frozen=True, slots=True)
class Holding:
    """What holds for one article.

    - `checking`, `matcher`: how it is checked, and with which glossary.
    - `accepted`: the findings that an editor decided to leave (see `Accepting`).
    - `trouble`: messages about a glossary or decisions file that could not be read.
    - `unsure`: why not everything may be fixed at once, empty where it may: what is to stay is not known.
    - `left_out`: whether the configuration excludes the article, so that nothing in it is checked.
    - `index`: the decisions that were read, about this and other articles.
    - `files`: the files that all this comes from.
    """

    checking: Checking
    matcher: Matcher
    accepted: Accepting = field(default_factory=dict)
    trouble: tuple[str, ...] = ()
    unsure: str = ""
    left_out: bool = False
    index: DecisionIndex | None = None
    files: FilesSeen = ()


class Surroundings:
    """Answers for each article what holds for it. Files that changed since they were read are read again.

    Configuration, glossary and decisions are looked for in the article's folder and above, and then from the folder
    that the client has open. `say` takes messages for the client's log, about single rows of a glossary.
    """

    def __init__(self, say: Say = lambda _: None) -> None:
        self._say = say
        self._matchers: dict[tuple[str, ...], tuple[Glances, Matcher]] = {}
        self._indexes: dict[Path, tuple[Glances, DecisionIndex, tuple[str, ...]]] = {}
        self._said: set[str] = set()

    def say_once(self, message: str) -> None:
        """Put a message into the log that is not there yet."""
        if message not in self._said:
            self._said.add(message)
            self._say(message)

    def of(self, file: Path, here: Path | None = None) -> Holding:
        """Return what holds for an article, as for a command that runs in the folder `here` (or the article's own).

        The file need not be there. Raises ConfigError where the configuration is wrong.
        """
        folder = file.parent
        project = Project(folder=here or folder)  # which remembers what it reads: a new one sees what changed
        forget_gitignores()
        config, glossary, decisions = (
            project.config_file(folder),
            project.settings(folder).glossary,
            project.decisions(folder),
        )
        files = tuple((path, glance(path)) for path in (*glossary, str(decisions)))
        if config is not None:
            files = (*files, (str(config.path), config.seen))
        checking = project.checking(file)
        matcher = self._matcher(glossary)
        index, damage = self._index(decisions)
        unread = tuple(str(each) for each in matcher.glossary.problems if each.of_file)
        return Holding(
            checking,
            matcher,
            accepting_of(index.of(file)),
            (*unread, *damage),
            "" if index.is_whole else _unsure(index.file),
            left_out=is_excluded(file, exclusions_of(project)),
            index=index,
            files=files,
        )

    def _matcher(self, paths: tuple[str, ...]) -> Matcher:
        seen = tuple(map(glance, paths))
        known = self._matchers.pop(paths, None)
        if known is None or known[0] != seen:
            glossary = load_compiled([Path(path) for path in paths], cache_folder())
            for problem in glossary.problems:
                if problem.severity is Severity.ERROR:
                    self._say(str(problem))
            known = (seen, Matcher(glossary, ALWAYS_FEW))
        _keep(self._matchers, paths, known)
        return known[1]

    def _index(self, file: Path) -> tuple[DecisionIndex, tuple[str, ...]]:
        """Return the decisions in a file, and what is wrong with it."""
        seen = (glance(file),)
        known = self._indexes.pop(file, None)
        if known is None or known[0] != seen:
            try:
                index = read_index(file)
                damage = tuple(f"{file}:{line}: {message}" for line, message in index.problems)
            except FileProblem as problem:
                index, damage = DecisionIndex(file, [(0, problem.message)], None), (str(problem),)
            if damage:
                damage = (*damage, _unsure(file))
            known = (seen, index, damage)
        _keep(self._indexes, file, known)
        return known[1:]


def _unsure(file: Path) -> str:
    return f"{file} could not be read as a whole, so nothing is fixed but one by one: mend it first"


def _keep(table: dict[Key, Value], key: Key, value: Value) -> None:
    """Put a value last, and let the first go where there are too many."""
    table[key] = value
    while len(table) > _KEPT:
        del table[next(iter(table))]
