"""Hashes of large files that every run needs, remembered as long as nothing about the file changes.

A glance at the file tells that, as it does for git. The hash of a file that changed a moment ago is not remembered: the
file may change again before the clock goes on.
"""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import msgspec

from review_tui.files.stamp import FileProblem, Glance, glance, read

SETTLED = 2_000_000_000  # nanoseconds without a change; FAT counts two seconds as one
MOST = 32  # files

NAME = "digests.msgpack"


class _KnownDigest(msgspec.Struct, array_like=True):
    seen: Glance
    sha256: str


def digest_of(path: Path, folder: Path) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal; `folder` is where hashes are remembered.

    Raises FileProblem where the file cannot be read.
    """
    before = glance(path)
    if before is None or sys.platform == "win32":  # no time tells there of a change that hides itself
        return read(path)[1].sha256
    name, store = os.path.abspath(path), folder / NAME  # noqa: PTH100  the links on the way stay in it
    known = _remembered(store)
    if name in known and known[name].seen == before:
        return known[name].sha256
    is_settled = time.time_ns() - max(before.mtime_ns, before.ctime_ns) > SETTLED  # so a change from now on shows
    sha256 = read(path)[1].sha256
    if is_settled:
        known.pop(name, None)
        known[name] = _KnownDigest(before, sha256)
        _remember(store, dict(list(known.items())[-MOST:]))
    return sha256


def _remembered(store: Path) -> dict[str, _KnownDigest]:
    with suppress(OSError, UnicodeError, msgspec.MsgspecError):
        return msgspec.msgpack.decode(store.read_bytes(), type=dict[str, _KnownDigest])
    return {}


def _remember(store: Path, known: dict[str, _KnownDigest]) -> None:
    from review_tui.files.atomic import write

    with suppress(FileProblem, OSError, UnicodeError):
        store.parent.mkdir(parents=True, exist_ok=True)
        write(store, msgspec.msgpack.encode(known))
