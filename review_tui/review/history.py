"""Undo and redo over everything: typing, fixes, and changes of the glossary are one row of steps."""

from dataclasses import dataclass, field

from review_tui.article import Edit, Span, apply_edits
from review_tui.glossary.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the editor did: edits of the text with those that take them back, or another glossary, or both.

    `place` is where in the text it happened, in code points, for the cursor to return to.
    """

    label: str
    place: int
    edits: tuple[Edit, ...] = ()
    inverse: tuple[Edit, ...] = ()
    glossary: tuple[Glossary, Glossary] | None = None
    ignored: tuple[frozenset[str], frozenset[str]] | None = None


@dataclass(slots=True)
class History:
    """The steps done, and those taken back. `saved` is how many were done when the text was last saved."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    saved: int = 0

    def add(self, step: Step) -> None:
        """Note a step; what was taken back can no longer be done again."""
        if self.saved > len(self.done):
            self.saved = -1  # the saved state lies on a way not taken
        self.done.append(step)
        self.undone.clear()

    def mark_saved(self) -> None:
        """Note that the text as it is now is on the disk."""
        self.saved = len(self.done)

    @property
    def is_dirty(self) -> bool:
        """Tell whether the text differs from the saved one, as far as the steps tell."""
        if self.saved < 0:
            return True
        low, high = sorted((self.saved, len(self.done)))
        steps = [*self.done, *reversed(self.undone)][low:high]
        return any(step.edits for step in steps)


def inverse(text: str, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Return the edits that take `edits` of `text` back, in positions of the text after them."""
    back: list[Edit] = []
    shift = 0
    for edit in sorted(edits):
        start = edit.span.start + shift
        back.append(Edit(Span(start, start + len(edit.text)), edit.span.cut(text)))
        shift += edit.growth
    return tuple(back)


def step(label: str, text: str, edits: tuple[Edit, ...], place: int | None = None) -> tuple[Step, str]:
    """Return the step that makes `edits`, and the text after it. Its place is that of the first edit unless given."""
    after = apply_edits(text, edits)
    first = min(edit.span.start for edit in edits)
    return Step(label, first if place is None else place, edits, inverse(text, edits)), after
