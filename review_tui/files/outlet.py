"""Writing to a path that a user names: a file is replaced in one step; to pipes and devices, pieces go as they come."""

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from review_tui.files.atomic import as_problem, replacing

_DESCRIPTOR = r"(?:/dev/fd|/proc/(?:self|thread-self|(?P<process>\d+))(?:/task/\d+)?/fd)/(?P<number>\d+)"
_LINKS = 40  # that are followed, as many as Linux follows


class Outlet(Struct, frozen=True):
    """Something to write to. `is_terminal` tells that people see at once what is written."""

    write: Callable[[bytes], object]
    is_terminal: bool = False


@contextmanager
def outlet(path: Path) -> Iterator[Outlet]:
    """Give an outlet to a path, for as long as the block takes.

    An ordinary file, or one that is not there yet, is replaced when the block ends (see `replacing`). To a pipe, a
    device or an open descriptor (/dev/stdout, /dev/fd/3), everything is written as it comes. Raises FileProblem where
    nothing can be written, and BrokenPipeError where the reader of a pipe has gone.
    """
    if is_ordinary(path):
        with replacing(path) as draft:
            yield Outlet(draft.write)
        return
    number = _descriptor(path)
    with as_problem(path):
        handle = os.open(path, os.O_WRONLY) if number is None else os.dup(number)
    try:
        yield Outlet(lambda data: _write(path, handle, data), os.isatty(handle))
    finally:
        os.close(handle)


def is_ordinary(path: Path) -> bool:
    """Tell whether a path leads to an ordinary file, a folder, or nothing; not to a pipe, a device or a descriptor."""
    if _descriptor(path) is not None:
        return False
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return True
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def _write(path: Path, handle: int, data: bytes) -> None:
    with as_problem(path):
        while data:
            data = data[os.write(handle, data) :]


def _descriptor(path: Path) -> int | None:
    """Return the number of this process's open descriptor that a path stands for, None where it stands for none.

    It must not be opened anew: writing would begin at the start of a file that the caller has begun to write.
    """
    here = os.path.abspath(path)  # noqa: PTH100  where links lead is looked at step by step
    with suppress(OSError, ValueError):
        for _ in range(_LINKS):
            folder, name = os.path.split(here)
            here = os.path.join(os.path.realpath(folder), name)  # noqa: PTH118
            found = re.fullmatch(_DESCRIPTOR, here)
            if found is not None and found["process"] in (None, str(os.getpid())):
                return int(found["number"])
            here = os.path.join(os.path.dirname(here), os.readlink(here))  # noqa: PTH115, PTH118, PTH120
    return None
