"""Saying which glossary holds, and what is wrong with it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from review_tui.cli.messages import note, warn
from review_tui.glossary.storage.location import FOLDER
from review_tui.lint.failure import Failure
from review_tui.lint.project import GlossaryPlace, Source
from review_tui.lint.settings import glossary_digest, glossary_of

if TYPE_CHECKING:
    from review_tui.lint.run.cache import Cache

MOST_PROBLEMS = 20  # said one by one


class Flaw(msgspec.Struct, frozen=True, array_like=True):
    """Something wrong with a glossary: with a row of it, or with a whole file. `line` is 0 where there is none."""

    path: str
    line: int
    message: str
    of_file: bool
    of_row: bool

    @property
    def said(self) -> str:
        """Return the message, with what it means for a row."""
        return f"row left out: {self.message}" if self.of_row else self.message


class Told(NamedTuple):
    """What a run has to know of its glossary: what keeps whole files from counting, and whether every row counts."""

    failures: list[Failure]
    is_whole: bool


def tell_source(place: GlossaryPlace, folder: Path, shown: Callable[[Path], str] = str) -> None:
    """Say where the glossary for a folder's articles comes from, unless somebody named it or it lies above them.

    `shown` is how messages name a file.
    """
    lacking = f"there is no {FOLDER}/ folder with .csv files beside the articles"
    if place.source is Source.NONE:
        warn(
            "there is no glossary, so no terms are checked: name one with --glossary, or run `review-tui glossary init`"
        )
    elif place.source is Source.HERE:
        note(
            f"Using the glossary in {shown(_folder(place))}/, the nearest above the current folder: {lacking} in "
            f"{shown(folder)} or above."
        )
    elif place.source is Source.SHIPPED:
        note(
            f"Using the glossary that comes with review-tui ({_folder(place)}): {lacking} or above. `review-tui "
            "glossary init` makes you one to edit."
        )


def _folder(place: GlossaryPlace) -> Path:
    """Return the folder with the files of a glossary that was looked for."""
    return place.paths[0] if place.paths[0].name == FOLDER else place.paths[0].parent


def report_glossary(paths: tuple[Path, ...], cache: "Cache | None" = None, shown: Callable[[Path], str] = str) -> Told:
    """Say what is wrong with the rows of a glossary in some files; `shown` is how messages name a file."""
    flaws = _flaws(tuple(map(str, paths)), cache)
    found = [(flaw.of_file, Failure(shown(Path(flaw.path)), flaw.line, flaw.said)) for flaw in flaws]
    of_rows = [each for of_file, each in found if not of_file]
    for each in of_rows[:MOST_PROBLEMS]:
        warn(str(each))
    if len(of_rows) > MOST_PROBLEMS:
        warn(
            f"and {len(of_rows) - MOST_PROBLEMS:,} more rows of the glossary: `review-tui glossary lint` names them all"
        )
    is_whole = not any(flaw.of_file or flaw.of_row for flaw in flaws)
    return Told([each for of_file, each in found if of_file], is_whole)


def _flaws(paths: tuple[str, ...], cache: "Cache | None") -> list[Flaw]:
    if cache is None:
        return _found(paths)
    from review_tui.lint.run.cache import key_for

    key = key_for("glossary", paths, glossary_digest(paths))
    known = cache.get(key)
    if known is not None:
        try:
            return msgspec.msgpack.decode(known, type=list[Flaw])
        except msgspec.MsgspecError:
            pass
    flaws = _found(paths)
    cache.put(key, msgspec.msgpack.encode(flaws))
    return flaws


def _found(paths: tuple[str, ...]) -> list[Flaw]:
    return [
        Flaw(str(problem.path or ""), problem.line, problem.message, problem.of_file, problem.of_row)
        for problem in glossary_of(paths).problems
    ]
