"""Fixes of the desk, and the decisions about findings next to them, which move as in `lint --fix`.

They move in memory with the text, are undone with it, and are written when it is saved.
"""

from collections.abc import Sequence
from contextlib import suppress

from msgspec.structs import replace

from review_tui.article import Edit
from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.decisions import Accepted, identity_of
from review_tui.lint.decisions.writing import change as add
from review_tui.lint.fixing.tracking import tracked
from review_tui.review.article.session import Session
from review_tui.review.decisions.decision_file import DecisionFile
from review_tui.review.history import TextChange
from review_tui.review.shelf import Shelf


def mend(session: Session, shelf: Shelf, edits: Sequence[Edit], fixes: int = 0) -> TextChange:
    """Make edits, as `Session.edit` does, and return the change; `fixes` is how many findings they mend.

    With fixes, decisions about findings next to the edits move to what those findings are known by now.
    """
    if not fixes or not session.accepted or not session.left:  # to know what is left takes a look at the article
        return session.edit(edits, fixes=fixes)
    decisions = shelf.decisions(session.file.parent)
    before, left, about = session.analysis, session.left, decisions.about(session.file)
    made = session.edit(edits, fixes=fixes)
    after = session.analysis
    moved = []
    for index, indexes in tracked(left.keys(), before.findings, after.findings, edits).items():
        decision = about.get(left[index])
        if indexes and isinstance(decision, Accepted):
            identity = identity_of(decision, before.items[index].identity)
            if identity is not None:
                moved.append((identity, after.items[indexes[0]].identity))
    made = replace(made, moved=tuple((old, new) for old, new in moved if old != new))
    follow(session, decisions, made)
    return made


def redo(session: Session, shelf: Shelf, change: TextChange) -> None:
    """Make a change that fits the text, as `Session.redo` does, and move decisions as it did the first time.

    If the change came of reading the file again, and the file was not saved since, the session also takes over what
    was read then.
    """
    session.redo(change)
    if change.files is not None and session.as_read.stamp is change.files[0].stamp:
        session.rebase(change.files[1])
    follow(session, shelf.decisions(session.file.parent), change)


def follow(session: Session, decisions: DecisionFile, change: TextChange) -> None:
    """Move the decisions about an article to the identities that its findings have after a change of its text."""
    if change.moved:
        decisions.follow(session.file, change.moved)
        session.accepted = decisions.accepted(session.file)


class Saving:
    """The moved decisions of an article that is being saved.

    The new ones are written before the article; the old ones are deleted after it, so that a crash in between loses
    none.
    """

    def __init__(self, session: Session, shelf: Shelf) -> None:
        """Take the moved decisions of the article, as they are for its text now."""
        self._decisions = shelf.decisions(session.file.parent)
        self._session = session
        self._forms = self._decisions.forms(session.file)

    def begin(self) -> None:
        """Add the new decisions to their file; it may run in a thread.

        A file that cannot be written is passed over: the write after `end` raises what is wrong.
        """
        if self._forms:
            with suppress(FileProblem):
                add(self._decisions.file, [form.now for form in self._forms])

    def end(self) -> None:
        """Let the decisions file hold the new decisions alone from its next write on; the article is saved."""
        is_all = not self._session.is_dirty  # else the text may be another one by now
        self._decisions.adopt_forms(self._decisions.forms(self._session.file) if is_all else self._forms)
