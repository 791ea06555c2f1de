"""Some of what is different on Windows, for tests that run elsewhere."""

import errno
import fcntl
import os
import sys
from types import ModuleType

import pytest

_NOT_BLOCKING, _UNLOCK = 2, 0


def as_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the code believe that it runs on Windows, where open files are locked by `msvcrt` and processes not asked."""
    msvcrt = ModuleType("msvcrt")
    vars(msvcrt).update(LK_NBLCK=_NOT_BLOCKING, LK_UNLCK=_UNLOCK, locking=_locking)
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("Windows has no signal that asks for nothing"))


def _locking(handle: int, mode: int, _size: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_UN if mode == _UNLOCK else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise PermissionError(errno.EACCES, "Permission denied") from error
