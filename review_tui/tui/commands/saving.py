"""Saving articles, and asking what to do where another program changed a file under unsaved work."""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from review_tui.files.atomic import Changed
from review_tui.files.stamp import FileProblem
from review_tui.review import taking_in
from review_tui.review.article.merging import merge
from review_tui.review.article.opening import Opened
from review_tui.review.article.session import Session
from review_tui.review.following import Saving
from review_tui.review.notice import Notice, bad_news, of_links, of_passages
from review_tui.text.count import count, first_few
from review_tui.tui.background.work import outcome

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
    saved = await save_session(screen, session)
    screen.show()
    others = f" {_unsaved(screen)}" if saved.is_saved and screen.desk.sessions.dirty else ""
    screen.tell(saved.told(session, others))


def _unsaved(screen: "ReviewScreen") -> str:
    """Say how many articles are unsaved, and what saves them."""
    left = len(screen.desk.sessions.dirty)
    are, them = ("is", "it") if left == 1 else ("are", "them")
    return f"{count(left, 'more article')} {are} unsaved: {screen.key_for('save_all')} saves {them}."


async def save_all(screen: "DeskScreen") -> None:
    """Save every article that is unsaved."""
    screen.commit_editor()
    dirty = screen.desk.sessions.dirty
    _, notices = await save_many(screen, dirty)
    screen.show()
    screen.tell(notices if dirty else [Notice("There is nothing to save.")])


async def save_many(screen: "DeskScreen", sessions: Sequence[Session]) -> tuple[list[Session], list[Notice]]:
    """Save some articles; return those that are saved, and what there is to tell of them, each reason once."""
    from review_tui.tui.screens.progress import watched

    saved: list[Session] = []
    told: dict[str, Notice] = {}

    async def steps() -> AsyncGenerator[int, None]:
        for done, session in enumerate(sessions, 1):
            one = await save_session(screen, session)
            if one.is_saved:
                saved.append(session)
            for notice in one.notices if len(sessions) > 1 else one.told(session):
                told.setdefault(one.problem or notice.message, notice)
            yield done

    await watched(screen.app, f"Saving {count(len(sessions), 'article')}", len(sessions), steps())
    left = [session.file.name for session in sessions if session.is_dirty and session not in saved]
    are = f" Unsaved {'is' if len(left) == 1 else 'are'} {first_few(left, 3)}." if left else ""
    number = [Notice(f"{len(saved)} of {len(sessions)} articles saved.{are}")] if len(sessions) > 1 else []
    return saved, [*number, *told.values()]


class SaveOutcome(NamedTuple):
    """What came of saving an article, and what there is to tell of it."""

    is_saved: bool
    notices: list[Notice]
    problem: str = ""  # why it could not be written

    def told(self, session: Session, others: str = "") -> list[Notice]:
        """Return the same, first of all that it is saved, followed by what there is to say of others."""
        first = [Notice(f"{session.file.name} is saved.{others}")] if self.is_saved else []
        return [*first, *self.notices]


async def save_session(screen: "DeskScreen", session: Session) -> SaveOutcome:
    """Save an article, and ask where another program changed the file."""
    if session.name in screen.desk.saving:
        return SaveOutcome(False, [Notice(f"{session.file.name} is still being saved.")])
    screen.desk.saving.add(session.name)
    try:
        return await _save(screen, session)
    except FileProblem as problem:
        return SaveOutcome(False, bad_news([f"{problem}. Your changes are still here."]), problem.message)
    finally:
        screen.desk.saving.discard(session.name)


async def _save(screen: "DeskScreen", session: Session) -> SaveOutcome:
    """Save an article, however often others change it meanwhile."""
    slow = f"Saving {session.file.name} takes long: you may go on."
    overwrite, twice = False, 0
    while True:
        saving = Saving(session, screen.desk.shelf)
        save = _saving(screen, session, saving, overwrite=overwrite)
        try:
            others = await outcome(save, lambda: screen.say(slow))
        except Changed:
            answer = await _ask_about_change(screen, session)
            if isinstance(answer, list):
                return SaveOutcome(False, answer)
            overwrite = answer.name == "overwrite"
            twice += answer.twice
        else:
            saving.end()
            return SaveOutcome(True, [*of_passages(twice), *of_links(session, others), *screen.desk.save_kept()])


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


async def _ask_about_change(screen: "DeskScreen", session: Session) -> "MergeAnswer | list[Notice]":
    """Ask what to do with a file that another program changed under unsaved work.

    Return the answer: that it is merged, which is done, or to `overwrite`; or what there is to tell instead of saving.
    """
    theirs = await _on_disk(screen, session)
    screen.commit_editor()
    answer = await _answer(screen, session, theirs)
    if answer is None:
        return []
    if answer.name == "reload":
        return [await _reload(screen, session)]
    if answer.name == "overwrite":
        return answer
    place, before = screen.place, screen.at.session.article.text
    taking_in.merge(screen.desk, session, theirs, answer.text)
    screen.after_others(place, before)
    return answer


async def _reload(screen: "DeskScreen", session: Session) -> Notice:
    """Take an article as it is in its file, unless one went on typing while it was read; return what to tell of it."""
    before = session.article
    theirs = await _on_disk(screen, session)
    screen.commit_editor()
    if session.article is before:
        place, text = screen.place, screen.at.session.article.text
        taking_in.read_again(screen.desk, session, theirs)
        screen.after_others(place, text)
        undo = screen.key_for("undo")
        return Notice(f"{session.file.name} is read again, without what you had changed. {undo} brings that back.")
    return Notice(f"You went on writing, so {session.file.name} was not read again.", bad=True)


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
