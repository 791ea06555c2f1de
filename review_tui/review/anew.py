"""Taking in the file of an article that others changed under unsaved work, as a step that can be taken back."""

from dataclasses import replace

from review_tui.review.article.opening import Opened
from review_tui.review.article.session import Session
from review_tui.review.article.shifting import smallest
from review_tui.review.decisions.forms import Moved
from review_tui.review.desk import Desk
from review_tui.review.following import follow
from review_tui.review.history import Step


def merge(desk: Desk, session: Session, theirs: Opened, text: str) -> None:
    """Make `text` of an article, which was put together with `theirs`, the file as it is now. Nothing is saved.

    Raises FileProblem where the file could not be read whole.
    """
    _take(desk, session, theirs, text, "merge with the file")


def read_again(desk: Desk, session: Session, opened: Opened | None = None) -> None:
    """Take an article as it is in its file, and the decisions about it as they are there.

    What was not saved comes back where that is taken back. It is read now, unless it was `opened` before. Raises
    FileProblem where it cannot be read whole.
    """
    theirs = opened if opened is not None else session.on_disk()
    lost = desk.history.fixes(session.name, since=session.saved_text)
    forms = desk.shelf.decisions(session.file.parent).forms(session.file)
    moved = tuple((form.now.identity, form.was.identity) for form in forms)
    _take(desk, session, theirs, theirs.article.text, "read the file again", fixes=-lost, moved=moved)


def _take(
    desk: Desk, session: Session, theirs: Opened, text: str, label: str, *, fixes: int = 0, moved: Moved = ()
) -> None:
    files = session.as_read, theirs
    session.rebase(theirs)
    if text != session.article.text:
        edit = smallest(0, session.article.text, text)
        change = replace(session.edit((edit,), fixes=fixes), moved=moved, files=files)
        follow(session, desk.shelf.decisions(session.file.parent), change)
        desk.history.add(Step(label, session.name, edit.span.start, (change,)))
