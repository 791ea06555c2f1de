"""The desk in a real (pseudo-)terminal: it starts, shows Chinese, takes keys and ends."""

import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path

import pyte
import pytest

ROOT = Path(__file__).parents[2]
LIMIT = 30.0  # seconds until something that was waited for has to be there


class Terminal:
    """A screen of so many columns and rows, and the program that runs on it."""

    def __init__(self, process: int, handle: int, columns: int, rows: int) -> None:
        self.process, self.handle = process, handle
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.code: int | None = None

    @property
    def text(self) -> str:
        # pyte keeps an empty cell behind each wide character.
        return "\n".join("".join(cell for cell in line) for line in self.screen.display)

    def wait(self, until: Callable[[str], bool]) -> None:
        """Read until the screen is as wanted."""
        end = time.monotonic() + LIMIT
        while not until(self.text):
            assert time.monotonic() < end, self.text
            if select.select([self.handle], [], [], 0.2)[0]:
                try:
                    self.stream.feed(os.read(self.handle, 65536))
                except OSError:
                    break
        assert until(self.text), self.text

    def press(self, keys: str) -> None:
        os.write(self.handle, keys.encode())

    def close(self) -> None:
        """Close the terminal, as when its window is closed or a connection breaks."""
        os.close(self.handle)
        self.handle = -1

    def end(self) -> int:
        """Wait for the end of the program and return its exit code."""
        end = time.monotonic() + LIMIT
        while self.handle >= 0 and time.monotonic() < end:
            if select.select([self.handle], [], [], 0.05)[0]:
                try:
                    if not os.read(self.handle, 65536):
                        break
                except OSError:
                    break
        _, status = os.waitpid(self.process, 0)
        self.code = os.waitstatus_to_exitcode(status)
        return self.code


@contextmanager
def terminal(path: Path, columns: int, rows: int) -> Iterator[Terminal]:
    process, handle = pty.fork()
    if process == 0:
        os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", PYTHONPATH=str(ROOT))
        os.execv(sys.executable, [sys.executable, "-m", "review_tui", str(path)])
    ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    running = Terminal(process, handle, columns, rows)
    try:
        yield running
    finally:
        if running.code is None:
            os.kill(process, 9)
            os.waitpid(process, 0)
        if running.handle >= 0:
            running.close()


@pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")
@pytest.mark.parametrize(("columns", "rows"), [(120, 36), (80, 24)])
def test_a_review_in_a_terminal(desk_folder: Path, columns: int, rows: int) -> None:
    with terminal(desk_folder / "a.md", columns, rows) as running:
        running.wait(lambda text: "甲的历史" in text and "Finding 1/" in text)
        assert "止赎和锻炼。" in running.text
        running.press("】")  # the next section, with an input method on
        running.wait(lambda text: "Finding 1/" not in text)
        running.press("【")
        running.wait(lambda text: "Finding 1/" in text)
        running.press("\x1bOQ")  # F2
        running.wait(lambda text: "Editing" in text)
        running.press("新希望】n\x13")  # saving does not overtake what was typed before it
        running.wait(lambda text: "saved" in text)
        assert "新希望】n" in (desk_folder / "a.md").read_text(encoding="utf-8")
        running.press("\x1b")
        running.wait(lambda text: "Editing" not in text)
        running.press("q")
        assert running.end() == 0
    assert "新希望】n" in (desk_folder / "a.md").read_text(encoding="utf-8")


@pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL, None])
def test_what_was_typed_outlives_the_program(desk_folder: Path, number: signal.Signals | None) -> None:
    drafts = Path(os.environ["XDG_STATE_HOME"]) / "review-tui" / "drafts"
    with terminal(desk_folder / "a.md", 100, 30) as running:
        running.wait(lambda text: "Finding 1/" in text)
        running.press("\x1bOQ")  # F2
        running.wait(lambda text: "Editing" in text)
        running.press("没有丢")
        if number is signal.SIGKILL:  # nobody can catch it: what was kept before counts
            running.wait(lambda _: any("没有丢" in place.read_text("utf-8") for place in drafts.glob("*.json")))
        else:
            running.wait(lambda text: "没有丢" in text)
        if number is None:  # the terminal goes away
            running.close()
        else:
            os.kill(running.process, number)
        assert running.end() == (-9 if number is signal.SIGKILL else 128 + (number or signal.SIGHUP))
    assert "没有丢" not in (desk_folder / "a.md").read_text("utf-8")
    assert any("没有丢" in place.read_text("utf-8") for place in drafts.glob("*.json"))


@pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")
def test_what_was_kept_is_offered_at_the_next_start(desk_folder: Path) -> None:
    drafts = Path(os.environ["XDG_STATE_HOME"]) / "review-tui" / "drafts"
    with terminal(desk_folder / "a.md", 100, 30) as running:
        running.wait(lambda text: "Finding 1/" in text)
        running.press("\x1bOQ")  # F2
        running.wait(lambda text: "Editing" in text)
        running.press("没有丢")
        running.wait(lambda _: any("没有丢" in place.read_text("utf-8") for place in drafts.glob("*.json")))
        os.kill(running.process, signal.SIGKILL)
        running.end()
    with terminal(desk_folder / "a.md", 100, 30) as running:
        running.wait(lambda text: "Unsaved work" in text and "+ 没有丢" in text)  # with what differs
        running.press("\r")
        running.wait(lambda text: "Unsaved work" not in text and "没有丢" in text and "*modified" in text)
        running.press("\x1a")  # the steps are back as well
        running.wait(lambda text: "Undone: typing" in text and "*modified" not in text)
        running.press("\x19")
        running.wait(lambda text: "*modified" in text)
        running.press("\x13")
        running.wait(lambda text: "saved" in text)
        running.press("\x11")
        assert running.end() == 0
    assert "没有丢" in (desk_folder / "a.md").read_text("utf-8")
    assert list(drafts.glob("*")) == []


@pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")
def test_the_section_is_edited_in_another_program(desk_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "sed -i s/止赎/改好了/")
    with terminal(desk_folder / "a.md", 100, 30) as running:
        running.wait(lambda text: "Finding 1/" in text)
        running.press("\x1bOS")  # F4
        running.wait(lambda text: "改好了和锻炼" in text and "*modified" in text)
        running.press("\x1b[15~")  # F5
        running.wait(lambda text: "What a reader sees" in text)
        running.press("\x1b")
        running.wait(lambda text: "What a reader sees" not in text)
        running.press("u")
        running.wait(lambda text: "Undone" in text)
        running.press("\x13")
        running.wait(lambda text: "nothing to save" in text)
        running.press("q")
        assert running.end() == 0
