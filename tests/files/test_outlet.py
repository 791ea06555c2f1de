"""What a user names to write to: a file is replaced in one step, and what is no ordinary file gets all as it comes."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from review_tui.files.outlet import is_ordinary, outlet
from review_tui.files.stamp import FileProblem

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such files there")


def test_a_file_is_replaced_when_all_is_written(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(b"old")
    with outlet(file) as out:
        out.write(b"new")
        assert file.read_bytes() == b"old"
        assert not out.is_terminal
    assert file.read_bytes() == b"new"
    assert is_ordinary(file)
    assert is_ordinary(tmp_path / "new.txt")


def test_one_that_is_given_up_stays(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), outlet(file) as out:
        out.write(b"new")
        raise ZeroDivisionError
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("report.txt", b"old")]


def test_a_pipe_gets_all_as_it_comes(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    assert not is_ordinary(pipe)
    with outlet(pipe) as out:
        out.write(b"one ")
        out.write(b"two")
    reader.join()
    assert got == [b"one two"]
    assert pipe.is_fifo()
    assert [each.name for each in tmp_path.iterdir()] == ["pipe"]


def test_a_device_takes_what_it_can() -> None:
    with outlet(Path("/dev/null")) as out:
        out.write(b"x")
    assert not is_ordinary(Path("/dev/null"))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /dev/full")
def test_a_device_that_takes_nothing_is_a_problem() -> None:
    with (
        pytest.raises(FileProblem, match="/dev/full: it cannot be written: the disk is full"),
        outlet(Path("/dev/full")) as out,
    ):
        out.write(b"x")


@pytest.mark.parametrize("name", ["/dev/fd/{}", "/proc/self/fd/{}", "link"])
def test_an_open_descriptor_is_written_on_with_not_begun_anew(tmp_path: Path, name: str) -> None:
    file = tmp_path / "log"
    file.write_bytes(b"before\n")
    handle = os.open(file, os.O_WRONLY | os.O_APPEND)
    try:
        path = Path(name.format(handle))
        if name == "link":
            path = tmp_path / "link"
            path.symlink_to(f"/dev/fd/{handle}")
        assert not is_ordinary(path)
        with outlet(path) as out:
            out.write(b"report\n")
        os.write(handle, b"after\n")
    finally:
        os.close(handle)
    assert file.read_bytes() == b"before\nreport\nafter\n"


def test_a_descriptor_that_is_not_open_is_a_problem() -> None:
    with pytest.raises(FileProblem, match="/dev/fd/987: it cannot be written"), outlet(Path("/dev/fd/987")) as out:
        out.write(b"x")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows the descriptors of other processes")
def test_a_descriptor_of_another_process_is_not_taken_for_ones_own() -> None:
    with subprocess.Popen(["sleep", "9"], stdout=subprocess.PIPE) as process:
        with outlet(Path(f"/proc/{process.pid}/fd/1")) as out:
            out.write(b"x")
        process.kill()
        assert process.communicate()[0] == b"x"


def test_a_reader_that_goes_away_is_told_as_such(tmp_path: Path) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        with pytest.raises(BrokenPipeError), outlet(Path(f"/dev/fd/{theirs}")) as out:
            out.write(b"x")
    finally:
        os.close(theirs)


def test_a_socket_is_a_problem(tmp_path: Path) -> None:
    import socket

    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        with pytest.raises(FileProblem, match="it cannot be written"), outlet(tmp_path / "s") as out:
            out.write(b"x")


def test_stdout_of_a_process_is_what_the_shell_made_it(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path\nfrom review_tui.files.outlet import outlet\n"
        "with outlet(Path('/dev/stdout')) as out: out.write(b'report\\n')"
    )
    root = Path(__file__).parents[2]
    log = tmp_path / "log"
    log.write_bytes(b"before\n")
    for _ in range(2):
        subprocess.run(
            ["sh", "-c", f'"{sys.executable}" -c "$1" >> "$2"', "sh", code, str(log)],
            check=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
    assert log.read_bytes() == b"before\nreport\nreport\n"
