"""Where a glossary is, and how it was found: here, when nobody named one."""

import os
import re
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import review_tui
from review_tui.files.presence import is_file, is_folder, is_taken
from review_tui.files.stamp import FileProblem, read, reason
from review_tui.text.lazy import lazy

FOLDER = "glossary"
PACKAGE = Path(review_tui.__file__).resolve().parent
PACKAGED = "shipped_glossary"
"""The folder of the wheel that holds the glossary and its kept form."""

_MODULES = ".gitmodules"
_MODULE = lazy(rb'^[ \t]*path[ \t]*=[ \t]*"?(.*?)"?[ \t\r]*$', re.MULTILINE)


class GlossarySource(StrEnum):
    """How a glossary was found."""

    NAMED = "named on the command line"
    CONFIGURED = "named in the configuration"
    NEAREST = "the nearest glossary/ folder"
    HERE = "the nearest glossary/ folder above the current folder"
    """Where there is none above the articles."""
    SHIPPED = "the one that comes with review-tui"
    NONE = "none"


class GlossaryPlace(NamedTuple):
    """The .csv files of a glossary, the folder they were found in (None where it was named, or is none), and how.

    A folder that cannot be looked into stands among the files in the place of its own: reading it says why.
    """

    source: GlossarySource
    folder: Path | None
    paths: tuple[Path, ...]


def glossary_in(above: Path) -> GlossaryPlace | None:
    """Return the glossary for all articles below a folder that it holds itself; None where it holds none.

    A `glossary/` folder counts if it holds a .csv file, or if there is no telling whether it does.
    """
    folder = above / FOLDER
    paths = csv_files(folder) or ((folder,) if fault_of(folder) else ())
    return GlossaryPlace(GlossarySource.NEAREST, folder, paths) if paths else None


def shipped() -> GlossaryPlace:
    """Return the glossary that comes with review-tui: inside the wheel, or the repository's own in a checkout."""
    candidates = [PACKAGE / PACKAGED]
    if (PACKAGE.parent / "pyproject.toml").is_file():
        candidates.append(PACKAGE.parent / FOLDER)
    for folder in candidates:
        paths = csv_files(folder)
        if paths:
            return GlossaryPlace(GlossarySource.SHIPPED, folder, paths)
    return GlossaryPlace(GlossarySource.NONE, None, ())


def csv_files(folder: Path) -> tuple[Path, ...]:
    """Return the .csv files of a folder by name; lock and backup files of a spreadsheet do not count.

    One that cannot be read does, as a link that leads nowhere: it is not to be missed in silence.
    """
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith((".", "~")))  # noqa: PTH208
    except OSError:
        return ()
    files = [folder / name for name in names if name.lower().endswith(".csv")]
    return tuple(path for path in files if not is_folder(path))


def fault_of(folder: Path) -> str:
    """Return what keeps a folder's files from being seen; empty where they are, and where there is no such folder."""
    if not is_taken(folder):
        return ""
    try:
        names = os.listdir(folder)  # noqa: PTH208
    except NotADirectoryError:
        return ""
    except FileNotFoundError:
        return "this symbolic link leads nowhere"
    except OSError as error:
        return f"this folder cannot be read: {reason(error)}"
    if names or not _is_submodule(folder):
        return ""
    return "this git submodule is not checked out: `git submodule update --init` does it, or an option of the checkout"


def _is_submodule(folder: Path) -> bool:
    """Tell whether git puts another repository into a folder."""
    above = next((each for each in folder.parents if is_file(each / _MODULES)), None)
    if above is None:
        return False
    with suppress(FileProblem):
        data, _ = read(above / _MODULES)
        return os.fsencode(folder.relative_to(above)).replace(os.sep.encode(), b"/") in _MODULE.findall(data)
    return False
