"""Taking over the file of an article that others changed, as a step that can be undone."""

from msgspec.structs import replace

from review_tui.article.shifting import smallest
from review_tui.review.article.opening import Opened
from review_tui.review.article.session import Session
from review_tui.review.decisions.forms import Moved
from review_tui.review.desk import Desk
from review_tui.review.following import follow
from review_tui.review.history import Step

READ_AGAIN = "read the file again"
"""The label of a step."""


def merge(desk: Desk, session: Session, theirs: Opened, text: str) -> None:
    """Replace the text of an article with `text`, in which it was merged with `theirs`, its file as it is now.

    What differs from the file counts as unsaved then; nothing is saved here. Raises FileProblem where the file could
    not be read whole.
    """
    _take(desk, session, theirs, text, "merge with the file")


def read_again(desk: Desk, session: Session, opened: Opened | None = None) -> None:
    """Replace the text of an article, and the decisions about it, with what their files have.

    Undo brings back what was not saved. The article is read now, unless it was `opened` just before. Raises FileProblem
    where it cannot be read whole.
    """
    theirs = opened if opened is not None else session.disk.read()
    lost = desk.history.fixes(session.name, since=session.disk.text)
    forms = desk.shelf.decisions(session.file.parent).forms(session.file)
    moved = tuple((form.now.identity, form.was.identity) for form in forms)
    _take(desk, session, theirs, theirs.article.text, READ_AGAIN, fixes=-lost, moved=moved)


def take_in(desk: Desk, session: Session, theirs: Opened) -> None:
    """Replace the text of an article that has nothing unsaved with that of its file, which others changed.

    Where the history has steps of the article, this becomes another one, to be undone before them; once it is undone,
    the old text counts as unsaved.
    """
    mine = session.article.text
    session.rebase(theirs)
    if mine == theirs.article.text:
        return
    edit = smallest(0, mine, theirs.article.text)
    change = session.edit((edit,))
    desk.history.add_from_outside(Step(READ_AGAIN, session.name, edit.span.start, (change,)))


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
