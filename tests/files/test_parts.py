"""Parts of a file, of the one that was opened."""

import os
from pathlib import Path

import pytest

from review_tui.files import parts
from review_tui.files.parts import parts_of
from tests.windows import as_on_windows


@pytest.mark.parametrize("in_parts", [True, False])
def test_gives_what_stands_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_parts: bool) -> None:
    if not in_parts:
        as_on_windows(monkeypatch)
    path = tmp_path / "a"
    path.write_bytes(b"0123456789")
    cut = parts_of(path)
    assert [cut(0, 3), cut(8, 20), cut(20, 30), cut(5, 5), cut(5, 4)] == [b"012", b"89", b"", b"", b""]
    assert [cut(2, 1 << 62), cut(1 << 70, 1 << 71)] == [b"23456789", b""]
    with pytest.raises(FileNotFoundError):
        parts_of(tmp_path / "b")


def test_it_is_the_file_that_was_opened(tmp_path: Path) -> None:
    path, other = tmp_path / "a", tmp_path / "b"
    path.write_bytes(b"first")
    other.write_bytes(b"other")
    cut = parts_of(path)
    other.replace(path)
    assert cut(0, 5) == b"first"
    path.unlink()
    assert cut(0, 5) == b"first"


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="this system does not show what is open")
def test_it_is_closed_when_nobody_has_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"first")

    def is_open() -> bool:
        return str(path) in [os.path.realpath(each) for each in Path("/proc/self/fd").iterdir()]

    cut = parts_of(path)
    assert isinstance(cut, parts._OpenFile)
    assert is_open()
    del cut
    assert not is_open()
