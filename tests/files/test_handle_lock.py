"""Locks on open files: one holder at a time."""

import os
from pathlib import Path

import pytest

from review_tui.files.handle_lock import release, take
from tests.windows import as_on_windows


@pytest.mark.parametrize("on_windows", [False, True])
def test_one_holder_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_windows: bool) -> None:
    if on_windows:
        as_on_windows(monkeypatch)
    one, other = (os.open(tmp_path / "file", os.O_RDWR | os.O_CREAT) for _ in range(2))
    try:
        assert (take(one), take(other)) == (True, False)
        release(one)
        assert (take(other), take(one)) == (True, False)
    finally:
        os.close(one)
        os.close(other)


@pytest.mark.parametrize("on_windows", [False, True])
def test_a_lock_ends_with_its_handle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_windows: bool) -> None:
    if on_windows:
        as_on_windows(monkeypatch)
    one, other = (os.open(tmp_path / "file", os.O_RDWR | os.O_CREAT) for _ in range(2))
    assert take(one)
    os.close(one)
    assert take(other)
    os.close(other)
