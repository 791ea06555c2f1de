"""One process at a time: nobody waits for the dead, and nobody waits for ever."""

import errno
import fcntl
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from review_tui.files import handle_lock, lock
from review_tui.files.atomic import write
from review_tui.files.lock import _held, locked
from review_tui.files.stamp import FileProblem, read
from tests.windows import as_on_windows

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from review_tui.files.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Give a process that holds the lock, until its standard input ends."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def test_a_live_holder_gives_a_message(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    with holder(file):
        for patience in (0.1, 0):  # who did not get it does not take it for his own afterwards
            with pytest.raises(FileProblem, match="kept this folder locked") as caught, locked(file, patience=patience):
                pass
            assert caught.value.path == tmp_path
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_write_waits_for_the_holder_and_says_so_when_it_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(locked.__wrapped__.__kwdefaults__, "patience", 0.1)  # type: ignore[attr-defined]
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    with holder(file), pytest.raises(FileProblem, match="nothing was written"):
        write(file, b"new", read(file)[1])
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_nobody_waits_for_the_dead(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        with locked(tmp_path / "a.md", patience=0):
            pass


def test_the_next_one_goes_on_when_the_holder_is_done(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        assert process.stdin is not None
        later = threading.Timer(0.05, process.stdin.close)
        later.start()
        with locked(tmp_path / "a.md"):
            later.join()
            assert process.wait() == 0


def test_who_holds_it_may_ask_again(tmp_path: Path) -> None:
    with locked(tmp_path / "a.md", patience=0), locked(tmp_path / "b.md", tmp_path, patience=0):
        write(tmp_path / "a.md", b"x")
    with holder(tmp_path), pytest.raises(FileProblem), locked(tmp_path / "a.md", patience=0):
        pass  # it was let go, and is not one's own any more


def test_a_process_that_was_forked_meanwhile_does_not_hold_it_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, copies = handle_lock.take, list[int]()

    def take(handle: int) -> bool:
        copies.append(os.dup(handle))  # what a fork does with each handle
        return real(handle)

    with monkeypatch.context() as patched:
        patched.setattr(handle_lock, "take", take)
        with locked(tmp_path):
            pass
    with locked(tmp_path, patience=0):
        pass
    for copy in copies:
        os.close(copy)


def test_other_threads_have_to_wait(tmp_path: Path) -> None:
    said: list[str] = []

    def ask() -> None:
        try:
            with locked(tmp_path / "a.md", patience=0):
                said.append("got it")
        except FileProblem as problem:
            said.append(problem.message)

    with locked(tmp_path):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    assert len(said) == 1
    assert "locked" in said[0]


def test_a_link_is_locked_where_its_file_lies(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.md").symlink_to(tmp_path / "real" / "a.md")
    with holder(tmp_path / "real" / "b.md"):
        with locked(tmp_path / "other.md", patience=0):
            pass
        with pytest.raises(FileProblem), locked(tmp_path / "link.md", patience=0):
            pass


def test_on_windows_the_state_folder_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_on_windows(monkeypatch)
    with locked(tmp_path / "a.md"):
        monkeypatch.setattr(_held, "folders", set())  # as in another process
        with pytest.raises(FileProblem, match="kept this folder locked"), locked(tmp_path / "b.md", patience=0):
            pass
    with locked(tmp_path / "b.md", patience=0):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", [errno.EBADF, errno.ENOLCK, errno.EOPNOTSUPP])
def test_where_folders_cannot_be_locked_the_state_folder_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    real = fcntl.flock
    locks: list[int] = []

    def flock(handle: int, operation: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(code, os.strerror(code))
        locks.append(os.fstat(handle).st_ino)
        real(handle, operation)

    monkeypatch.setattr(fcntl, "flock", flock)
    with locked(tmp_path / "a.md"):
        (stand_in,) = Path(os.environ["XDG_STATE_HOME"]).rglob("locks/*")
        assert locks == [stand_in.stat().st_ino]
        assert [stat.S_IMODE(each.stat().st_mode) for each in (stand_in.parent, stand_in)] == [0o700, 0o600]
    assert list(tmp_path.iterdir()) == []


def test_what_can_be_locked_in_no_way_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no")

    monkeypatch.setattr(fcntl, "flock", flock)
    write(tmp_path / "a.md", b"x")
    assert (tmp_path / "a.md").read_bytes() == b"x"


def test_a_folder_that_is_not_there_is_passed_over(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with locked(tmp_path / "gone" / "a.md", loop / "a.md", Path("a\0b", "c.md")):
        pass


def test_all_take_several_locks_in_one_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken, folders = list[Path](), [tmp_path / str(number) for number in range(9)]
    for folder in folders:
        folder.mkdir()
    monkeypatch.setattr(lock, "_take", lambda folder, _: taken.append(folder))
    with locked(*(folder / "a.md" for folder in folders[::-1])):
        assert taken == folders
