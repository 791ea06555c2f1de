"""Keeping unsaved work in the journal while the desk is open, also when it is ended from outside."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from review_tui.files.stamp import FileProblem
from review_tui.review.safety.journal import Draft, Journal
from review_tui.review.safety.recovery import Drafting, kept_drafting
from review_tui.tui.background.work import begin

if TYPE_CHECKING:
    from review_tui.tui.app import ReviewApp

EVERY = 0.5  # seconds between two looks at what is unsaved
_PATIENCE = 3.0  # seconds after which a screen that is gone is no longer waited for


class Journaling:
    """Writes drafts of all unsaved work into the journal: twice a second, and whenever it must not be lost.

    What is being typed in the editor counts as unsaved work, too.
    """

    def __init__(self, app: "ReviewApp") -> None:
        self.app = app
        self.journal = Journal()
        self._drafting = Drafting(app.desk)
        self._writing = False  # in a thread
        self._said = False  # that drafts cannot be written, which is told once
        self._ended = False  # nothing is written any more
        self._number = 0  # of the drafts made last: a thread that comes late writes no older ones over newer ones

    def start(self) -> None:
        """Begin to write drafts at intervals, and to handle SIGTERM and SIGHUP."""
        self.app.set_interval(EVERY, self.keep)
        begin(self.journal.tidy)
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self._end(number))

    def keeping(self) -> Callable[[], None]:
        """Return a job that writes drafts of what is unsaved at this moment; it may run in a thread.

        The job raises FileProblem where they cannot be written.
        """
        self._number += 1
        self.app.review.commit_editor()
        self.app.desk.sessions.tidy()
        drafts, number = self._drafting.job(), self._number
        return lambda: self.journal.keep(drafts(), number)

    def drafts(self) -> list[Draft]:
        """Return drafts of what is unsaved at this moment."""
        self.app.review.commit_editor()
        return self._drafting.job()()

    async def keep(self) -> None:
        """Write drafts of what is unsaved in a thread; where that fails, say so the first time."""
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
        """Write drafts of what is unsaved, and wait for it; tell whether they are written, and say so if not."""
        return self._is_kept(self.keeping())

    def keep_and_end(self, *, with_articles: bool = True) -> bool:
        """Write drafts of all that is unsaved, or of glossaries and decisions alone, and none of anything after that.

        Tell whether they are written, and say so if not.
        """
        drafts = self.drafts() if with_articles else kept_drafting(self.app.desk)()
        self._ended = self._is_kept(lambda: self.journal.keep(drafts))
        return self._ended

    def _is_kept(self, keep: Callable[[], None]) -> bool:
        try:
            keep()
        except FileProblem as problem:
            self.app.desk_screen.say(str(problem), bad=True)
            return False
        return True

    def forget(self) -> None:
        """Delete all drafts and write none any more: everything is saved, or is to be lost."""
        self._ended = True
        self.journal.close()

    def keep_after_crash(self) -> list[str]:
        """Write drafts of what is unsaved when the screen is gone, and return the names of the files they are of.

        Raises FileProblem where they cannot be written.
        """
        if self._ended:
            return []
        drafts = self.drafts()
        self._number += 1
        self.journal.keep(drafts, self._number)
        return [draft.file.name for draft in drafts]

    def _end(self, number: signal.Signals) -> Callable[[], None]:
        def end() -> None:
            self.keep_now()
            self.app.remember()
            code = 128 + number
            asyncio.get_running_loop().call_later(_PATIENCE, os._exit, code)
            self.app.exit(code)

        return end
