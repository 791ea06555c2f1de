"""Pieces come back in order, whether they waited in memory or on the disk; or none does, and it says why."""

import errno
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest

from review_tui.files import spool as module
from review_tui.files.spool import Spool

PIECES = [b"a", b"", b"\0" * 9, "甲".encode(), b"b" * 300, b"c"]


@pytest.fixture
def spool() -> Iterator[Spool]:
    spool = Spool()
    yield spool
    spool.close()


@pytest.mark.parametrize("room", [0, 20, 350, 1 << 20])
def test_all_come_back_in_order(spool: Spool, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    monkeypatch.setattr(module, "_IN_MEMORY", room)
    for piece in PIECES:
        spool.put(piece)
    assert list(spool.take()) == PIECES
    assert spool.problem == ""
    assert (spool.folder == tempfile.gettempdir()) == (room < 1 << 20)


class _Full:
    """A file in which there is no room from some step on."""

    def __init__(self, file: Any, step: str) -> None:
        self.file, self.step = file, step

    def __getattr__(self, name: str) -> Any:
        if name == self.step:
            raise OSError(errno.ENOSPC, "full")
        return getattr(self.file, name)

    def close(self) -> None:
        self.file.close()
        raise OSError(errno.ENOSPC, "full")


@pytest.mark.parametrize("step", ["write", "seek"])
def test_none_comes_back_where_one_is_missing(spool: Spool, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    monkeypatch.setattr(module, "_IN_MEMORY", 20)
    spool.put(PIECES[0])
    real = tempfile.TemporaryFile
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: _Full(real(), step))
    for piece in PIECES[1:]:
        spool.put(piece)
    for _ in range(2):
        assert list(spool.take()) == []
        assert spool.problem == "the disk is full; make room and try again"
