"""Saving articles, and asking what to do where another program changed a file under unsaved work."""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from review_tui.files.atomic import Changed
from review_tui.files.stamp import FileProblem
from review_tui.review import taking_in
from review_tui.review.article.merging import merge
from review_tui.review.article.opening import Opened
from review_tui.review.article.session import Session
from review_tui.review.following import Saving
from review_tui.review.notice import Notice, of_links, of_passages
from review_tui.text.count import count
from review_tui.tui.background import outcome

if TYPE_CHECKING:
    from review_tui.tui.screens.desk_screen import DeskScreen
    from review_tui.tui.screens.merge import MergeAnswer
    from review_tui.tui.screens.review import ReviewScreen


async def save(screen: "ReviewScreen") -> None:
    """Save the article."""
    screen.commit_editor()
    session = screen.at.session
    if not session.is_dirty and not session.disk.is_gone and not screen.desk.shelf.unsaved:
        screen.say("There is nothing to save.")
        return
    notices = await save_session(screen, session)
    screen.show()
    if notices is not None:
        others = f" {_unsaved(screen)}" if screen.desk.sessions.dirty else ""
        screen.tell([Notice(f"{session.file.name} is saved.{others}"), *notices])


def _unsaved(screen: "ReviewScreen") -> str:
    """Say how many articles are unsaved, and what saves them."""
    left = len(screen.desk.sessions.dirty)
    are, them = ("is", "it") if left == 1 else ("are", "them")
    return f"{count(left, 'more article')} {are} unsaved: {screen.key_for('save_all')} saves {them}."


async def save_all(screen: "DeskScreen") -> None:
    """Save every article that is unsaved."""
    screen.commit_editor()
    dirty = screen.desk.sessions.dirty
    saved, notices = await save_many(screen, dirty)
    screen.show()
    if len(dirty) > 1:
        notices.insert(0, Notice(f"{len(saved)} of {len(dirty)} articles saved."))
    elif saved:
        notices.insert(0, Notice(f"{dirty[0].name} is saved."))
    elif not dirty:
        notices.append(Notice("There is nothing to save."))
    screen.tell(notices)


async def save_many(screen: "DeskScreen", sessions: Sequence[Session]) -> tuple[list[Session], list[Notice]]:
    """Save some articles; return those that are saved, and what there is to tell of them."""
    from review_tui.tui.screens.progress import watched

    saved: list[Session] = []
    told: list[Notice] = []

    async def steps() -> AsyncGenerator[int, None]:
        for done, session in enumerate(sessions, 1):
            notices = await save_session(screen, session)
            if notices is not None:
                saved.append(session)
                told.extend(notices)
            yield done

    await watched(screen.app, f"Saving {count(len(sessions), 'article')}", len(sessions), steps())
    return saved, told


async def save_session(screen: "DeskScreen", session: Session) -> list[Notice] | None:
    """Save an article, and ask where another program changed the file.

    Return what there is to tell once it is saved; None where it is not, which is told here.
    """
    if session.name in screen.desk.saving:
        screen.say(f"{session.file.name} is still being saved.")
        return None
    screen.desk.saving.add(session.name)
    try:
        return await _save(screen, session)
    except FileProblem as problem:
        screen.say(f"{problem}. Your changes are still here.", bad=True)
        return None
    finally:
        screen.desk.saving.discard(session.name)


async def _save(screen: "DeskScreen", session: Session) -> list[Notice] | None:
    """Save an article, however often others change it meanwhile; return as `save_session` does."""
    slow = f"Saving {session.file.name} takes long: you may go on."
    overwrite, twice = False, 0
    while True:
        saving = Saving(session, screen.desk.shelf)
        save = _saving(screen, session, saving, overwrite=overwrite)
        try:
            others = await outcome(save, lambda: screen.say(slow))
        except Changed:
            answer = await _ask_about_change(screen, session)
            if answer is None:
                return None
            overwrite = answer.name == "overwrite"
            twice += answer.twice
        else:
            saving.end()
            return [*of_passages(twice), *of_links(session, others), *screen.desk.save_kept()]


def _saving(screen: "DeskScreen", session: Session, saving: Saving, *, overwrite: bool) -> Callable[[], int]:
    """Return what saves an article as `Session.save` does, the decisions first, and may run in a thread.

    The journal takes the text first: were it to hold an older one when the program is killed between saving and the
    next look at what is unsaved, that would be offered as unsaved work.
    """
    keep = screen.review_app.journaling.keeping()
    screen.desk.history.end_typing()

    def save() -> int:
        with suppress(FileProblem):  # the journal says so itself, when it looks next
            keep()
        saving.begin()
        return session.save(overwrite=overwrite)

    return save


async def _ask_about_change(screen: "DeskScreen", session: Session) -> "MergeAnswer | None":
    """Ask what to do with a file that another program changed under unsaved work.

    Return the answer: that it is merged, which is done, or to `overwrite`; None where there is nothing to save.
    """
    theirs = await _on_disk(screen, session)
    screen.commit_editor()
    answer = await _answer(screen, session, theirs)
    if answer is None:
        return None
    if answer.name == "reload":
        await _reload(screen, session)
        return None
    if answer.name == "overwrite":
        return answer
    place, before = screen.place, screen.at.session.article.text
    taking_in.merge(screen.desk, session, theirs, answer.text)
    screen.after_others(place, before)
    return answer


async def _reload(screen: "DeskScreen", session: Session) -> None:
    """Take an article as it is in its file, unless one went on typing while it was read."""
    before = session.article
    theirs = await _on_disk(screen, session)
    screen.commit_editor()
    if session.article is before:
        place, text = screen.place, screen.at.session.article.text
        taking_in.read_again(screen.desk, session, theirs)
        screen.after_others(place, text)
        undo = screen.key_for("undo")
        screen.say(f"{session.file.name} is read again, without what you had changed. {undo} brings that back.")
    else:
        screen.say(f"You went on writing, so {session.file.name} was not read again.", bad=True)


async def _on_disk(screen: "DeskScreen", session: Session) -> Opened:
    slow = f"Reading {session.file.name} takes long: you may go on."
    return await outcome(session.disk.read, lambda: screen.say(slow))


async def _answer(screen: "DeskScreen", session: Session, theirs: Opened) -> "MergeAnswer | None":
    from review_tui.tui.screens.merge import Merge, MergeAnswer
    from review_tui.tui.screens.question import Choice, Question

    title = "Changed by another program"
    reload = Choice(
        "r", "reload", f"read the file again, without your changes: {screen.key_for('undo')} brings them back"
    )
    overwrite = Choice("o", "overwrite", "write yours over theirs")
    if theirs.stamp is None:  # gone, or no text: there is nothing to merge with
        text = f"{theirs.problem}. You have changes of your own."
        if not session.file.exists():
            title = "The file is gone"
            overwrite = overwrite._replace(text="write the file again, as you have it")
        else:
            overwrite = overwrite._replace(text="write yours over what is there")
        name = await screen.app.push_screen_wait(Question(title, text, (overwrite,)))
        return MergeAnswer(name) if name else None
    base = session.article.with_text(session.disk.text)
    pieces = merge(base, session.article, theirs.article)
    text = f"{session.name} is no longer what was read, and you have changes of your own."
    return await screen.app.push_screen_wait(Merge(title, text, pieces, (reload, overwrite), session.article.newline))
