"""The editors' decisions while they are being made: one file, shared with CI and with other editors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from review_tui.files.stamp import FileProblem, Stamp, changed, read
from review_tui.lint.decisions import Accepted, Decision, Reviewed, all_decisions, change, merge_by_union, path_in

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


class DecisionFile:
    """The decisions of one file, by article and key.

    `problem` says what keeps it from being read; then it holds none, and none can be made.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.problem = ""
        self._read()

    def _read(self) -> None:
        self._articles: dict[str, dict[str, Decision]] = {}
        self._stamp: Stamp | None = None
        self.problem = ""
        if not self.file.exists():
            return
        try:
            data, self._stamp = read(self.file)
        except FileProblem as problem:
            self.problem = str(problem)
            return
        for decision in all_decisions(data):
            self._articles.setdefault(decision.path, {})[decision.key] = decision

    def about(self, article: Path) -> Mapping[str, Decision]:
        """Return the decisions about an article, by key."""
        return self._articles.get(_name(self.file, article), _NONE)

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
        """Take decisions out of the file and put others in; what others decided meanwhile stays.

        Raises FileProblem where it cannot be written; nothing is decided then.
        """
        if self.problem:
            raise FileProblem(self.file, f"no decision can be made: {self.problem}")
        added = list(added)
        gone = {(decision.path, decision.key) for decision in removed}
        is_new = not self.file.exists()
        change(self.file, added, lambda decision: (decision.path, decision.key) in gone)
        if is_new:
            merge_by_union(self.file)
        self._read()

    @property
    def is_changed_on_disk(self) -> bool:
        """Tell whether another program changed the file."""
        return self.file.exists() if self._stamp is None else changed(self.file, self._stamp)

    def take_in(self) -> bool:
        """Read the file again where another program changed it; tell whether it did."""
        is_changed = self.is_changed_on_disk
        if is_changed:
            self._read()
        return is_changed


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
        """Write the change.

        Raises FileProblem where the file cannot be written.
        """
        self.decisions.change(self.removed, self.added)
