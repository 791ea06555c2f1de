"""The names of files in a patch, and the folder that they are from: where `git apply` and `patch -p1` take it."""

import os
from collections.abc import Iterable
from pathlib import Path

from review_tui.files.address import is_address
from review_tui.files.naming import absolute
from review_tui.files.presence import is_folder, is_link, repository_of


def base_of(paths: Iterable[str], folder: Path) -> Path:
    """Return the folder that the names in a patch of these files and folders are from, for a run in `folder`.

    It is that folder where all of them lie in it; else the root of the repository they are in; else, where they are in
    none or in several, the nearest folder above them all.
    """
    places = [absolute(path, folder) for path in paths if path and not is_address(path)]
    if all(_below(place, folder) is not None for place in places):
        return folder
    real = [_real(place) for place in places]
    above = Path(os.path.commonpath([place if is_folder(place) else place.parent for place in real]))
    return repository_of(above) or above


def name_in_patch(file: str, base: Path) -> str:
    """Return how a patch from a folder names a file (an absolute path); an address as it is.

    A link is named by the file behind it: git and patch refuse to change a link.
    """
    if is_address(file):
        return file
    target = Path(os.path.realpath(file)) if is_link(Path(file)) else None
    name = (_below(target, base) if target is not None else None) or _below(Path(file), base)
    return (file if name is None else str(name)).replace(os.sep, "/")


def _below(place: Path, folder: Path) -> Path | None:
    """Return the way from a folder to what lies in it, by name or behind links; None for what does not."""
    for one, other in ((place, folder), (_real(place), Path(os.path.realpath(folder)))):
        if one.is_relative_to(other):
            return one.relative_to(other)
    return None


def _real(place: Path) -> Path:
    """Return the path without links on the way; the last part may be one, as patches are about what has that name."""
    return Path(os.path.realpath(place.parent), place.name)  # unlike `resolve`, it takes links in a circle
