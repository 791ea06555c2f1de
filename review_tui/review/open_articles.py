"""The articles that lie open on the desk: all with something unsaved, and the last few of the others."""

from review_tui.review.article.session import Session

KEPT = 8
"""Unchanged articles that stay open, the one under the hand among them."""


class OpenArticles:
    """The sessions of the articles that lie open, the latest last.

    Thousands may be unsaved, and the one under the hand is asked for at every turn: none of this looks at all of them
    but `all`, `dirty` and `tidy`.
    """

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}  # by the names of the articles
        self._idle: dict[str, Session] = {}  # those of them that may hold nothing unsaved

    def get(self, name: str) -> Session | None:
        """Return the session of an article, None where it does not lie open."""
        return self._sessions.get(name)

    @property
    def all(self) -> list[Session]:
        """Return all of them."""
        return list(self._sessions.values())

    @property
    def dirty(self) -> list[Session]:
        """Return those with something to save."""
        return [session for session in self._sessions.values() if session.is_dirty]

    def take(self, session: Session) -> None:
        """Make an article the latest, and close what was left longest ago and holds nothing unsaved."""
        name = session.name
        if next(reversed(self._sessions.values()), None) is session:
            return
        for sessions in (self._sessions, self._idle):
            sessions.pop(name, None)
            sessions[name] = session
        self._close_idle()

    def tidy(self) -> None:
        """Close what was unsaved when it was left, and is that no more: saved, taken back or read again."""
        self._idle = dict(self._sessions)
        self._close_idle()

    def _close_idle(self) -> None:
        self._idle = {name: session for name, session in self._idle.items() if not session.is_dirty}
        for name in list(self._idle)[:-KEPT]:
            self.close(name)

    def close(self, name: str) -> None:
        """Close an article; what is unsaved is gone."""
        self._sessions.pop(name, None)
        self._idle.pop(name, None)
