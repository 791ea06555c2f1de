"""Reading parts of a large file when they are needed, instead of all of it."""

import os
import sys
import weakref
from collections.abc import Callable
from pathlib import Path

Cut = Callable[[int, int], bytes]
"""Takes a start and an end in bytes; returns the bytes between, fewer at the end of the file. Raises OSError."""


def parts_of(path: Path) -> Cut:
    """Return a reader of the file's bytes as it is opened now; it goes on after the file is replaced or deleted.

    The file stays open as long as the reader is referenced. Raises OSError where it cannot be opened.
    """
    if sys.platform == "win32":  # an open file could not be replaced there
        whole = path.read_bytes()
        return lambda start, end: whole[start:end]
    return _OpenFile(path)


class _OpenFile:
    """An open file as a Cut; several threads may call it at once."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)
        self._size = os.fstat(self._file).st_size

    def __call__(self, start: int, end: int) -> bytes:
        size = min(end, self._size) - start  # memory is taken for as much as is asked for
        return os.pread(self._file, size, start) if size > 0 else b""  # type: ignore[attr-defined, unused-ignore]
