"""Where the glossary is when nobody named one."""

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import review_tui

FOLDER = "glossary"
PACKAGE = Path(review_tui.__file__).resolve().parent
PACKAGED = "shipped_glossary"
"""The folder of the wheel that holds the glossary and its kept form."""


class Origin(StrEnum):
    """How a glossary was found."""

    NEAREST = "nearest"
    """In a `glossary/` folder beside the article or above it."""
    SHIPPED = "shipped"
    """The one that comes with review-tui."""
    NOWHERE = "nowhere"


class Location(NamedTuple):
    """The .csv files of a glossary, the folder they are in, and how it was found. Nowhere: no files, no folder."""

    origin: Origin
    folder: Path | None
    paths: tuple[Path, ...]


def locate(start_folder: Path) -> Location:
    """Find the glossary for articles in a folder (or for one article): the nearest above it, or the shipped one.

    A `glossary/` folder counts if it holds a .csv file.
    """
    start = start_folder.absolute()
    for above in (start, *start.parents):
        folder = above / FOLDER
        paths = csv_files(folder)
        if paths:
            return Location(Origin.NEAREST, folder, paths)
    return shipped()


def shipped() -> Location:
    """Return the glossary that comes with review-tui: inside the wheel, or the repository's own in a checkout."""
    candidates = [PACKAGE / PACKAGED]
    if (PACKAGE.parent / "pyproject.toml").is_file():
        candidates.append(PACKAGE.parent / FOLDER)
    for folder in candidates:
        paths = csv_files(folder)
        if paths:
            return Location(Origin.SHIPPED, folder, paths)
    return Location(Origin.NOWHERE, None, ())


def csv_files(folder: Path) -> tuple[Path, ...]:
    """Return the .csv files of a folder by name; lock and backup files of a spreadsheet do not count."""
    try:
        files = [path for path in folder.iterdir() if path.suffix.lower() == ".csv" and path.is_file()]
    except OSError:
        return ()
    return tuple(sorted(path for path in files if not path.name.startswith((".", "~"))))
