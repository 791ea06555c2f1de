"""One visit to the editor: where undo leads out of it, and how redo leads back."""

from typing import NamedTuple

from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.review.history import Step
from review_tui.tui.edited_section import EditedSection


class _Left(NamedTuple):
    """The editor as undo left it: where hand and caret were, and between which steps of the history."""

    path: str
    key: str  # of the finding, empty where there was none
    place: int
    caret: int
    done: int  # steps
    undone: Step | None


class EditorVisit:
    """Knows which steps of the history were made since the editor was opened, and how to come back after undo."""

    def __init__(self, desk: Desk, at: Focus, edited: EditedSection) -> None:
        self._desk, self._at, self._edited = desk, at, edited
        self._done = 0  # steps of the history when the editor was opened
        self._undone: Step | None = None  # the one that could be done again then
        self._left: _Left | None = None  # by undo

    def begin(self) -> None:
        """Count what is done from now on as done in the editor."""
        self._done, self._undone, self._left = len(self._desk.history.done), self._to_do_again, None

    @property
    def _to_do_again(self) -> Step | None:
        return next(reversed(self._desk.history.undone), None)

    def step_outside(self, *, back: bool) -> Step | None:
        """Return the step to undo (or redo) next where it was made neither in the editor nor in its text, else None."""
        done = self._desk.history.done
        if back:
            step = done[-1].reversed if done else None
            is_own = len(done) > self._done
        else:
            step = self._to_do_again
            is_own = step is not self._undone
        return None if step is None or is_own or self._edited.growth_by(step) is not None else step

    def end(self, *, by_undo: bool) -> None:
        """Note where hand and caret are as the editor is left; redo leads back there if undo left it."""
        session, finding = self._at.session, self._at.finding
        key = session.key(finding) if finding is not None else ""
        done = len(self._desk.history.done)
        left = _Left(session.name, key, self._at.place, self._edited.place, done, self._to_do_again)
        self._left = left if by_undo else None

    def resume(self) -> int | None:
        """Put the hand back where undo left the editor; return where the caret was.

        None where undo did not leave it, or something else was done since.
        """
        left, session = self._left, self._at.session
        if left is None or left.path != session.name or not session.can_edit or session.is_unseen:
            return None
        if left.done != len(self._desk.history.done) or left.undone is not self._to_do_again:
            return None
        self._at.go_to(min(left.place, len(session.article.text)))
        self._at.go_to_key(left.key)
        return left.caret

    def lose_undone(self) -> None:
        """Note that steps from before the visit may have been undone: those are no longer there to lead out of it."""
        self._done = min(self._done, len(self._desk.history.done))
