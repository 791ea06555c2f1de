"""Reading the file of an article again, where another program changed it under the desk."""

from collections.abc import Callable
from functools import partial

from review_tui.files.stamp import changed
from review_tui.review.article.opening import Opened
from review_tui.review.article.session import Session
from review_tui.review.kept import Look, TakeOver, WriteResult


def rereading(session: Session, take: Callable[[Opened], None]) -> Look:
    """Return the job that reads the file again where another program changed it; under unsaved work, that is only told.

    Of a file that is gone or cannot be read any more, what was read before stays. `take` takes in one that was read
    before and is read whole now; any other becomes the session's as it is.
    """
    disk = session.disk
    stamp, problem, text = disk.stamp, disk.problem, session.article.text
    known = disk.seen if disk.seen is not None and session.is_dirty else stamp

    def take_over(opened: Opened) -> WriteResult:
        if disk.is_being_saved or disk.stamp is not stamp:
            return WriteResult(is_news=False)
        told = _told_of_change(session, opened)
        if told is None:
            (take if stamp and opened.stamp else session.take_file)(opened)
        return told or WriteResult()

    def look() -> TakeOver | None:
        if not problem and (known is None or not changed(disk.path, known)):
            return None
        opened = disk.read()
        is_shown = stamp is not None or opened.article.text == text
        is_known = opened.stamp is None and opened.problem == problem and is_shown
        return None if is_known else partial(take_over, opened)

    return look


def _told_of_change(session: Session, opened: Opened) -> WriteResult | None:
    """Return what is told of a change that leaves the text as it is; None where the text becomes the file's."""
    disk, name = session.disk, session.name
    if disk.stamp is not None and opened.stamp is None:
        disk.problem = opened.problem
        return WriteResult((f"{opened.problem}; what was read before stays here",))
    if disk.stamp is not None and opened.stamp is not None and opened.stamp.sha256 == disk.stamp.sha256:
        disk.stamp, disk.problem, disk.seen = opened.stamp, "", None
        return WriteResult((f"{name} is there again, as it was.",))
    if session.is_dirty:
        what = "is there again, but not as it was" if disk.problem else "was changed by another program"
        disk.problem, disk.seen = "", opened.stamp
        return WriteResult((f"{name} {what}. Yours stays here, and you are asked about both when you save.",))
    return None
