"""Whether something lies at a path. Where the system does not let us look, or takes no such name, nothing does."""

import os
from contextlib import suppress
from itertools import chain
from pathlib import Path

# pathlib's own methods raise what the system says, as for a folder that must not be entered, until Python 3.14.


def is_there(path: Path) -> bool:
    """Tell whether something lies at a path, links followed."""
    return os.path.exists(path)  # noqa: PTH110


def is_taken(path: Path) -> bool:
    """Tell whether a name is taken by anything at all, be it a link that leads nowhere."""
    return os.path.lexists(path)


def is_file(path: Path) -> bool:
    """Tell whether an ordinary file lies at a path, links followed."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path) -> bool:
    """Tell whether a folder lies at a path, links followed."""
    return os.path.isdir(path)  # noqa: PTH112


def repository_of(folder: Path) -> Path | None:
    """Return the root of the git repository that a folder is in; None where it is in none."""
    return next((each for each in chain((folder,), folder.parents) if is_repository(each)), None)


def is_repository(folder: Path) -> bool:
    """Tell whether a folder is the root of a git repository."""
    return is_there(folder / ".git")


def is_link(path: Path) -> bool:
    """Tell whether a symbolic link lies at a path."""
    return os.path.islink(path)  # noqa: PTH114


def is_same(path: Path, other: Path) -> bool:
    """Tell whether one file lies at two paths, which may be two names of it."""
    with suppress(OSError, ValueError):
        return os.path.samefile(path, other)  # noqa: PTH121
    return False


def is_absent(path: Path) -> bool:
    """Tell whether certainly nothing lies at a path.

    False where the system does not let us look: reading the file then raises and says why.
    """
    try:
        return not path.exists()
    except OSError:
        return False
