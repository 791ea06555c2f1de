"""What editors decided: which findings may stay, and which sections are reviewed. A value; a change makes another."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType


class SectionState(StrEnum):
    """How far the review of a section is. It belongs to the section's text, and falls back when that changes."""

    OPEN = "open"
    NEEDS_WORK = "needs work"
    REVIEWED = "reviewed"

    @property
    def letter(self) -> str:
        """Return what stands for it in a list: nothing while it is open."""
        return {"open": " ", "needs work": "!", "reviewed": "v"}[self.value]


_NONE: Mapping[str, str] = MappingProxyType({})
_NO_STATES: Mapping[str, SectionState] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Decisions by the path of the article: reasons by the key of a finding, states by the key of a section."""

    accepted: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    states: Mapping[str, Mapping[str, SectionState]] = field(default_factory=dict)

    def reasons(self, path: str) -> Mapping[str, str]:
        """Return why findings of an article may stay, by their keys."""
        return self.accepted.get(path, _NONE)

    def state(self, path: str, section: str) -> SectionState:
        """Return the state of a section, known by its key."""
        return self.states.get(path, _NO_STATES).get(section, SectionState.OPEN)

    def accept(self, path: str, finding: str, reason: str) -> "Verdicts":
        """Return the decisions with one more finding that may stay."""
        reasons = {**self.reasons(path), finding: reason}
        return replace(self, accepted={**self.accepted, path: reasons})

    def mark(self, path: str, section: str, state: SectionState) -> "Verdicts":
        """Return the decisions with another state of a section."""
        states = {**self.states.get(path, _NO_STATES), section: state}
        if state is SectionState.OPEN:
            del states[section]
        return replace(self, states={**self.states, path: states})
