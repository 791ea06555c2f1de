"""Undo and redo while a section is edited: all that is shown stays in one place, or the editor is left first."""

from typing import NamedTuple

from review_tui.article import Span
from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.review.history import Step
from review_tui.tui.action import Action
from review_tui.tui.screens.editing import Editing


class _Visit(NamedTuple):
    """The editor as undo left it: where hand and caret were, and between which steps of the history."""

    path: str
    key: str  # of the finding, empty where there was none
    place: int
    caret: int
    done: int  # steps
    undone: Step | None


class TurningBack(Editing):
    """The panes and the editor, which undo leads out of and redo into again."""

    def __init__(self, desk: Desk, at: Focus, actions: tuple[Action, ...]) -> None:
        super().__init__(desk, at, actions)
        self._done = 0  # steps of the history when the editor was opened
        self._undone: Step | None = None  # the one that could be done again then
        self._left: _Visit | None = None  # by undo

    def open_editor(self) -> None:
        """Open the section in focus for editing; what is done from now on is done in the editor."""
        self._done, self._undone, self._left = len(self.desk.history.done), self._to_do_again, None
        super().open_editor()

    @property
    def _to_do_again(self) -> Step | None:
        return next(reversed(self.desk.history.undone), None)

    def crosses(self, *, back: bool) -> bool:
        """Leave the editor before a step that was made neither in it nor in its text, and come back in the same way."""
        return self._leaves_before(back=back) if self.is_typing else not back and self._comes_back()

    def _leaves_before(self, *, back: bool) -> bool:
        history, session = self.desk.history, self.at.session
        if back:
            step = history.done[-1].reversed if history.done else None
            is_own = len(history.done) > self._done
        else:
            step = self._to_do_again
            is_own = step is not self._undone
        if step is None or is_own or self._growth(step) is not None:
            return False
        finding = self.at.finding
        key = session.key(finding) if finding is not None else ""
        visit = _Visit(session.name, key, self.at.place, self.place, len(history.done), self._to_do_again)
        self.leave_editor()
        self._left = visit if back else None
        article = self.desk.at(step.path).article
        line = article.place(min(step.place, len(article.text))).line
        where = f"line {line}" + ("" if step.path == session.name else f" of {step.path}")
        what = "Ctrl+z undoes what was done before" if back else "Ctrl+y does again what was undone before"
        self.say(f"The editor is left. {what}: {step.label}, {where}.")
        return True

    def _comes_back(self) -> bool:
        """Open the editor as undo left it, where nothing else was done since; tell whether that is so."""
        left, session = self._left, self.at.session
        if left is None or left.path != session.name or not session.can_edit or session.is_unseen:
            return False
        if left.done != len(self.desk.history.done) or left.undone is not self._to_do_again:
            return False
        self.at.go_to(min(left.place, len(session.article.text)))
        self.at.go_to_key(left.key)
        self.open_editor()
        self.fill_editor(self.edited, left.caret)
        self.show()
        self.say("You are back in the editor.")
        return True

    def after_step(self, step: Step, place: int, before: str) -> None:
        """Show what a step came to; one that was made elsewhere while the editor was open leaves it where it is."""
        growth = self._growth(step) if self.is_typing else None
        self._done = min(self._done, len(self.desk.history.done))
        if growth is not None:
            edited = Span(self.edited.start, self.edited.end + growth)
            self.at.settle(step.place)
            self.fill_editor(edited, step.end)
            self.stay_in_editor()
            self.show()
        elif self.is_typing:
            self.after_others(place, before)
        else:
            super().after_step(step, place, before)

    def _growth(self, step: Step) -> int | None:
        """Return by how much a step lets the stretch in the editor grow; None where it is a step elsewhere, too."""
        edits = [edit for change in step.texts if change.path == self.edited_in for edit in change.edits]
        is_elsewhere = step.glossary is not None or step.decisions is not None or len(step.texts) != 1
        if is_elsewhere or not edits or not all(self.edited.covers(edit.span) for edit in edits):
            return None
        return sum(edit.growth for edit in edits)
