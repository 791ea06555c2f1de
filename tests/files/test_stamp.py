"""What tells cheaply that a file changed, and that it did not."""

import os
import runpy
import stat
from pathlib import Path

import pytest

from review_tui.files import stamp as module
from review_tui.files.atomic import write
from review_tui.files.stamp import ABSENT, FileProblem, changed, glance, read


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_text("止赎", "utf-8")
    return path


def put_back(path: Path, text: str) -> None:
    """Change a file in place, as long as it was, and put its time back, as `cp -p` and `rsync --inplace -t` do."""
    before = path.stat()
    path.write_text(text, "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    while path.stat().st_ctime_ns == before.st_ctime_ns:  # a clock that ticks a few hundred times a second
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_is_the_same_as_long_as_nothing_happens(file: Path) -> None:
    assert glance(file) == glance(str(file)) == read(file)[1].glance


@pytest.mark.skipif(os.name != "posix", reason="elsewhere no time tells of it")
def test_tells_of_a_change_whose_time_was_put_back(file: Path) -> None:
    before, stamp = glance(file), read(file)[1]
    put_back(file, "法拍")
    assert glance(file) != before
    assert changed(file, stamp)


def test_tells_of_another_file_in_its_place(file: Path) -> None:
    before = glance(file)
    write(file, file.read_bytes())
    assert glance(file) != before


def test_windows_is_asked_for_the_bytes_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    binary = 1 << 30
    monkeypatch.setattr(os, "O_BINARY", binary, raising=False)
    assert runpy.run_path(str(module.__file__))["_AS_IT_IS"] & binary


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to("gone.md")
    for path, said in (
        (tmp_path, "it is a folder"),
        (tmp_path / "link.md", "it cannot be read: this symbolic link leads nowhere"),
        (tmp_path / "gone.md", "it cannot be read: there is no such file"),
        (Path("a\0b"), "it cannot be read: no file can have such a name: it holds a NUL, or half a character"),
    ):
        with pytest.raises(FileProblem) as caught:
            read(path)
        assert (caught.value.path, caught.value.message) == (path, said)


@pytest.mark.parametrize("size", [0, 1, 3, 9])
def test_a_file_that_is_longer_than_the_system_says_is_read_whole(
    file: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """As one that grows just now, or one of /proc."""
    real = os.fstat

    def fstat(handle: int) -> os.stat_result:
        values = list(real(handle))
        values[stat.ST_SIZE] = size
        return os.stat_result(values, {"st_mtime_ns": 0, "st_ctime_ns": 0})

    monkeypatch.setattr(os, "fstat", fstat)
    assert read(file, 6)[0] == "止赎".encode()
    with pytest.raises(FileProblem, match="at most 5 are read"):
        read(file, 5)


def test_what_is_not_there_has_none(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.md", "a\0b", tmp_path / "a.md" / "b"):
        assert glance(path) is None
    assert not changed(tmp_path / "gone.md", ABSENT)
    assert changed(tmp_path, ABSENT)


def test_ones_own_write_is_not_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp = write(file, b"new")

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(module, "read", never)
    assert not changed(file, stamp)


def test_other_rights_are_no_change(file: Path) -> None:
    _, stamp = read(file)
    file.chmod(0o600)
    assert not changed(file, stamp)
