"""What a file was like when it was read, so that a later write can tell whether somebody else changed it."""

import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from review_tui.files.presence import is_taken

# Without O_NONBLOCK, opening a named pipe that nobody writes to would wait for ever. Without O_BINARY, Windows would
# turn CR LF into LF, and end at Ctrl+Z.
_AS_IT_IS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

LIMIT = 64 * 1024 * 1024  # bytes; an article has a few thousand, a glossary a few million, the largest known 32 million

_REASONS = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.EACCES: "permission denied; ask its owner, or change its mode",
    errno.EPERM: "the system does not allow it",
    errno.EROFS: "it lies on a read-only file system",
    errno.ENOSPC: "the disk is full; make room and try again",
    errno.EDQUOT: "your disk quota is used up; make room and try again",
    errno.EISDIR: "it is a folder",
    errno.ELOOP: "its symbolic links lead round in a circle",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EFBIG: "it is larger than the system lets a file be; raise the limit (ulimit -f)",
    errno.EIO: "the disk reports an error",
    errno.EMFILE: "too many files are open; close some programs and try again",
    errno.ENFILE: "too many files are open; close some programs and try again",
    errno.ESTALE: "the network drive lost it; connect the drive again",
    errno.ETIMEDOUT: "the network drive does not answer; try again",
    errno.EHOSTDOWN: "the network drive does not answer; try again",
    errno.ENOTCONN: "the network drive is not connected",
}


class FileProblem(Exception):
    """A file that cannot be read or written; the message says why and what to do."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message


def reason(error: OSError | ValueError) -> str:
    """Return what an error of the system, or Python's about a name that no file can have, means in plain words."""
    if isinstance(error, ValueError):  # the words differ from version to version
        return "no file can have such a name: it holds a NUL, or half a character"
    return _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()


class Glance(NamedTuple):
    """What the system says of a file without reading it: `size` in bytes, times in nanoseconds.

    Where two are equal, the file has not changed in between. A clock or a program (`cp -p`, `rsync -t`) may set back
    the time of the last change of the content (`mtime_ns`), but nothing sets back that of the last change of anything
    (`ctime_ns`; on Windows it is the time when the file was made).
    """

    device: int
    inode: int
    size: int
    mtime_ns: int
    ctime_ns: int


class Stamp(Struct, frozen=True):
    """The identity of a file's content at one moment."""

    glance: Glance
    sha256: str


ABSENT = Stamp(Glance(0, 0, -1, 0, 0), "")
"""The stamp of a file that is not there."""


def glance(path: Path | str) -> Glance | None:
    """Return what the system says of a file, links followed; None where nothing is there, or we may not look."""
    try:
        return glance_of(os.stat(path))  # noqa: PTH116  a Path for each of many files is too dear
    except (OSError, ValueError):
        return None


def glance_of(status: os.stat_result) -> Glance:
    """Return the part of a file's status that tells it from any other file, and from itself before a change."""
    return Glance(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read(path: Path, limit: int = LIMIT) -> tuple[bytes, Stamp]:
    """Return the bytes of a file and their stamp.

    Raises FileProblem for a file that is missing, unreadable, no ordinary file, or larger than `limit` bytes.
    """
    try:
        handle = os.open(path, _AS_IT_IS)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise FileProblem(path, "it is a folder" if stat.S_ISDIR(status.st_mode) else "it is no ordinary file")
            data = _content(handle, status.st_size, limit)
        finally:
            os.close(handle)
    except OSError as error:
        leads_nowhere = error.errno == errno.ENOENT and is_taken(path)
        said = "this symbolic link leads nowhere" if leads_nowhere else reason(error)
        raise FileProblem(path, f"it cannot be read: {said}") from error
    except ValueError as error:  # a NUL in the name
        raise FileProblem(path, f"it cannot be read: {reason(error)}") from error
    if len(data) > limit:
        raise FileProblem(path, f"it has {status.st_size:,} bytes; at most {limit:,} are read")
    return data, Stamp(glance_of(status), digest(data))


def _content(handle: int, size: int, limit: int) -> bytes:
    """Return what is in an open file, cut where more than `limit` bytes are read; `size` is what the system says."""
    data = os.read(handle, min(size, limit) + 1)  # room for `limit` bytes would be made for each file
    if len(data) != size:  # it grows just now, or its size is not known before it is read
        while len(data) <= limit and (more := os.read(handle, limit + 1 - len(data))):
            data += more
    return data


def changed(path: Path, stamp: Stamp) -> bool:
    """Tell whether a file is no longer what `stamp` says; a file that is gone is changed.

    Its content is read only where the glance differs: a file that was written again with the same bytes is unchanged.
    Compared with `ABSENT`, any file is a change.
    """
    now = glance(path)
    if now is None:
        return stamp != ABSENT
    if now == stamp.glance:
        return False
    try:
        return read(path)[1].sha256 != stamp.sha256
    except FileProblem:
        return True
