"""Looking at a long article in the background, so that keys go on working; what is known is shown meanwhile."""

import asyncio
import gc
from typing import TYPE_CHECKING

from review_tui.collector import undisturbed
from review_tui.review.article.session import Session
from review_tui.tui.widgets.message_line import MessageLine

if TYPE_CHECKING:
    from review_tui.tui.screens.review import ReviewScreen


class BackgroundLook:
    """The look at the article in focus that goes on in a thread: one at a time."""

    def __init__(self, screen: "ReviewScreen") -> None:
        self._screen = screen
        self._at = screen.at
        self._is_under_way = False
        self._said = "-"  # what was said last of an article that is not looked at yet

    def catch_up(self, session: Session) -> None:
        """Begin to look at an article where what is known of it is not of its text, glossary or decisions now."""
        if session.is_behind and not self._is_under_way:  # a second look would take its time from keys and the first
            self._is_under_way = True
            self._screen.run_worker(self._look(session), group="look")

    async def _look(self, session: Session) -> None:
        # Collecting garbage stops the keys as well, for longer the more a long article is made of.
        try:
            with undisturbed():
                analysis = await asyncio.to_thread(session.look)
                gc.freeze()  # by way of this, all is old at once, and not gone through now
                gc.unfreeze()
        finally:
            self._is_under_way = False
        if not self._screen.has_panes:
            return  # the desk is gone
        if session.take(analysis) and session is self._at.session:
            self._show()
        else:  # the text is another one by now, or the article
            self.catch_up(self._at.session)

    def _show(self) -> None:
        """Show the article in focus, now that it was looked at."""
        if self._at.is_arriving:
            self._arrive()
            return
        self._at.hold()  # other words may stand beside the finding by now
        is_nowhere = self._at.is_lost or (self._at.finding is None and self._at.place == 0)
        if is_nowhere and not self._screen.is_typing:
            self._at.settle()
        self._screen.show()

    def _arrive(self) -> None:
        """Go to the finding that the hand came for."""
        if not self._screen.is_typing:
            self._at.settle()
        self._at.is_arriving = False
        self._screen.show_finding()
        line = self._screen.query_one(MessageLine)
        if line.message == self._said and self._at.finding is not None:
            line.clear()
        elif line.message == self._said:
            self._screen.say(f"{self._at.session.file.name} has no findings.")

    def say_so(self, more: str) -> None:
        """Say that the article in focus is still being looked at, and `more` behind that."""
        self._said = f"{self._at.session.file.name} is long and still being looked at{more}"
        self._screen.say(self._said)

    def is_awaited(self) -> bool:
        """Tell whether the sections of the article in focus are not known yet, and say so where that is the case."""
        if not self._at.session.is_unseen:
            return False
        self._screen.show()  # which has it looked at
        self.say_so(". Go on in a moment.")
        return True
