"""What the editor did, as one row of steps over articles, glossary and decisions, to be taken back and done again."""

from collections.abc import Collection
from typing import NewType

from msgspec import Struct
from msgspec.structs import replace

from review_tui.article import Edit, apply_edits
from review_tui.article.shifting import inverse, smallest
from review_tui.glossary.glossary import Glossary
from review_tui.review.article.opening import Opened
from review_tui.review.decisions.decision_file import DecisionChange
from review_tui.review.decisions.forms import Moved
from review_tui.review.terms.glossary_files import GlossaryFiles, Meeting

Files = tuple[Opened, Opened]
"""What was known of a file before it was read again, and after."""

TextHash = NewType("TextHash", int)
"""What stands for a text of an article where only whether it is the same one matters, in one process."""


def hash_of(text: str) -> TextHash:
    """Return the hash of a text."""
    return TextHash(hash(text))


class TextChange(Struct, frozen=True):
    """Edits of one article and those that take them back.

    `edits` belong to the text with `hash_before`, and `inverse` to the one with `hash_after`. `fixes` counts the
    findings that were mended, `moved` names those that are to stay and have other surroundings now. `files` are set
    where the file was read again for this.
    """

    path: str
    edits: tuple[Edit, ...]
    inverse: tuple[Edit, ...]
    hash_before: TextHash
    hash_after: TextHash
    fixes: int = 0
    moved: Moved = ()
    files: Files | None = None

    @property
    def reversed(self) -> "TextChange":
        """Return the change that takes this one back."""
        moved = tuple((new, old) for old, new in self.moved)
        files = (self.files[1], self.files[0]) if self.files is not None else None
        return TextChange(
            self.path, self.inverse, self.edits, self.hash_after, self.hash_before, self.fixes, moved, files
        )


class GlossaryChange(Struct, frozen=True):
    """A change of a glossary: what it was before and after."""

    files: GlossaryFiles
    before: Glossary
    after: Glossary

    @property
    def reversed(self) -> "GlossaryChange":
        """Return the change that takes this one back."""
        return GlossaryChange(self.files, self.after, self.before)


class Step(Struct, frozen=True):
    """One thing the editor did.

    `path` and `place` (an offset in code points) are where, for the eye to return to. A `typed` step may take in the
    next one.
    """

    label: str
    path: str
    place: int
    texts: tuple[TextChange, ...] = ()
    glossary: GlossaryChange | None = None
    decisions: DecisionChange | None = None
    typed: bool = False

    @property
    def reversed(self) -> "Step":
        """Return the step that takes this one back."""
        return replace(
            self,
            texts=tuple(change.reversed for change in self.texts),
            glossary=self.glossary.reversed if self.glossary else None,
            decisions=self.decisions.reversed if self.decisions else None,
        )

    def without(self, paths: Collection[str]) -> "Step | None":
        """Return the step without its changes to the texts of some articles; None if it changed no other."""
        texts = tuple(change for change in self.texts if change.path not in paths)
        if len(texts) == len(self.texts):
            return self
        if not texts:
            return None
        if self.path not in paths:
            return replace(self, texts=texts)
        place = min(edit.span.start for edit in texts[0].edits)
        return replace(self, texts=texts, path=texts[0].path, place=place)

    @property
    def end(self) -> int:
        """Return where the text that it wrote ends, for the caret; `place` where it wrote in several places or none."""
        edits = [edit for change in self.texts for edit in change.edits]
        return edits[0].span.start + len(edits[0].text) if len(edits) == 1 else self.place


class History(Struct):
    """The steps done, and those taken back, the latest of each at the end."""

    done: list[Step] = []
    undone: list[Step] = []

    def add(self, step: Step) -> None:
        """Note a step; what was taken back can no longer be done again."""
        self.done.append(step)
        self.undone.clear()

    def meet(self, met: Meeting) -> None:
        """Let the step whose glossary was merged with that of others begin at theirs: undoing it gives that back."""
        base, mine, theirs, merged = met
        for steps, old, new in (
            (self.done, (base, mine), (theirs, merged)),
            (self.undone, (mine, base), (merged, theirs)),
        ):
            for index, step in enumerate(steps):
                change = step.glossary
                if change is not None and change.before is old[0] and change.after is old[1]:
                    steps[index] = replace(step, glossary=GlossaryChange(change.files, *new))

    def add_typing(self, change: TextChange, before: str, after: str, *, goes_on: bool) -> None:
        """Add a step for typing that changed the text from `before` to `after`.

        If the typing `goes_on`, it is joined with the last step; if the two cancel out, no step is left.
        """
        last = self.done[-1] if self.done else None
        if (
            goes_on
            and last
            and last.typed
            and last.path == change.path
            and last.texts[0].hash_after == change.hash_before
        ):
            first = last.texts[0]
            change = _joined(first, apply_edits(before, first.inverse), after)
            self.done.pop()
        if change.edits:
            self.add(Step("typing", change.path, change.edits[0].span.start, (change,), typed=True))

    def end_typing(self) -> None:
        """Let what is typed from now on be a step of its own."""
        if self.done:
            self.done[-1] = replace(self.done[-1], typed=False)

    def fixes(self, path: str, since: str | None = None) -> int:
        """Return how many findings of an article were mended, in all, or since it had the text `since`."""
        count, then = 0, None if since is None else hash_of(since)
        for step in reversed(self.done):
            for change in step.texts:
                if change.path == path:
                    if change.hash_after == then:
                        return count
                    count += change.fixes
        return count

    def add_from_outside(self, step: Step) -> None:
        """Add a change that others made to an article, if the editor changed that article before.

        Undone changes of that article can no longer be redone; those of other articles can.
        """
        if any(change.path == step.path for did in self.done for change in did.texts):
            self.done.append(step)
        self.undone[:] = [left for each in self.undone if (left := each.without((step.path,))) is not None]


def _joined(first: TextChange, before: str, after: str) -> TextChange:
    """Return the one change that makes `after` of the text `before` the first of several."""
    edit = smallest(0, before, after)
    edits = (edit,) if edit.text or edit.span.start < edit.span.end else ()
    return TextChange(first.path, edits, inverse(before, edits), hash_of(before), hash_of(after))
