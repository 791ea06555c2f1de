"""A decisions file as the desk reads it."""

from pathlib import Path
from typing import NamedTuple

from review_tui.files.stamp import FileProblem, Stamp, read
from review_tui.lint.decisions.by_article import ByArticle
from review_tui.lint.decisions.index import is_missing
from review_tui.lint.decisions.lines import lines_of


class DecisionsOnDisk(NamedTuple):
    """A file as it was read last; `problem` says what kept it from being read."""

    articles: ByArticle
    stamp: Stamp | None = None
    problem: str = ""


def read_decisions(file: Path) -> DecisionsOnDisk:
    """Return what is in a file: nothing where it is not there, or cannot be read."""
    try:
        if is_missing(file):
            return DecisionsOnDisk(ByArticle())
        data, stamp = read(file)
    except FileProblem as problem:
        return DecisionsOnDisk(ByArticle(), None, str(problem))
    return DecisionsOnDisk(ByArticle(lines_of(data)), stamp)
