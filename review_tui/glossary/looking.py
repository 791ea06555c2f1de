"""Looking at articles together with their English originals: plain functions of plain values, for any process anywhere.

A worker of a cluster gets places and gives back what was found there; articles do not travel.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from review_tui.article import Article, EncodingProblem
from review_tui.files.address import fetch, is_address
from review_tui.files.stamp import FileProblem, read

Found = TypeVar("Found")
Look = Callable[[Article, Article | None], Found]


class ArticlePlace(NamedTuple):
    """Where an article is: `path` is how messages name it, `source` the folder of the originals."""

    path: str
    file: str
    source: str | None = None


class Looked(NamedTuple, Generic[Found]):
    """What was found in an article (in a tuple; empty where it could not be read), and what went wrong."""

    found: tuple[Found] | tuple[()]
    problems: tuple[str, ...] = ()


def look(function: Look[Found], places: Sequence[ArticlePlace]) -> list[Looked[Found]]:
    """Return what a function makes of each article and its original, which has the same file name."""
    return [_look(function, place) for place in places]


def _look(function: Look[Found], place: ArticlePlace) -> Looked[Found]:
    problems: list[str] = []
    article = _read(place.file, place.path, problems)
    if article is None:
        return Looked((), tuple(problems))
    original = None
    if place.source is not None:
        file = Path(place.source, place.file.rpartition("/")[2] if is_address(place.file) else Path(place.file).name)
        original = _read(str(file), str(file), problems) if file.is_file() else None
    return Looked((function(article, original),), tuple(problems))


def _read(file: str, name: str, problems: list[str]) -> Article | None:
    try:
        return Article.from_bytes(fetch(file) if is_address(file) else read(Path(file))[0], name)
    except FileProblem as problem:
        problems.append(f"{name}: {problem.message}")
    except EncodingProblem as problem:
        problems.append(f"{name}: {problem}")
    return None
