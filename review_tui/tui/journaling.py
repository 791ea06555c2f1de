"""Keeping unsaved work while the desk is open, also when it is ended from outside, and offering it again."""

import asyncio
import os
import signal
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from review_tui.files.atomic import write
from review_tui.files.stamp import ABSENT, FileProblem
from review_tui.review.article.merging import ChangedBy, MergePiece
from review_tui.review.article.session import Session
from review_tui.review.history import Step
from review_tui.review.notice import Notice, of_passages
from review_tui.review.safety.journal import Draft, Journal
from review_tui.review.safety.left_behind import LeftBehind
from review_tui.review.safety.recovery import (
    Drafting,
    decisions_of,
    glossary_piece,
    kept_drafting,
    pieces_of,
    restore,
    with_rows,
)
from review_tui.tui.background import begin

if TYPE_CHECKING:
    from review_tui.tui.app import ReviewApp
    from review_tui.tui.screens.merge import MergeAnswer

EVERY = 0.5  # seconds between two looks at what is unsaved
_PATIENCE = 3.0  # seconds after which a screen that is gone is no longer waited for


class Journaling:
    """The journal of a running desk."""

    def __init__(self, app: "ReviewApp") -> None:
        self.app = app
        self.journal = Journal()
        self._drafting = Drafting(app.desk)
        self.left_behind = LeftBehind(*self.journal.left_behind())
        self._writing = False
        self._said = False
        self._ended = False
        self._number = 0

    def start(self) -> None:
        """Begin to keep what is unsaved, and to listen to what ends the program from outside."""
        self.app.set_interval(EVERY, self.keep)
        begin(self.journal.tidy)
        self.app.call_after_refresh(self._say_what_waits)
        if os.name == "posix":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self._end(number))

    def _say_what_waits(self) -> None:
        """Name the files with work that was left unsaved, but for those at hand, of which it is offered now.

        And name what of such work cannot be read.
        """
        self.app.desk_screen.tell_besides(self.left_behind.unreadable_notices())
        if not self.left_behind:
            return
        file = Path(self.app.at.article.file)
        at_hand = list[Path]()
        if self.app.desk_screen is self.app.review:  # and not the list, from which no article is opened yet
            at_hand += (file, self.app.desk.project.decisions(file.parent), *self.app.at.session.terms.own_paths)
        self.app.desk_screen.tell_besides(self.left_behind.notices(file.parent, at_hand))

    def keeping(self) -> Callable[[], None]:
        """Return what keeps that which is unsaved now, what is being typed included; it may run in a thread.

        It raises FileProblem as `Journal.keep` does.
        """
        self._number += 1  # a thread that comes late does not put older drafts over newer ones
        self.app.review.commit_editor()
        self.app.desk.tidy()
        drafts, number = self._drafting.job(), self._number
        return lambda: self.journal.keep(drafts(), number)

    def drafts(self) -> list[Draft]:
        """Return what is unsaved now, what is being typed included."""
        self.app.review.commit_editor()
        return self._drafting.job()()

    async def keep(self) -> None:
        """Keep what is unsaved, out of the way of the screen."""
        if self._writing or self._ended:
            return
        self._writing = True
        try:
            await asyncio.to_thread(self.keeping())
        except FileProblem as problem:
            if not self._said and self.app.front is not None:  # else the desk is gone
                self._said = True
                self.app.desk_screen.say(f"{problem}. Save often.", bad=True)
        finally:
            self._writing = False

    def keep_now(self) -> bool:
        """Keep what is unsaved before going on; tell whether it is kept."""
        try:
            self.keeping()()
        except FileProblem as problem:
            self.app.desk_screen.say(str(problem), bad=True)
            return False
        return True

    def forget(self) -> None:
        """Keep nothing: everything is saved, or is to be lost."""
        self._ended = True
        self.journal.close()

    def keep_kept(self) -> bool:
        """Keep glossaries and decisions that could not be written for the next start, and nothing else.

        Tell whether they are kept.
        """
        return self._keep_last(kept_drafting(self.app.desk)())

    def keep_and_end(self) -> bool:
        """Keep all that is unsaved for the next start, and nothing after that; tell whether it is kept."""
        return self._keep_last(self.drafts())

    def keep_after_crash(self) -> list[str]:
        """Keep what is unsaved, the screen being gone, and return the names of the files.

        Raises FileProblem where it cannot be kept.
        """
        if self._ended:
            return []
        drafts = self.drafts()
        self._number += 1
        self.journal.keep(drafts, self._number)
        return [draft.file.name for draft in drafts]

    def _keep_last(self, drafts: Sequence[Draft]) -> bool:
        try:
            self.journal.keep(drafts)
        except FileProblem as problem:
            self.app.desk_screen.say(str(problem), bad=True)
            return False
        self._ended = True
        return True

    def _end(self, number: signal.Signals) -> Callable[[], None]:
        def end() -> None:
            self.keep_now()
            self.app.remember()
            code = 128 + number
            asyncio.get_running_loop().call_later(_PATIENCE, os._exit, code)
            self.app.exit(code)

        return end

    async def offer(self) -> None:
        """Ask what to do with work on the article at hand, or on its glossary, that was left unsaved before."""
        if not self.left_behind or self.app.front is not self.app.review or not self.app.review.has_panes:
            return
        session = self.app.at.session
        self.app.review.commit_editor()
        for path in session.terms.own_paths:
            for draft in self.left_behind.take(path):
                await self._offer_rows(session, draft)
        for draft in self.left_behind.take(self.app.desk.shelf.decisions(session.file.parent).file):
            await self._offer_decisions(session, draft)
        for draft in self.left_behind.take(session.file):
            if session.can_edit:
                await self._offer_text(session, draft)
            else:
                await self._offer_file(session, draft)

    async def _offer_text(self, session: Session, draft: Draft) -> None:
        pieces = pieces_of(draft, session)
        if not any(piece.change in (ChangedBy.MINE, ChangedBy.CONFLICT) for piece in pieces):
            self.journal.drop(draft)  # it stands in the file already
            return
        others = " The file was changed since." if draft.base != session.disk.sha256 else ""
        text = f"Work on {session.file.name} was left unsaved at {_moment(draft)}.{others}"
        answer = await self._answer(text, pieces, session.article.newline)
        if answer is None:
            return
        if answer.name == "take":
            place, before = self.app.desk_screen.place, session.article.text
            restore(self.app.desk, session, draft, answer.text)
            self.app.desk_screen.after_others(place, before)
            taken = f"What was left unsaved is in the text again; {self.app.desk_screen.key_for('save')} saves it."
            self.app.desk_screen.tell([Notice(taken), *of_passages(answer.twice)])
            if not self.keep_now():
                return  # this draft is all there is
        self.journal.drop(draft)

    async def _offer_rows(self, session: Session, draft: Draft) -> None:
        await self.app.changing.own(session.terms)  # in memory: the draft is one of a file that was to be made
        before = session.terms.glossary
        after = with_rows(draft, before)
        if after is before:
            self.journal.drop(draft)
            return
        text = f"Rows of the glossary could not be saved when review-tui ended at {_moment(draft)}."
        piece = glossary_piece(draft, before, after)
        answer = await self._answer(text, (piece,))
        if answer is None:
            return
        if answer.name == "take" and answer.text == piece.mine:
            notices = await self.app.changing.change(session, partial(with_rows, draft), "restore unsaved rows")
            self.app.desk_screen.after_change(self.app.desk_screen.place)
            self.app.desk_screen.tell(notices)
            if not self.keep_now():
                return
        self.journal.drop(draft)

    async def _offer_decisions(self, session: Session, draft: Draft) -> None:
        from review_tui.tui.screens.question import Choice, Question

        change = decisions_of(draft, self.app.desk.shelf.decisions(session.file.parent))
        many = len(change.removed) + len(change.added)
        text = (
            f"{many} decision{'s' if many != 1 else ''} could not be written when review-tui ended at {_moment(draft)}."
        )
        choices = (Choice("t", "take", "take them now"), Choice("d", "delete", "delete them"))
        answer = await self.app.push_screen_wait(Question("Unsaved work", text, choices)) if many else "delete"
        if answer == "take":
            step = Step("restore decisions", session.name, self.app.at.place)
            try:
                notices = self.app.desk.decide(step, change)
            except FileProblem as problem:
                self.app.desk_screen.say(f"{problem}. Nothing was decided.", bad=True)
                return
            self.app.desk_screen.after_change(self.app.desk_screen.place)
            self.app.desk_screen.tell(notices)
            if not self.keep_now():
                return
        if answer is not None:
            self.journal.drop(draft)

    async def _answer(self, text: str, pieces: Sequence[MergePiece], newline: str = "\n") -> "MergeAnswer | None":
        from review_tui.tui.screens.merge import Merge
        from review_tui.tui.screens.question import Choice

        delete = Choice("d", "delete", "delete what was left unsaved")
        return await self.app.push_screen_wait(Merge("Unsaved work", text, pieces, (delete,), newline))

    async def _offer_file(self, session: Session, draft: Draft) -> None:
        """Offer the work on a file that is gone; where it is only unreadable, the work waits until it no longer is."""
        from review_tui.tui.screens.question import Choice, Question

        if session.file.exists():
            return
        text = f"Work on {session.file.name} was left unsaved at {_moment(draft)}, and the file is gone."
        choices = (
            Choice("w", "write", "write the file again, with that work"),
            Choice("d", "delete", "delete what was left unsaved"),
        )
        answer = await self.app.push_screen_wait(Question("Unsaved work", text, choices))
        if answer == "write":
            try:
                write(session.file, draft.text.encode("utf-8", "surrogatepass"), ABSENT)
                session.reload()
            except FileProblem as problem:
                self.app.desk_screen.say(str(problem), bad=True)
                return
            self.app.desk_screen.after_change(0)
        if answer is not None:
            self.journal.drop(draft)


def _moment(draft: Draft) -> str:
    return draft.at.replace("T", " ")[:16]
