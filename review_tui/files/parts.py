"""A large file of which a run needs little: parts of it are read when somebody asks for them."""

import os
import weakref
from collections.abc import Callable
from pathlib import Path

Cut = Callable[[int, int], bytes]
"""Gives the bytes between two places, as many as there are. Raises OSError where they cannot be read."""


def parts_of(path: Path) -> Cut:
    """Return what gives parts of a file as it is now, even when another one takes its place or it is taken away.

    Raises OSError where it cannot be opened. The file stays open as long as somebody has what is returned.
    """
    if not hasattr(os, "pread"):  # on Windows it could not be taken away then
        whole = path.read_bytes()
        return lambda start, end: whole[start:end]
    return _OpenFile(path)


class _OpenFile:
    """A file that is open; several threads may ask at once."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._file)
        self._size = os.fstat(self._file).st_size

    def __call__(self, start: int, end: int) -> bytes:
        size = min(end, self._size) - start  # memory is taken for as much as is asked for
        return os.pread(self._file, size, start) if size > 0 else b""
