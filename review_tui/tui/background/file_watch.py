"""Noticing, every second, what other programs do to the article at hand, the decisions and the glossaries."""

from concurrent.futures import Future
from typing import TYPE_CHECKING

from review_tui.review.safety.outside import TakeIn, watching, watching_terms
from review_tui.tui.background.work import begin, is_done

if TYPE_CHECKING:
    from review_tui.tui.app import ReviewApp

WATCH = 1.0  # seconds between two looks at the files at hand


class FileWatch:
    """Two looks beside the screen, at the glossaries and at the rest: a large glossary holds up nothing else."""

    def __init__(self, app: "ReviewApp") -> None:
        self._app = app
        self._looks: dict[str, Future[TakeIn]] = {}

    def look(self) -> None:
        """Look, and take in what was found; where a disk does not answer yet, its answer is taken the next time."""
        desk = self._app.desk
        for name, job in (("terms", watching_terms(desk)), ("article", watching(desk, self._app.at.session))):
            if name not in self._looks:
                self._looks[name] = begin(job)
                is_done(self._looks[name])
        if done := [name for name, look in self._looks.items() if look.done()]:
            self._take_in([self._looks.pop(name).result() for name in done])

    def _take_in(self, found: list[TakeIn]) -> None:
        app = self._app
        app.review.commit_editor()  # what is being typed is unsaved work, which is not read over
        session = app.at.session
        place, before, known = app.review.place, session.article.text, session.basis
        notices = [notice for take_in in found for notice in take_in()]
        if any(now is not then for now, then in zip(session.basis, known, strict=True)):
            app.review.after_others(place, before)
        elif notices:  # what is only told leaves the editor alone
            app.review.show()
        app.review.tell_besides(notices)
