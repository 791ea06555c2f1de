"""The hash of a file is remembered as long as nothing about the file changes, and never longer."""

import os
import time
from pathlib import Path

import pytest

from review_tui.files import digests
from review_tui.files.digests import digest_of
from review_tui.files.stamp import FileProblem, Stamp, digest, read

pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere every file is read")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file count as settled the moment it is written."""
    monkeypatch.setattr(digests, "SETTLED", -1)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    seen = []

    def noting(path: Path) -> tuple[bytes, Stamp]:
        seen.append(path)
        return read(path)

    monkeypatch.setattr(digests, "read", noting)
    return seen


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "terms.csv"
    path.write_text("止赎", "utf-8")
    return path


def test_a_file_is_read_once(file: Path, tmp_path: Path, reads: list[Path]) -> None:
    told = [digest_of(file, tmp_path / "new" / "cache") for _ in range(3)]
    assert told == [digest("止赎".encode())] * 3
    assert reads == [file]


def test_a_change_is_seen_though_size_and_time_are_the_same(file: Path, tmp_path: Path) -> None:
    before = file.stat()
    digest_of(file, tmp_path / "cache")
    file.write_text("法拍", "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert digest_of(file, tmp_path / "cache") == digest("法拍".encode())


def test_another_file_in_its_place_is_seen(file: Path, tmp_path: Path) -> None:
    digest_of(file, tmp_path / "cache")
    other = tmp_path / "other"
    other.write_text("法拍", "utf-8")
    other.replace(file)
    assert digest_of(file, tmp_path / "cache") == digest("法拍".encode())


def test_what_changed_just_now_may_change_again(
    file: Path, tmp_path: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "SETTLED", 3600 * 10**9)
    for _ in range(2):
        digest_of(file, tmp_path / "cache")
    assert reads == [file, file]


def test_what_changed_just_before_it_was_read_may_have_changed_meanwhile_however_long_that_took(
    file: Path, tmp_path: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    now, hour = time.time_ns(), 3600 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: now + hour * len(reads))
    monkeypatch.setattr(digests, "SETTLED", hour // 2)
    for _ in range(3):
        digest_of(file, tmp_path / "cache")
    assert reads == [file, file]


@pytest.mark.parametrize("damage", [b"", b"\xc1", b"\x81\xa1a\xa1b", b"\x90"])
def test_goes_on_where_what_is_remembered_is_damaged(
    file: Path, tmp_path: Path, damage: bytes, reads: list[Path]
) -> None:
    folder = tmp_path / "cache"
    digest_of(file, folder)
    (store,) = folder.iterdir()
    store.write_bytes(damage)
    assert [digest_of(file, folder) for _ in range(2)] == [digest("止赎".encode())] * 2
    assert len(reads) == 2


def test_goes_on_where_nothing_can_be_remembered(file: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    assert digest_of(file, tmp_path / "taken") == digest("止赎".encode())


def test_few_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: list[Path]) -> None:
    monkeypatch.setattr(digests, "MOST", 3)
    files = [tmp_path / f"{number}.csv" for number in range(5)]
    for path in files:
        path.write_text(path.name, "utf-8")
        digest_of(path, tmp_path / "cache")
    reads.clear()
    for path in files[2:]:
        digest_of(path, tmp_path / "cache")
    assert reads == []
    digest_of(files[0], tmp_path / "cache")
    assert reads == files[:1]
    files[3].write_text("another", "utf-8")
    for path in (files[3], files[1]):
        digest_of(path, tmp_path / "cache")
    reads.clear()
    digest_of(files[3], tmp_path / "cache")  # it was not the oldest any more
    assert reads == []


def test_a_file_that_is_not_there_is_told(file: Path, tmp_path: Path) -> None:
    digest_of(file, tmp_path / "cache")
    file.unlink()
    with pytest.raises(FileProblem, match="there is no such file"):
        digest_of(file, tmp_path / "cache")
