"""Keeping unsaved work while the desk is open, also when it is ended from outside, and offering it again."""

import asyncio
import os
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

from review_tui.files.stamp import FileProblem
from review_tui.review.journal import Draft, Journal
from review_tui.review.shifting import smallest

if TYPE_CHECKING:
    from review_tui.tui.app import ReviewApp

EVERY = 0.7  # seconds between two looks at what is unsaved
_PATIENCE = 3.0  # seconds after which a screen that is gone is no longer waited for


class Safety:
    """The journal of a running desk."""

    def __init__(self, app: "ReviewApp") -> None:
        self.app = app
        self.journal = Journal()
        self.left_behind = {os.path.realpath(draft.file): draft for draft in self.journal.left_behind()}
        self._writing = False
        self._said = False

    def start(self) -> None:
        """Begin to keep what is unsaved, and to listen to what ends the program from outside."""
        self.app.set_interval(EVERY, self.keep)
        if os.name == "posix":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self._end(number))

    def drafts(self) -> list[Draft]:
        """Return what is unsaved now, what is being typed included."""
        if self.app.review.query("#editor"):  # the screen may not be there yet, or no longer
            self.app.review.commit_editor()
        return [Draft(session.file, session.article.text, session.base) for session in self.app.desk.dirty]

    async def keep(self) -> None:
        """Keep what is unsaved, out of the way of the screen."""
        if self._writing:
            return
        self._writing = True
        try:
            await asyncio.to_thread(self.journal.keep, self.drafts())
        except FileProblem as problem:
            if not self._said:
                self._said = True
                self.app.desktop.say(f"{problem}. Save often.", bad=True)
        finally:
            self._writing = False

    def keep_now(self) -> None:
        """Keep what is unsaved before going on."""
        try:
            self.journal.keep(self.drafts())
        except FileProblem as problem:
            self.app.desktop.say(str(problem), bad=True)

    def forget(self) -> None:
        """Keep nothing: everything is saved, or is to be lost."""
        self.journal.keep([])

    def _end(self, number: signal.Signals) -> Callable[[], None]:
        def end() -> None:
            self.keep_now()
            code = 128 + number
            asyncio.get_running_loop().call_later(_PATIENCE, os._exit, code)
            self.app.exit(code)

        return end

    async def offer(self) -> None:
        """Ask what to do with work on the article at hand that was left unsaved before."""
        from review_tui.tui.screens.question import Choice, Question

        review = self.app.review
        if self.app.front is not review:
            return
        session = review.at.session
        draft = self.left_behind.pop(os.path.realpath(session.file), None)
        if draft is None:
            return
        if not session.can_edit or draft.text == session.article.text:
            self.journal.drop(draft)
            return
        other = "" if draft.base == session.base else " The file was changed since: restoring takes those changes back."
        question = Question(
            "Unsaved work",
            f"Work on {session.file.name} was left unsaved at {draft.at.replace('T', ' ')[:16]}.{other}",
            (
                Choice("r", "restore", "put it back; one undo takes it away again"),
                Choice("d", "delete", "delete it"),
            ),
        )
        answer = await self.app.push_screen_wait(question)
        if answer == "restore":
            edit = smallest(0, session.article.text, draft.text)
            self.app.desk.edit(session, (edit,), "restore unsaved work")
            review.after_change(edit.span.start)
            self.keep_now()
        if answer is not None:
            self.journal.drop(draft)
