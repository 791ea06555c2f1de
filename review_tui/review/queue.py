"""The articles to review, one of them at a time under the hand."""

from collections.abc import Sequence
from pathlib import Path

from review_tui.glossary.glossary import Glossary
from review_tui.lint.selection import Selection
from review_tui.review.session import Session
from review_tui.rules.options import Options

_ENDINGS = {".md", ".markdown"}


class Queue:
    """Articles in path order. A session is opened when it is first looked at, and kept while it holds changes."""

    def __init__(
        self,
        paths: Sequence[Path],
        glossary: Glossary,
        selection: Selection | None = None,
        options: Options | None = None,
    ) -> None:
        """Take the files to review.

        Raises ValueError where there is none.
        """
        if not paths:
            raise ValueError("there is no article to review")
        self.paths = list(paths)
        self.problems: tuple[str, ...] = ()
        self.index = 0
        self._glossary = glossary
        self._selection = selection
        self._options = options
        self._sessions: dict[Path, Session] = {}

    @property
    def session(self) -> Session:
        """Return the session of the article under the hand."""
        path = self.paths[self.index]
        session = self._sessions.get(path)
        if session is None:
            session = self._sessions[path] = Session(path, self._glossary, self._selection, self._options)
        return session

    @property
    def place(self) -> str:
        """Return which article of how many this is, empty where there is but one."""
        return f"{self.index + 1}/{len(self.paths)}" if len(self.paths) > 1 else ""

    def move(self, step: int) -> bool:
        """Go on by some articles; tell whether there was one."""
        target = self.index + step
        if not 0 <= target < len(self.paths):
            return False
        left = self.session
        if not left.history.done and not left.history.undone:
            self._sessions.pop(left.path, None)
        self.index = target
        if self.session.glossary is not self._glossary:
            self.session.use_glossary(self._glossary)
        return True

    def use_glossary(self, glossary: Glossary) -> None:
        """Let every article be read against another glossary: this one now, the others when they are looked at."""
        self._glossary = glossary
        if self.session.glossary is not glossary:
            self.session.use_glossary(glossary)

    @property
    def dirty(self) -> list[Session]:
        """Return the sessions with something to save."""
        return [session for session in self._sessions.values() if session.is_dirty]


def find_articles(paths: Sequence[Path]) -> list[Path]:
    """Return the Markdown files that paths name or hold, each once, in path order; hidden folders are left out."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (item for item in path.rglob("*") if item.suffix.lower() in _ENDINGS and item.is_file())
            for item in sorted(inside):
                if not any(part.startswith(".") for part in item.relative_to(path).parts):
                    found.setdefault(item)
        else:
            found.setdefault(path)
    return list(found)
