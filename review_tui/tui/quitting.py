"""How the desk ends when the editor quits: nothing is lost that the editor was not asked about."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from review_tui.review.article.session import Session
from review_tui.review.kept import names_of
from review_tui.text.count import count, first_few
from review_tui.tui.commands.saving import save_many
from review_tui.tui.screens.progress import Progress
from review_tui.tui.screens.question import Choice, Question
from review_tui.tui.screens.waiting import Waiting

if TYPE_CHECKING:
    from review_tui.tui.app import ReviewApp
    from review_tui.tui.screens.merge import Merge


KEEP = Choice("k", "keep", "quit, and be offered what is not saved at the next start")


class Parting(Question):
    """A question on the way out."""


async def quit_app(app: "ReviewApp") -> None:
    """Quit, unless the editor stays: wait for what is being written, and ask what to do with all that is unsaved.

    Where that is being asked already, nothing is asked anew. What takes a while is to be stopped before.
    """
    if any(isinstance(screen, Parting | Waiting) for screen in app.screen_stack):
        return
    asked = _asked_by_a_save(app)
    if asked is not None:
        asked.say("Answer this first; then quit.")
        return
    busy = next((each for each in app.screen_stack if isinstance(each, Progress) and not each.is_cancelled), None)
    if busy is not None:
        busy.say("Esc stops this first; then quit.")
        return
    if not await _may_leave_form(app) or not await _waited_for_writes(app):
        return
    dirty = _unsaved(app)
    answer = await _ask(app, dirty) if dirty else "save"
    if answer == "keep" and app.journaling.keep_and_end():
        _end(app)
    if answer in (None, "keep") or (answer == "save" and not await _saved(app)):
        return
    if await _may_leave_unwritten(app, is_lost=answer == "discard"):
        _end(app)


def _asked_by_a_save(app: "ReviewApp") -> "Merge | Question | None":
    """Return what a save that is under way asks about a file that others changed, or None where it asks nothing."""
    from review_tui.tui.screens.merge import Merge

    if not app.desk.saving:
        return None
    return next((each for each in reversed(app.screen_stack) if isinstance(each, Merge | Question)), None)


async def _may_leave_form(app: "ReviewApp") -> bool:
    """Tell whether words in the form of a term may be lost, which no draft and no undo brings back; ask where it is so.

    What is being taken over is waited for with all else that is written.
    """
    form = app.review.glossary.form
    if not form.is_filled_in or form.is_taken_over:
        return True
    question = Parting(
        "A form is open",
        "What stands in it is in no glossary yet.",
        (
            Choice("b", "back", "go back to it"),
            Choice("d", "discard", "quit without it"),
        ),
    )
    return await app.push_screen_wait(question) == "discard"


def _unsaved(app: "ReviewApp") -> list[Session]:
    """Return the articles with something to save, what is being typed included."""
    app.review.commit_editor()
    return app.desk.sessions.dirty


async def _ask(app: "ReviewApp", dirty: Sequence[Session]) -> str | None:
    names = first_few([session.file.name for session in dirty], 3)
    question = Parting(
        "Unsaved changes",
        f"{count(len(dirty), 'article')} with unsaved changes: {names}",
        (
            Choice("s", "save", "save and quit"),
            KEEP,
            Choice("d", "discard", "quit without saving"),
        ),
    )
    return await app.push_screen_wait(question)


def _end(app: "ReviewApp") -> None:
    app.remember()
    app.exit(0)


async def _saved(app: "ReviewApp") -> bool:
    """Save what is unsaved, and what is typed while a disk takes long; tell whether nothing is left to save.

    An article that is not saved keeps the editor here, but not one that is read again instead.
    """
    while dirty := _unsaved(app):
        saved, notices = await save_many(app.desk_screen, dirty)
        app.desk_screen.tell(notices)
        if any(session.is_dirty and session not in saved for session in dirty):
            return False
    return True


async def _waited_for_writes(app: "ReviewApp") -> bool:
    """Wait until nothing is being written any more; tell whether the editor waited for that."""
    if not app.writing.names:
        return True
    answer = await app.push_screen_wait(Waiting(lambda: app.writing.names))
    if answer == "now" and app.journaling.keep_and_end():
        _end(app)
    return answer == "over"


async def _may_leave_unwritten(app: "ReviewApp", *, is_lost: bool) -> bool:
    """Save glossaries and decisions that could not be written before; where they still cannot, ask.

    Tell whether to end. Unless what is unsaved in articles is to be lost, there may be more of it after the waiting.
    """
    problems = [notice.message for notice in app.desk.save_kept() if notice.bad]
    if not await _waited_for_writes(app):
        return False
    if not is_lost and not await _saved(app):
        return False
    if not app.desk.shelf.unsaved:
        app.journaling.forget()
        return True
    names = dict.fromkeys(name for kept in app.desk.shelf.unsaved for name in names_of(kept))
    question = Parting(
        "Not everything is saved",
        "\n".join(problems) or f"Could not be written: {', '.join(names)}.",
        (
            KEEP,
            Choice("d", "discard", "quit without it"),
        ),
    )
    answer = await app.push_screen_wait(question)
    if answer == "keep":
        return app.journaling.keep_and_end(with_articles=False)
    if answer == "discard":
        app.journaling.forget()
    return answer is not None
