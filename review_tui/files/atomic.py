"""Writing a file so that it is always the old one or the new one, whole."""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from review_tui.files.lock import locked
from review_tui.files.processes import runs
from review_tui.files.stamp import ABSENT, FileProblem, Glance, Stamp, digest, glance, glance_of, read, reason

PREFIX = ".review-tui-"
_STALE = 3600.0  # seconds after which what a killed process left behind is cleared away

_STATUS = Path("/proc/self/status")  # where Linux tells of a process
_UMASK = os.umask(0o077)  # as it was when this was loaded, before there were threads
os.umask(_UMASK)


class Changed(FileProblem):
    """Somebody else changed the file since it was read; nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "it was changed by another program since it was read; nothing was written")


class Replacement(Struct, eq=False):
    """What is to take the place of the file at `path`. `glance` is that of the new file, once it is in place."""

    path: Path
    file: BinaryIO
    glance: Glance = ABSENT.glance

    def write(self, data: bytes) -> None:
        """Append bytes. Raises FileProblem where they cannot be written."""
        with as_problem(self.path):
            self.file.write(data)


def write(path: Path, data: bytes, expect: Stamp | None = None, *, mode: int | None = None) -> Stamp:
    """Put `data` in the place of a file, as `replacing` does, and return its new stamp."""
    with replacing(path, expect, mode=mode) as draft:
        draft.write(data)
    return Stamp(draft.glance, digest(data))


@contextlib.contextmanager
def replacing(path: Path, expect: Stamp | None = None, *, mode: int | None = None) -> Iterator[Replacement]:
    """Give a draft that takes the place of a file when the block ends; where it raises, the file stays as it is.

    - A symbolic link stays one: the file it leads to is replaced. Other names of the file (hard links) keep the old
      content: see `other_names`.
    - Mode and, where the system allows it, ownership, access lists and other extended attributes stay. A new file gets
      `mode`, or what the umask leaves.
    - With `expect`, the file must still have the content of that stamp (ABSENT: there must be none). Comparing and
      replacing are done under the folder's lock.

    Raises Changed where the file is not as expected, and FileProblem for whatever else goes wrong. In both cases the
    file is as it was, and nothing is left beside it.
    """
    target = _resolve(path)
    _clear_leftovers(target.parent)
    temporary: Path | None = None
    try:
        with as_problem(path):
            handle, temporary = _make_temporary(path, target.parent)
            try:
                file = os.fdopen(handle, "wb")
            except OSError:  # of a network drive that is gone by now
                os.close(handle)
                raise
        draft = Replacement(path, file)
        try:
            yield draft
            with as_problem(path):
                file.flush()
                _take_over_mode(file.fileno(), target, mode)
                os.fsync(file.fileno())
                draft.glance = glance_of(os.fstat(file.fileno()))
        finally:
            with as_problem(path):
                file.close()
        with as_problem(path), locked(target):
            if expect is not None and not _is_as_expected(target, expect):
                raise Changed(path)
            temporary.replace(target)
            temporary = None
            draft.glance = _renamed(draft.glance, glance(target))
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
    _sync_folder(target.parent)


def _renamed(written: Glance, now: Glance | None) -> Glance:
    """Return the glance to remember for a file that was just renamed into place.

    To most systems a rename is a change (`ctime_ns`), so where nothing else differs from what was `written`, that is
    `now`. Otherwise somebody else has changed the file since, and it is `written`: the next look notices the change.
    """
    return now if now is not None and now[:-1] == written[:-1] else written


@contextlib.contextmanager
def as_problem(path: Path) -> Iterator[None]:
    """Turn an error of the system while a file is written into a FileProblem, but for a pipe whose reader has gone."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FileProblem(path, f"it cannot be written: {reason(error)}") from error


def _resolve(path: Path) -> Path:
    """Return the file that a path leads to, which need not exist; raise FileProblem where it cannot be replaced."""
    try:
        target = path.resolve()
        mode = target.stat().st_mode
    except FileNotFoundError:
        return target
    except RuntimeError as error:  # how Python before 3.13 calls a circle of links
        raise FileProblem(path, "its symbolic links lead round in a circle") from error
    except OSError as error:
        raise FileProblem(path, f"it cannot be written: {reason(error)}") from error
    except ValueError as error:  # a NUL in the name
        raise FileProblem(path, f"it cannot be written: {reason(error)}") from error
    if not stat.S_ISREG(mode):
        raise FileProblem(path, "it cannot be written: it is no ordinary file")
    if not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise FileProblem(path, "it cannot be written: it is read-only; change its mode and try again")
    return target


def can_write(path: Path) -> bool:
    """Tell whether the modes of a file and of its folder let it be replaced; nothing else is looked at."""
    try:
        target = _resolve(path)
    except FileProblem:
        return False
    return os.access(target.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _make_temporary(path: Path, folder: Path) -> tuple[int, Path]:
    import tempfile  # with all that it brings; most runs write nothing

    try:
        handle, name = tempfile.mkstemp(prefix=f"{PREFIX}{os.getpid()}-", dir=folder)
    except OSError as error:
        if error.errno == errno.ENOENT:
            raise FileProblem(path, "it cannot be written: its folder is gone; make the folder again first") from error
        if error.errno in (errno.EACCES, errno.EPERM):
            message = "it cannot be written: no file can be made in its folder; change the folder's mode"
            raise FileProblem(path, message) from error
        raise
    return handle, Path(name)


def _is_as_expected(target: Path, expect: Stamp) -> bool:
    """Tell whether the content is still that of a stamp: what inode, time and size say alone can be told wrongly."""
    try:
        target.stat()
    except (FileNotFoundError, NotADirectoryError):
        return expect == ABSENT
    return expect != ABSENT and read(target)[1].sha256 == expect.sha256


def _take_over_mode(handle: int, target: Path, wanted: int | None) -> None:
    """Give the new file the old one's mode and owner, or what a new file gets."""
    if sys.platform == "win32":  # the folder's rights hold there
        return
    try:
        old = target.stat()
    except FileNotFoundError:
        os.fchmod(handle, wanted if wanted is not None else 0o666 & ~_umask())
        return
    mode = stat.S_IMODE(old.st_mode)
    if not _take_over_owner(handle, old):
        mode &= ~(stat.S_ISUID | stat.S_ISGID)  # they would lend another's rights
    os.fchmod(handle, mode)
    _take_over_attributes(handle, target)


def _take_over_attributes(handle: int, target: Path) -> None:
    """Give the new file the old one's extended attributes, access lists among them, as far as the system allows it.

    Those by which a system vouches for content or lends rights belong to the old content alone.
    """
    if sys.platform != "linux":
        return
    names: list[str] = []
    with contextlib.suppress(OSError):
        names = os.listxattr(target)
    for name in names:
        if not name.startswith("security.") or name == "security.selinux":
            with contextlib.suppress(OSError):
                os.setxattr(handle, name, os.getxattr(target, name))


def other_names(path: Path) -> int:
    """Return how many other names (hard links) the file at `path` has; 0 where that cannot be told.

    Writing through them would mean changing the file in place, and a write that is cut off would leave half of it. And
    copies that are made of links, as backups are, are to keep what they have.
    """
    try:
        return max(0, path.stat().st_nlink - 1)
    except OSError:
        return 0


def _umask() -> int:
    """Return which rights new files do not get, as far as can be told without setting it for all threads."""
    with contextlib.suppress(OSError, ValueError, StopIteration), _STATUS.open("rb") as status:
        return int(next(line for line in status if line.startswith(b"Umask:")).split()[1], 8)
    return _UMASK


def _take_over_owner(handle: int, old: os.stat_result) -> bool:
    """Give the new file the old one's owner and group, or at least its group; tell whether both are the same now."""
    new = os.fstat(handle)
    if (old.st_uid, old.st_gid) == (new.st_uid, new.st_gid):
        return True
    for owner in (old.st_uid, -1):
        with contextlib.suppress(OSError):
            os.fchown(handle, owner, old.st_gid)  # type: ignore[attr-defined, unused-ignore]  # not on Windows
            return owner != -1
    return False


def _sync_folder(folder: Path) -> None:
    """Make the new name last.

    Some systems cannot open a folder. What goes wrong here is no failure: the new content is in its place already.
    """
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@cache  # once a folder: listing a large one before each write would cost more than the write
def _clear_leftovers(folder: Path) -> None:
    """Remove what a process that was killed while writing left in a folder, once it is old and that one is gone."""
    with contextlib.suppress(OSError):
        for leftover in folder.glob(f"{PREFIX}*-*"):
            process = leftover.name.removeprefix(PREFIX).partition("-")[0]
            with contextlib.suppress(OSError):
                if process.isdecimal() and time.time() - leftover.stat().st_mtime > _STALE and not runs(int(process)):
                    leftover.unlink()
