"""How far the review of a section is."""

from enum import StrEnum


class SectionState(StrEnum):
    """How far the review of a section is. It belongs to the section's text, and falls back when that changes."""

    OPEN = "open"
    NEEDS_WORK = "needs work"
    REVIEWED = "reviewed"

    @property
    def told(self) -> str:
        """Return what sentences call it: `open`, `in need of work`, `reviewed`."""
        return "in need of work" if self is SectionState.NEEDS_WORK else self.value

    @property
    def letter(self) -> str:
        """Return what stands for it in a list: nothing while it is open."""
        return {"open": " ", "needs work": "!", "reviewed": "v"}[self.value]
