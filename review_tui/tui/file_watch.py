"""Noticing, every second, what other programs do to the article at hand, the decisions and the glossaries."""

from concurrent.futures import Future, wait
from typing import TYPE_CHECKING

from review_tui.review.notice import Notice
from review_tui.review.safety.outside import TakeIn, watching, watching_terms
from review_tui.tui.background import SHORT, begin

if TYPE_CHECKING:
    from review_tui.tui.app import ReviewApp

WATCH = 1.0  # seconds between two looks at the files at hand


class FileWatch:
    """Two looks beside the screen, at the glossaries and at the rest: a large glossary holds up nothing else."""

    def __init__(self, app: "ReviewApp") -> None:
        self._app = app
        self._at_terms: Future[TakeIn] | None = None
        self._at_article: Future[TakeIn] | None = None

    @property
    def is_looking(self) -> bool:
        """Tell whether a look is still under way."""
        return any(look is not None and not look.done() for look in (self._at_terms, self._at_article))

    def look(self) -> None:
        """Take in what was found, or go on waiting where a disk does not answer yet."""
        app = self._app
        if self._at_terms is None:
            self._at_terms = begin(watching_terms(app.desk))
        if self._at_article is None:
            self._at_article = begin(watching(app.desk, app.at.session))
        wait((self._at_terms, self._at_article), SHORT)
        found: list[TakeIn] = []
        if self._at_terms.done():
            found.append(self._at_terms.result())
            self._at_terms = None
        if self._at_article.done():
            found.append(self._at_article.result())
            self._at_article = None
        if found:
            self._take_in(found)

    def _take_in(self, found: list[TakeIn]) -> None:
        app = self._app
        app.review.commit_editor()  # what is being typed is unsaved work, which is not read over
        session = app.at.session
        place, before, known = app.review.place, session.article.text, session.basis
        notices: list[Notice] = [notice for take_in in found for notice in take_in()]
        if any(now is not then for now, then in zip(session.basis, known, strict=True)):
            app.review.after_others(place, before)
        elif notices:  # what is only told leaves the editor alone
            app.review.show()
        app.review.tell_besides(notices)
