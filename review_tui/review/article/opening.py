"""Reading an article for review: whatever is wrong with the file, there is something to look at."""

from pathlib import Path

from msgspec import Struct

from review_tui.article import Article, EncodingProblem
from review_tui.files.atomic import can_write
from review_tui.files.stamp import FileProblem, Stamp, read


class Opened(Struct, frozen=True):
    """An article as it was read. Without a `stamp` it can only be looked at, and `problem` says why.

    A file that `is_locked` cannot be written as things are.
    """

    article: Article
    stamp: Stamp | None
    problem: str = ""
    is_locked: bool = False


def open_article(file: Path, name: str) -> Opened:
    """Read an article; `name` is how messages call it. Never raises: what is wrong stands in `problem`.

    A file that is not UTF-8 is shown with replacement characters and cannot be edited, so that nothing of it is lost.
    """
    try:
        data, stamp = read(file)
    except FileProblem as problem:
        return Opened(Article("", name), None, f"{name}: {problem.message}")
    try:
        return Opened(Article.from_bytes(data, name), stamp, is_locked=not can_write(file))
    except EncodingProblem as problem:
        return Opened(Article(data.decode("utf-8", "replace"), name), None, f"{name}:{problem.line}: {problem}")
