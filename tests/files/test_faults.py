"""Whatever fails while a file is written: a plain message, the old file, and nothing left beside it."""

import errno
import os
import resource
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from review_tui.files.atomic import Changed, can_write, write
from review_tui.files.stamp import FileProblem, read

ROOT = Path(__file__).parents[2]
NOBODY = 65534
STEPS = {
    "make": (tempfile, "mkstemp"),
    "open": (os, "fdopen"),
    "mode": (os, "fchmod"),
    "sync": (os, "fsync"),
    "stat": (os, "fstat"),
    "replace": (Path, "replace"),
}
CODES = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO, errno.ENOENT, errno.ESTALE, errno.EMFILE)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    return path


def fails_with(code: int) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def is_untouched(path: Path) -> bool:
    return path.read_bytes() == b"old" and [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("code", CODES, ids=lambda code: errno.errorcode[code])
@pytest.mark.parametrize("step", STEPS)
def test_a_fault_at_any_step_leaves_the_old_file(
    old: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    _, stamp = read(old)
    with monkeypatch.context() as patched:
        patched.setattr(*STEPS[step], fails_with(code))
        with pytest.raises(FileProblem, match=r"cannot be (written|read)") as caught:
            write(old, b"new", stamp)
    assert not isinstance(caught.value, Changed)
    assert caught.value.path == old
    assert str(code) not in caught.value.message
    assert "Errno" not in caught.value.message
    assert is_untouched(old)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full; make room"),
        (errno.EDQUOT, "quota is used up"),
        (errno.EROFS, "read-only file system"),
        (errno.EFBIG, "larger than the system lets"),
        (errno.ETIMEDOUT, "network drive does not answer"),
    ],
)
def test_the_message_says_what_to_do(old: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str) -> None:
    monkeypatch.setattr(os, "fsync", fails_with(code))
    with pytest.raises(FileProblem, match=words):
        write(old, b"new")


class _Failing:
    """A file that takes so many bytes and then no more."""

    def __init__(self, file: Any, room: int) -> None:
        self.file, self.room = file, room

    def __enter__(self) -> "_Failing":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, data: bytes) -> int:
        self.file.write(data[: self.room])
        self.file.flush()
        raise OSError(errno.ENOSPC, "full")


@pytest.mark.parametrize("room", [0, 1, 4096])
def test_a_disk_that_fills_up_in_the_middle_leaves_the_old_file(
    old: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    real = os.fdopen
    monkeypatch.setattr(os, "fdopen", lambda *args: _Failing(real(*args), room))
    with pytest.raises(FileProblem, match="disk is full"):
        write(old, b"x" * 10_000)
    monkeypatch.undo()
    assert is_untouched(old)


class _Unclosed(_Failing):
    """A file that takes all, and says at its end that it did not."""

    def write(self, data: bytes) -> int:
        return int(self.file.write(data))

    def close(self) -> None:
        self.file.close()
        raise OSError(errno.EDQUOT, "full")


def test_a_network_drive_that_says_so_when_the_file_is_closed_leaves_the_old_one(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fdopen
    monkeypatch.setattr(os, "fdopen", lambda *args: _Unclosed(real(*args), 0))
    with pytest.raises(FileProblem, match="quota is used up"):
        write(old, b"new")
    assert is_untouched(old)


def test_the_system_itself_may_refuse_more_bytes(old: Path) -> None:
    """No injection: a limit on the size of files makes the kernel fail in the middle of the data."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, before[1]))
    try:
        with pytest.raises(FileProblem, match="larger than the system lets"):
            write(old, b"x" * 1_000_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert is_untouched(old)


def test_a_folder_that_cannot_be_synced_keeps_no_save_from_success(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not here")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    stamp = write(old, b"new")
    assert read(old) == (b"new", stamp)


def test_an_interruption_leaves_the_old_file(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(old, b"new")
    monkeypatch.undo()
    assert is_untouched(old)


def test_a_vanished_folder_is_said_to_be_gone(tmp_path: Path) -> None:
    path = tmp_path / "site" / "a.md"
    path.parent.mkdir()
    path.write_bytes(b"old")
    _, stamp = read(path)
    shutil.rmtree(path.parent)
    with pytest.raises(FileProblem, match="its folder is gone"):
        write(path, b"new", stamp)
    assert not path.parent.exists()


def test_a_path_that_leads_nowhere_is_a_problem_in_plain_words(old: Path) -> None:
    for path, words in (
        (old / "b.md", "is a file, not a folder"),
        (old.with_name("x" * 300), "name is too long"),
        (old.with_name("a\0b"), "holds a NUL"),
    ):
        with pytest.raises(FileProblem, match=words):
            write(path, b"new")


# As somebody who is not allowed everything


@pytest.fixture
def site() -> Iterator[Path]:
    """Return a folder with a file a.md, and be nobody for a while where the tests run as root, who may do anything."""
    # pytest's own folders are closed to nobody.
    with tempfile.TemporaryDirectory() as top:
        site = Path(top) / "site"
        site.mkdir()
        (site / "a.md").write_bytes(b"old")
        is_root = os.geteuid() == 0
        if is_root:
            for path in (Path(top), site, site / "a.md"):
                os.chown(path, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield site
        finally:
            site.chmod(0o700)
            if is_root:
                os.seteuid(0)


def test_a_read_only_file_is_left_alone(site: Path) -> None:
    (site / "a.md").chmod(0o444)
    with pytest.raises(FileProblem, match="it is read-only; change its mode"):
        write(site / "a.md", b"new")
    assert is_untouched(site / "a.md")
    assert not can_write(site / "a.md")


def test_a_read_only_folder_is_left_alone(site: Path) -> None:
    assert can_write(site / "a.md")
    site.chmod(0o555)
    assert not can_write(site / "a.md")
    with pytest.raises(FileProblem, match="no file can be made in its folder; change the folder's mode"):
        write(site / "a.md", b"new")
    assert is_untouched(site / "a.md")


def test_a_folder_that_may_not_be_entered_is_a_problem_in_plain_words(site: Path) -> None:
    site.chmod(0o600)
    with pytest.raises(FileProblem, match="permission denied"):
        write(site / "a.md", b"new")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_owner_and_mode_stay(old: Path) -> None:
    os.chown(old, NOBODY, NOBODY)
    old.chmod(0o2754)
    write(old, b"new")
    status = old.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (NOBODY, NOBODY, 0o2754)


@pytest.mark.parametrize("allowed", ["all", "group", "nothing"])
def test_an_owner_that_cannot_stay_takes_his_rights_with_him(
    old: Path, monkeypatch: pytest.MonkeyPatch, allowed: str
) -> None:
    asked: list[int] = []

    def fchown(_: int, owner: int, group: int) -> None:
        asked.append(owner)
        if allowed == "nothing" or (allowed == "group" and owner != -1):
            raise PermissionError(errno.EPERM, "no")

    real = os.fstat
    old.chmod(0o6755)
    monkeypatch.setattr(os, "fchown", fchown)
    monkeypatch.setattr(os, "fstat", lambda handle: _owned_by(real(handle), 4242))
    write(old, b"new")
    monkeypatch.undo()
    assert asked == ([os.geteuid()] if allowed == "all" else [os.geteuid(), -1])
    assert stat.S_IMODE(old.stat().st_mode) == (0o6755 if allowed == "all" else 0o755)


def _owned_by(status: os.stat_result, owner: int) -> os.stat_result:
    values = list(status)
    values[stat.ST_UID] = owner
    return os.stat_result(values, {"st_mtime_ns": status.st_mtime_ns})


# A disk that is really full

FULL = """
import sys
from pathlib import Path
from review_tui.files.atomic import write
from review_tui.files.stamp import FileProblem, read
path = Path(sys.argv[1]) / "a.md"
write(path, b"old" * 1000)
_, stamp = read(path)
for size in (50_000, 65_000, 500_000, 5_000_000):
    try:
        write(path, b"x" * size, stamp)
    except FileProblem as problem:
        assert "the disk is full; make room and try again" in problem.message, problem.message
    else:
        raise SystemExit(f"{size} bytes went onto a disk of 48 KiB")
    assert path.read_bytes() == b"old" * 1000
    assert [each.name for each in path.parent.iterdir()] == ["a.md"]
stamp = write(path, b"fits", stamp)
assert path.read_bytes() == b"fits"
print("all well")
"""
MOUNT = 'mount -t tmpfs -o size=48k none "$1" && exec "$2" -c "$3" "$1"'


def test_a_disk_that_is_really_full_leaves_the_old_file(tmp_path: Path) -> None:
    """On a small file system of its own, where the machine lets one be mounted; it is gone with the process."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare here to mount a small disk with")
    alone = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    if subprocess.run([*alone, 'mount -t tmpfs -o size=48k none "$1"', "sh", disk], capture_output=True).returncode:
        pytest.skip("this machine lets nothing be mounted")
    run = subprocess.run(
        [*alone, MOUNT, "sh", disk, sys.executable, FULL],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (run.stdout.strip(), run.stderr, run.returncode) == ("all well", "", 0)
