"""Changing glossaries in threads beside the screen, one change after the other.

Each change of a large glossary takes a while, and the first one of the shipped glossary seconds: all of it is copied.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from review_tui.glossary.glossary import Glossary
from review_tui.review.article.session import Session
from review_tui.review.notice import Notice
from review_tui.review.terms.changing import GlossaryEdit, worked_out
from review_tui.review.terms.glossary_files import GlossaryFiles
from review_tui.tui.background.work import outcome
from review_tui.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from review_tui.tui.app import ReviewApp


class Changing:
    """Changes glossaries, and knows which are being changed."""

    def __init__(self, app: "ReviewApp") -> None:
        self._app = app
        self._turn = asyncio.Lock()
        self._under_way: list[GlossaryFiles] = []

    @property
    def names(self) -> list[str]:
        """Return the names of the glossaries that are being changed."""
        return [terms.name for terms in self._under_way]

    def is_changing(self, terms: GlossaryFiles) -> bool:
        """Tell whether a glossary is being changed."""
        return terms in self._under_way

    async def change(self, session: Session, edit: GlossaryEdit, label: str, place: int = 0) -> list[Notice]:
        """Change the glossary of an article, as one step, while keys go on working; return what there is to tell.

        The edit is worked out again if something else changed the glossary meanwhile. Raises EditError where the edit
        makes no sense.
        """
        terms = session.terms
        async with self._in_turn(terms):
            while True:
                seen = terms.glossary
                work = await outcome(partial(worked_out, terms, edit), partial(self._say, terms))
                if terms.glossary is seen:
                    return self._app.desk.take_glossary(session, work, label, place)

    async def prepare(self, terms: GlossaryFiles, wanted: Glossary) -> None:
        """Work out again what is needed of a glossary that is to count once more, and let others go on meanwhile."""
        async with self._in_turn(terms):
            await outcome(wanted.prepare, partial(self._say, terms))

    @asynccontextmanager
    async def _in_turn(self, terms: GlossaryFiles) -> AsyncIterator[None]:
        """Run the block once no other glossary is being changed; this one counts as being changed from now on."""
        self._under_way.append(terms)
        try:
            async with self._turn:
                yield
        finally:
            self._under_way.remove(terms)

    async def make_editable(self, terms: GlossaryFiles) -> None:
        """Put one with rows, in memory, in the place of a glossary without; of a shipped one it is a copy.

        Raises FileProblem where the rows cannot be read.
        """
        editable = await outcome(terms.editable, partial(self._say, terms))
        if editable is not None:
            terms.take_editable(editable)

    def _say(self, terms: GlossaryFiles) -> None:
        if self._app.front is None:
            return  # the desk is gone
        if terms.is_own:
            message = f"Changing {terms.name} takes long: you may go on."
        else:
            message = "Copying the glossary that comes with review-tui, before the change: you may go on."
        if isinstance(self._app.front, Dialog):
            self._app.front.say(message)
        else:
            self._app.desk_screen.say(message)
