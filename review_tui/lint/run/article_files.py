"""Reading the files of articles and of their English originals, and applying a function to them, in any process.

The glossary's commands do this over many files; an article that cannot be read, or breaks the function, costs no other.

A worker of a cluster gets the names of files and gives back what was found in them; articles do not travel.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from review_tui.article import Article, EncodingProblem
from review_tui.files.address import fetch, is_address
from review_tui.files.presence import is_absent
from review_tui.files.stamp import FileProblem, read
from review_tui.lint.failure import of_error

Result = TypeVar("Result")
Look = Callable[[Article, Article | None], Result]


class ArticleFile(NamedTuple):
    """The file of an article, or its address; `path` is how messages name it, `source` the folder of the originals."""

    path: str
    file: str
    source: str | None = None


class Looked(NamedTuple, Generic[Result]):
    """What was found in an article (in a tuple; empty where nothing could be), and what went wrong."""

    found: tuple[Result] | tuple[()]
    problems: tuple[str, ...] = ()


def look(function: Look[Result], files: Sequence[ArticleFile]) -> list[Looked[Result]]:
    """Return what a function makes of each article and its original (None without one), of the same file name."""
    return [_look(function, *each) for each in files]


def _look(function: Look[Result], path: str, file: str, source: str | None) -> Looked[Result]:
    problems: list[str] = []
    article = _read(file, path, problems)
    if article is None:
        return Looked((), tuple(problems))
    original = None
    if source is not None:
        same = Path(source, file.rpartition("/")[2] if is_address(file) else Path(file).name)
        original = None if is_absent(same) else _read(str(same), str(same), problems)
    try:
        return Looked((function(article, original),), tuple(problems))
    except Exception as error:  # a defect of the function, or too little memory
        return Looked((), (*problems, str(of_error(path, error))))


def _read(file: str, name: str, problems: list[str]) -> Article | None:
    """Return the article in a file; add a problem that names it so where it cannot be read."""
    try:
        return Article.from_bytes(fetch(file) if is_address(file) else read(Path(file))[0], name)
    except FileProblem as problem:
        problems.append(f"{name}: {problem.message}")
    except EncodingProblem as problem:
        problems.append(f"{name}: {problem}")
    return None
