"""The editors' decisions while they are being made: one file, shared with CI and with other editors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from review_tui.files.stamp import FileProblem, Stamp, changed, read
from review_tui.lint.decisions import Accepted, Decision, Reviewed, all_decisions, change, merge_by_union, path_in
from review_tui.review.kept import Job, Look, Outcome, TakeOver

_NONE: Mapping[str, Decision] = MappingProxyType({})


_name = lru_cache(maxsize=256)(path_in)  # asked for every section at every key


class SectionState(StrEnum):
    """How far the review of a section is. It belongs to the section's text, and falls back when that changes."""

    OPEN = "open"
    NEEDS_WORK = "needs work"
    REVIEWED = "reviewed"

    @property
    def letter(self) -> str:
        """Return what stands for it in a list: nothing while it is open."""
        return {"open": " ", "needs work": "!", "reviewed": "v"}[self.value]


Name = tuple[str, str]
"""What a decision is known by in its file: the path of its article, and its key."""


def _name_of(decision: Decision) -> Name:
    return decision.path, decision.key


class _OnDisk(NamedTuple):
    """A file as it was read last; `problem` says what kept it from being read."""

    articles: dict[str, dict[str, Decision]]
    stamp: Stamp | None = None
    problem: str = ""


def _read(file: Path) -> _OnDisk:
    articles: dict[str, dict[str, Decision]] = {}
    if not file.exists():
        return _OnDisk(articles)
    try:
        data, stamp = read(file)
    except FileProblem as problem:
        return _OnDisk(articles, None, str(problem))
    for decision in all_decisions(data):
        articles.setdefault(decision.path, {})[decision.key] = decision
    return _OnDisk(articles, stamp)


class DecisionFile:
    """The decisions of one file, by article and key.

    `problem` says what keeps it from being read; then it holds none, and none can be made.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._added: dict[Name, Decision] = {}  # what is not written yet
        self._removed: dict[Name, Decision] = {}
        self._turn = 0  # goes up when a write begins and when it is taken over: it is odd between
        self._load(_read(file))

    def _load(self, disk: _OnDisk) -> None:
        self._articles, self._stamp, self.problem = disk
        for decision in self._removed.values():
            self._articles.get(decision.path, {}).pop(decision.key, None)
        for decision in self._added.values():
            self._articles.setdefault(decision.path, {})[decision.key] = decision

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return self.file.name

    def about(self, article: Path) -> Mapping[str, Decision]:
        """Return the decisions about an article, by key."""
        return self._articles.get(_name(self.file, article), _NONE)

    def holds(self, decision: Decision) -> bool:
        """Tell whether this very decision was made."""
        return self._articles.get(decision.path, _NONE).get(decision.key) == decision

    def accepted(self, article: Path) -> frozenset[str]:
        """Return the keys of the findings of an article that may stay."""
        return frozenset(key for key, decision in self.about(article).items() if isinstance(decision, Accepted))

    def state(self, article: Path, section: str) -> SectionState:
        """Return the state of a section, known by its key."""
        decision = self.about(article).get(section)
        if not isinstance(decision, Reviewed):
            return SectionState.OPEN
        return SectionState.NEEDS_WORK if decision.state else SectionState.REVIEWED

    def reasons(self) -> list[str]:
        """Return the reasons given so far, the latest first, each once."""
        accepted = [
            decision
            for decisions in self._articles.values()
            for decision in decisions.values()
            if isinstance(decision, Accepted) and decision.reason
        ]
        accepted.sort(key=lambda decision: decision.at, reverse=True)
        return list(dict.fromkeys(decision.reason for decision in accepted))

    def change(self, removed: Iterable[Decision], added: Iterable[Decision]) -> None:
        """Take decisions out and put others in; what others decided meanwhile stays. It is not written yet.

        Raises FileProblem where no decision can be made; nothing is decided then.
        """
        if self.problem:
            raise FileProblem(self.file, f"no decision can be made: {self.problem}")
        for decision in removed:
            self._added.pop(_name_of(decision), None)
            self._removed[_name_of(decision)] = decision
            self._articles.get(decision.path, {}).pop(decision.key, None)
        for decision in added:
            self._removed.pop(_name_of(decision), None)
            self._added[_name_of(decision)] = decision
            self._articles.setdefault(decision.path, {})[decision.key] = decision

    @property
    def is_saved(self) -> bool:
        """Tell whether the file holds all that was decided."""
        return not self._added and not self._removed

    @property
    def unsaved(self) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
        """Return what was taken out, and what was put in, and is not written yet."""
        return tuple(self._removed.values()), tuple(self._added.values())

    def writing(self) -> Job:
        """Return the job that writes what is not written yet; where it cannot be, it waits for the next time."""
        self._turn += 1
        added, removed = dict(self._added), dict(self._removed)

        def give_up(problem: FileProblem) -> Outcome:
            self._turn += 1
            return Outcome((), problem)

        def take_over(disk: _OnDisk) -> Outcome:
            self._turn += 1
            self._added = {name: each for name, each in self._added.items() if added.get(name) is not each}
            self._removed = {name: each for name, each in self._removed.items() if removed.get(name) is not each}
            self._load(disk)
            return Outcome()

        def write() -> TakeOver:
            try:
                is_new = not self.file.exists()
                change(self.file, added.values(), lambda decision: _name_of(decision) in removed)
            except FileProblem as problem:
                return partial(give_up, problem)
            if is_new:
                merge_by_union(self.file)
            return partial(take_over, _read(self.file))

        return write

    def looking(self) -> Look:
        """Return the job that reads the file again where another program changed it."""
        turn, stamp, problem = self._turn, self._stamp, self.problem

        def take_over(disk: _OnDisk) -> Outcome:
            if turn != self._turn or turn % 2:
                return Outcome(is_news=False)  # a write comes between, which has a look of its own
            self._load(disk)
            return Outcome()

        def look() -> TakeOver | None:
            if not (self.file.exists() if stamp is None else changed(self.file, stamp)):
                return None
            disk = _read(self.file)
            is_known = disk.stamp is None and disk.problem == problem
            return None if is_known else partial(take_over, disk)

        return look


@dataclass(frozen=True, slots=True)
class DecisionChange:
    """Decisions that were taken back, and those that were made."""

    decisions: DecisionFile
    removed: tuple[Decision, ...]
    added: tuple[Decision, ...]

    @property
    def reversed(self) -> "DecisionChange":
        """Return the change that takes this one back."""
        return DecisionChange(self.decisions, self.added, self.removed)

    def make(self) -> None:
        """Make the change; it is not written yet.

        Raises FileProblem where no decision can be made.
        """
        self.decisions.change(self.removed, self.added)
