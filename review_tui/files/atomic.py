"""Writing a file so that it is always the old one or the new one, whole."""

import contextlib
import os
import stat
import time
from pathlib import Path

from review_tui.files.stamp import FileProblem, Stamp, changed, digest, reason

PREFIX = ".review-tui-"
_STALE = 3600.0  # seconds after which what a killed process left behind is cleared away


class Changed(FileProblem):
    """Somebody else changed the file since it was read; nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "it was changed by another program since it was read; nothing was written")


def write(path: Path, data: bytes, expect: Stamp | None = None) -> Stamp:
    """Put `data` in the place of a file and return its new stamp.

    A symbolic link stays one: the file it leads to is replaced. Mode and, where the system allows it, ownership stay; a
    new file gets the mode that the umask leaves. With `expect`, the file must still be what that stamp says, else
    Changed is raised. Whatever else goes wrong is a FileProblem, and the file is as it was.
    """
    import tempfile  # with all that it brings; most runs write nothing

    target = _resolve(path)
    _clear_leftovers(target)
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f"{PREFIX}{os.getpid()}-", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            _take_over_mode(file.fileno(), target)
            os.fsync(file.fileno())
            status = os.fstat(file.fileno())
        if expect is not None and changed(target, expect, strict=True):
            raise Changed(path)
        temporary.replace(target)
        temporary = None
        _sync_folder(target.parent)
    except OSError as error:
        raise FileProblem(path, f"it cannot be written: {reason(error)}") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
    return Stamp(status.st_ino, status.st_mtime_ns, len(data), digest(data))


def _resolve(path: Path) -> Path:
    try:
        target = path.resolve()
    except (OSError, RuntimeError) as error:
        raise FileProblem(path, "its symbolic links lead round in a circle") from error
    if target.exists() and not target.is_file():
        raise FileProblem(path, "it cannot be written: it is no ordinary file")
    if target.exists() and not os.access(target, os.W_OK):
        raise FileProblem(path, "it cannot be written: it is read-only; change its mode, or save a copy elsewhere")
    return target


def _take_over_mode(handle: int, target: Path) -> None:
    """Give the new file the old one's mode and owner, or what a new file gets."""
    if not hasattr(os, "fchmod"):
        return
    try:
        old = target.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        os.fchmod(handle, 0o666 & ~mask)
        return
    new = os.fstat(handle)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        with contextlib.suppress(OSError):
            os.fchown(handle, old.st_uid, old.st_gid)
    os.fchmod(handle, stat.S_IMODE(old.st_mode))


def _sync_folder(folder: Path) -> None:
    """Make the new name last. Some systems cannot open a folder; the content is safe there all the same."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _clear_leftovers(target: Path) -> None:
    """Remove what a process that was killed while writing left beside the file, once it is old and that one is gone."""
    with contextlib.suppress(OSError):
        for leftover in target.parent.glob(f"{PREFIX}*-*"):
            process = leftover.name.removeprefix(PREFIX).partition("-")[0]
            with contextlib.suppress(OSError):
                if process.isdigit() and time.time() - leftover.stat().st_mtime > _STALE and not _runs(int(process)):
                    leftover.unlink()


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
