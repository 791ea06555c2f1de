"""One process at a time: a lock on the folder of a file, held while it is read, merged and replaced.

- It is the kernel's (see `handle_lock`), so it ends with the process that holds it, however that ends.
- It is on the folder itself, not on a lock file: no file is left in a content folder, and all users of a shared folder
  meet at the same lock. It is not on the file, as replacing that would leave the lock on the old one.
- Where folders cannot be locked (Windows, some network drives), a file in the state folder is locked instead, which
  keeps one user's processes apart.
- It only binds those who ask for it. Against other programs, `atomic.write` compares what it replaces.
"""

import hashlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from review_tui.files import handle_lock
from review_tui.files.own import state_folder
from review_tui.files.stamp import FileProblem

PATIENCE = 5.0
"""Seconds to wait for somebody else's lock: a save takes milliseconds."""

# Seconds between two tries, the last again and again; short, since nobody stands in line.
_PAUSES = (0.0005, 0.001, 0.002)


class _Held(threading.local):
    """The folders, as device and inode, that this thread holds: it may lock one of them again without waiting."""

    def __init__(self) -> None:
        self.folders: set[tuple[int, int]] = set()


_held = _Held()


@contextmanager
def locked(*paths: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the locks on the folders of some files, or on folders themselves.

    Raises FileProblem where somebody else holds one for longer than `patience` seconds. A folder that is not there, or
    that can be locked in no way, is passed over.
    """
    folders = sorted({_folder(path) for path in paths})  # sorted, so that no two processes wait for each other
    with ExitStack() as stack:
        for folder in folders:
            stack.enter_context(_one(folder, patience))
        yield


def _folder(path: Path) -> Path:
    try:
        target = path.resolve()
        return target if target.is_dir() else target.parent
    except (OSError, RuntimeError, ValueError):
        return path.parent  # whoever writes there says what is wrong


@contextmanager
def _one(folder: Path, patience: float) -> Iterator[None]:
    try:
        status = folder.stat()
    except (OSError, ValueError):
        yield
        return
    key = (status.st_dev, status.st_ino)
    if key in _held.folders:
        yield
        return
    handle = _take(folder, patience)
    _held.folders.add(key)
    try:
        yield
    finally:
        _held.folders.discard(key)
        if handle is not None:
            _release(handle)


def _take(folder: Path, patience: float) -> int | None:
    """Return the handle that holds the lock, None where there is no way to have one."""
    for opened in (_open_folder, _open_stand_in):
        try:
            handle = opened(folder)
        except OSError:
            continue
        try:
            _wait(handle, folder, patience)
        except OSError:
            os.close(handle)
        except BaseException:
            os.close(handle)
            raise
        else:
            return handle
    return None


def _open_folder(folder: Path) -> int:
    if sys.platform == "win32":
        raise OSError
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)


def _open_stand_in(folder: Path) -> int:
    locks = state_folder() / "locks"
    locks.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = hashlib.blake2b(os.fsencode(folder), digest_size=12).hexdigest()
    return os.open(locks / name, os.O_RDWR | os.O_CREAT, 0o600)


def _wait(handle: int, folder: Path, patience: float) -> None:
    end = time.monotonic() + patience
    tries = 0
    while not handle_lock.take(handle):
        if time.monotonic() >= end:
            raise FileProblem(
                folder,
                f"another program has kept this folder locked for {patience:.0f} seconds, so nothing was written; "
                "wait for that program or end it, and try again",
            )
        time.sleep(_PAUSES[min(tries, len(_PAUSES) - 1)])
        tries += 1


def _release(handle: int) -> None:
    try:
        handle_lock.release(handle)
    finally:
        os.close(handle)
