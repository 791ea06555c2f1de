"""The file of an article on the desk: what was read from it, or saved to it, last."""

from pathlib import Path

from review_tui.article import Article
from review_tui.files.atomic import other_names, write
from review_tui.files.stamp import FileProblem, Stamp
from review_tui.review.article.opening import Opened, open_article


class ArticleFile:
    """The file of an article, as it was read or saved last: `text` is the article's text of then.

    `problem` says what keeps it from being read, and `is_locked` whether its mode kept it from being written when it
    was read. Of one that was read before, `text` and `stamp` stay. `seen` is what another program made of it since,
    under unsaved work: it is told once and waits for the next save.
    """

    def __init__(self, path: Path, name: str, opened: Opened) -> None:
        """Take what was `opened` just before; `name` is what messages call the article."""
        self.path = path
        self.name = name
        self.is_being_saved = False  # in a thread: the file may hold the new text before that is known here
        self.take(opened)

    def take(self, opened: Opened) -> None:
        """Take over what was read from the file, or what kept it from being read."""
        self.stamp: Stamp | None = opened.stamp
        self.text = opened.article.text
        self.problem = opened.problem
        self.is_locked = opened.is_locked
        self.seen: Stamp | None = None

    def take_whole(self, opened: Opened) -> None:
        """Take over what was read from the file; raise FileProblem where it could not be read whole."""
        if opened.stamp is None:
            raise FileProblem(self.path, opened.problem.removeprefix(f"{self.name}: "))
        self.take(opened)

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the file, empty where it was never read."""
        return self.stamp.sha256 if self.stamp is not None else ""

    @property
    def is_gone(self) -> bool:
        """Tell whether the file could be read once, and cannot now: what was read is here alone, perhaps."""
        return bool(self.problem) and self.stamp is not None

    @property
    def is_changed(self) -> bool:
        """Tell whether another program is known to have changed the file under unsaved work."""
        return self.seen is not None

    def read(self) -> Opened:
        """Return the article as it stands in the file now; nothing is changed here."""
        return open_article(self.path, self.name)

    def save(self, article: Article, *, overwrite: bool = False) -> int:
        """Write an article to the file: see `Session.save`."""
        if self.stamp is None:
            raise FileProblem(self.path, self.problem or "it was never read")
        others = other_names(self.path)
        self.is_being_saved = True
        try:
            self.stamp = write(self.path, article.to_bytes(), None if overwrite else self.stamp)
            self.text, self.problem, self.seen, self.is_locked = article.text, "", None, False
        finally:
            self.is_being_saved = False
        return others
