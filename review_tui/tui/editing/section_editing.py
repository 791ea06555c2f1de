"""Editing one section in place of the article: opening the editor, leaving it, and undo that crosses its border."""

from typing import TYPE_CHECKING, NamedTuple

from textual.timer import Timer

from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.review.history import Step
from review_tui.tui.editing.edited_section import EditedSection

if TYPE_CHECKING:
    from review_tui.tui.screens.review import ReviewScreen

PAUSE = 0.25  # seconds without a key after which what is typed is taken over and looked at


class SectionEditing:
    """The editor of the review screen, and what it means for the rest of the screen that it is open or not."""

    def __init__(self, screen: "ReviewScreen") -> None:
        self._screen = screen
        self._desk, self._at = screen.desk, screen.at
        self.section = EditedSection(screen.desk, screen.at, screen.board.editor)
        self._visit = _EditorVisit(screen.desk, screen.at, self.section)
        self._pause: Timer | None = None  # until what is typed is taken over

    @property
    def is_open(self) -> bool:
        """Tell whether the section in focus is open for editing."""
        return self.section.is_open

    def open(self) -> None:
        """Open the section in focus for editing, the caret at the current finding."""
        self._visit.begin()
        room = self._screen.board.article.size  # whose place it takes
        self._screen.board.make_room(for_editor=True)
        self._screen.board.bring("Article")
        self.section.open(room)

    def leave(self) -> bool:
        """Close the editor, if it is open, and look at the section again; tell whether it was open."""
        if not self.is_open:
            return False
        board = self._screen.board
        self.section.close()
        board.make_room(for_editor=False)
        if self._screen.focused is board.editor:
            board.findings.focus()
        if not self._at.hold() and not self._at.session.is_unseen:
            self._at.go_to(self._at.place)
        self._screen.show()
        return True

    # While one types

    def wait_for_pause(self) -> None:
        """Take over what is typed once no further key came for a moment."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self._screen.set_timer(PAUSE, self.take_typing)

    def take_typing(self) -> None:
        """Take over what was typed so far, and show what it came to."""
        if self._screen.has_panes and self.is_open:
            self.section.take_in()
            self._at.hold()
            self._screen.show()

    def turn(self, *, to_end: bool) -> bool:
        """Take the caret to the beginning or the end of the text in the editor; tell whether that has the focus."""
        editor = self._screen.board.editor
        is_in_it = self._screen.focused is editor
        if is_in_it:
            editor.move_cursor(editor.document.end if to_end else editor.document.start)
        return is_in_it

    # What something else than a key in the editor changes

    def follow(self, step: Step) -> bool:
        """Show in the editor what a step that was undone or redone came to, where it was made in there.

        Tell whether it was made there, and nowhere else.
        """
        self._visit.lose_undone()
        if not self.section.follow(step):
            return False
        self.section.keep_hand()
        self._screen.show()
        return True

    def crosses(self, *, back: bool) -> bool:
        """Leave the editor where the step to undo (`back`) or to redo next was made neither in it nor in its text.

        In the same way, redo comes back to an editor that undo left. Tell whether the editor was left or opened; the
        step itself is neither undone nor redone then.
        """
        return self._leaves_before(back=back) if self.is_open else not back and self._comes_back()

    def _leaves_before(self, *, back: bool) -> bool:
        step, here = self._visit.step_outside(back=back), self._at.session.name
        if step is None:
            return False
        self._visit.end(by_undo=back)
        self.leave()
        article = self._desk.at(step.path).article
        line = article.place(min(step.place, len(article.text))).line
        where = f"line {line}" + ("" if step.path == here else f" of {step.path}")
        does = "undoes what was done before" if back else "does again what was undone before"
        key = self._screen.key_for("undo" if back else "redo")
        self._screen.say(f"The editor is left. {key} {does}: {step.label}, {where}.")
        return True

    def _comes_back(self) -> bool:
        """Open the editor as undo left it, where nothing else was done since; tell whether that is so."""
        caret = self._visit.resume()
        if caret is None:
            return False
        self.open()
        self.section.fill(self.section.span, caret)
        self._screen.show()
        self._screen.say("You are back in the editor.")
        return True


# Where undo leads out of the editor, and redo back


class _Left(NamedTuple):
    """The editor as undo left it: where hand and caret were, and between which steps of the history."""

    path: str
    key: str  # of the finding, empty where there was none
    place: int
    caret: int
    done: int  # steps
    undone: Step | None


class _EditorVisit:
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
