"""Fixes of the desk, and the decisions about findings beside them: those follow, as in `lint --fix`.

They do in memory, with the text: undone with it, and written when it is saved.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from review_tui.article import Edit
from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.decisions import Accepted
from review_tui.lint.decisions.writing import change as add
from review_tui.lint.fixing.tracking import tracked
from review_tui.review.article.session import Session
from review_tui.review.decisions.decided import DecisionFile
from review_tui.review.history import TextChange
from review_tui.review.shelf import Shelf


def mend(session: Session, shelf: Shelf, edits: Sequence[Edit], fixes: int = 0) -> TextChange:
    """Make edits, as `Session.edit` does; where they mend findings, decisions about others follow."""
    if not fixes or not session.left:
        return session.edit(edits, fixes=fixes)
    decisions = shelf.decisions(session.file.parent)
    before, left, about = session.analysis, session.left, decisions.about(session.file)
    made = session.edit(edits, fixes=fixes)
    after = session.analysis
    moved = []
    for place, places in tracked(left.keys(), before.findings, after.findings, edits).items():
        decision = about.get(left[place])
        if places and isinstance(decision, Accepted):
            moved.append((decision.identity, after.items[places[0]].identity))
    made = replace(made, moved=tuple((old, new) for old, new in moved if old != new))
    follow(session, decisions, made)
    return made


def redo(session: Session, shelf: Shelf, change: TextChange) -> None:
    """Make a change that fits, as `Session.redo` does; decisions follow as they did before.

    Where the file was read again for it, what was read is that which it was then, unless it was saved since.
    """
    session.redo(change)
    if change.files is not None and session.as_read.stamp is change.files[0].stamp:
        session.rebase(change.files[1])
    follow(session, shelf.decisions(session.file.parent), change)


def follow(session: Session, decisions: DecisionFile, change: TextChange) -> None:
    """Let decisions about an article be about the findings as a change of its text made them."""
    if change.moved:
        decisions.follow(session.file, change.moved)
        session.accepted = decisions.accepted(session.file)


class Saving:
    """The decisions that go to the disk with an article: what they are now before it, what they were out after it.

    Whatever ends the program in between, none is lost.
    """

    def __init__(self, session: Session, shelf: Shelf) -> None:
        """Take the decisions as they are now, for the text as it is now."""
        self._decisions = shelf.decisions(session.file.parent)
        self._session = session
        self._forms = self._decisions.forms(session.file)

    def begin(self) -> None:
        """Put down what the decisions are now; it may run in a thread. What goes wrong is told at the end."""
        if self._forms:
            with suppress(FileProblem):
                add(self._decisions.file, [form.now for form in self._forms])

    def end(self) -> None:
        """Let them be what the file is to hold, now that the article is saved: it is not written yet."""
        is_all = not self._session.is_dirty  # else the text may be another one by now
        self._decisions.settle(self._decisions.forms(self._session.file) if is_all else self._forms)
