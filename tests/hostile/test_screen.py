"""The desk in a pseudo-terminal on a folder of hostile articles: it obeys none of their text, and stays alive."""

import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from fcntl import ioctl
from pathlib import Path

import pyte
import pytest

LIMIT = 120.0  # seconds until something that was waited for has to be there
COLUMNS, ROWS = 150, 40
_SEQUENCE = re.compile(
    rb"\x1b(?:\[(?P<csi>[0-?]*)[ -/]*[@-~]|(?P<string>[\]P^_X])(?P<words>[^\x1b\x07]*)(?:\x07|\x1b\\)|[ -/]*[0-~])"
)


def obeyed(raw: bytes) -> list[str]:
    """Return what the terminal was told that only a file can have said."""
    found = [
        ascii(match[0])
        for match in _SEQUENCE.finditer(raw)
        if (match["string"] is not None and match["words"] != b"22;default") or b"31337" in (match["csi"] or b"")
    ]
    plain = _SEQUENCE.sub(b"", raw).decode()
    hidden = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return found + [
        ascii(char) for char in plain if unicodedata.category(char) in hidden and char not in "\r\n\t\x0e\x0f"
    ]


class Desk:
    """The desk on a screen; all that it sends is kept."""

    def __init__(self, process: int, handle: int) -> None:
        self.process, self.handle = process, handle
        self.raw = b""
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.ByteStream(self.screen)

    @property
    def text(self) -> str:
        return "\n".join("".join(line) for line in self.screen.display)

    def wait(self, until: Callable[[str], bool]) -> None:
        end = time.monotonic() + LIMIT
        while not until(self.text):
            assert time.monotonic() < end, self.text
            if select.select([self.handle], [], [], 0.2)[0]:
                self._take()

    def settle(self, quiet: float) -> None:
        """Read until nothing comes for some seconds and the program has nothing to do."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            if select.select([self.handle], [], [], quiet)[0]:
                self._take()
            elif not self._is_busy():
                return

    def _is_busy(self) -> bool:
        """Tell whether a thread of the program is running, or would if there were a processor for it."""
        for task in Path(f"/proc/{self.process}/task").glob("*/stat"):
            with suppress(OSError):  # the thread has ended
                if task.read_text().rpartition(")")[2].split()[0] in "RD":
                    return True
        return False

    def _take(self) -> None:
        piece = os.read(self.handle, 1 << 16)
        self.raw += piece
        self.stream.feed(piece)

    def press(self, *keys: str) -> None:
        for key in keys:
            os.write(self.handle, key.encode())
            self.settle(0.2 if key == ESCAPE else 0.05)  # before it is clear that Escape begins no other key

    def end(self) -> int:
        end = time.monotonic() + LIMIT
        while True:
            assert time.monotonic() < end, self.text
            try:
                if select.select([self.handle], [], [], 0.05)[0]:
                    self._take()
            except OSError:
                break
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


@contextmanager
def desk(folder: Path, environment: dict[str, str], *arguments: str) -> Iterator[Desk]:
    process, handle = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execve(sys.executable, [sys.executable, "-m", "review_tui", *arguments], environment)
    ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    running = Desk(process, handle)
    ended = False
    try:
        yield running
        ended = True
    finally:
        if not ended:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        os.close(handle)


ESCAPE = "\x1b"
F2, F3, F5, F6, F8, F9, F10, F12 = (
    "\x1bOQ",
    "\x1bOR",
    "\x1b[15~",
    "\x1b[17~",
    "\x1b[19~",
    "\x1b[20~",
    "\x1b[21~",
    "\x1b[24~",
)


@pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")
def test_a_folder_of_hostile_articles(own: Path, surroundings_of: dict[str, str]) -> None:
    with desk(own, surroundings_of, "articles", "--source", "articles") as running:
        running.wait(lambda text: "good.md" in text or "zz-good" in text)
        running.wait(lambda text: "checking" not in text and "looking for" not in text)
        for _ in range(3):
            running.press("t")  # all orders
        running.press("\x1b[6~", "\x1b[6~", "\x1b[H")
        running.press("\x11")
        assert running.end() == 0
    assert obeyed(running.raw) == []


@pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")
def test_an_article_with_hostile_text_everywhere(own: Path, surroundings_of: dict[str, str]) -> None:
    file = own / "articles" / "steering.md"
    before = file.read_bytes()
    with desk(own, surroundings_of, "articles/steering.md", "--source", "articles") as running:
        running.wait(lambda text: "Finding 1/" in text)
        running.press(ESCAPE, F8, "]", F8, "]", F8, "n", "n")
        assert "[bold]markup[/][/x][@click=app.quit]evil[/]" in running.text  # as it is: no markup, no action
        running.press(F6, F6, F6, F6, F3, F3)  # every pane, and the English beside it
        running.press(F5, ESCAPE, F12, ESCAPE)  # what a reader sees; the rule
        running.press("l", F8, F8)  # the targets of links
        running.press(F10, ESCAPE, F9, ESCAPE, "x", ESCAPE)  # an entry, settling a term, a reason
        running.press("\x12", ESCAPE, "/", "evil", ESCAPE)  # all alike; the filter
        running.press("\x10", ESCAPE, "?", ESCAPE)  # the palette, help
        running.press("c")
        running.wait(lambda text: "Candidates for the glossary" in text and "歹" in text)
        running.press("\x1b[B", "\x1b[A", F2, ESCAPE, "\x1b[3~", "\x1a", "\r", ESCAPE)  # edited, rejected, accepted
        running.wait(lambda text: "Candidates for the glossary" not in text)
        running.wait(lambda _: b"candidate settled" in running.raw)  # it may have been there and gone again
        running.press(F2)
        running.wait(lambda text: "Editing" in text)
        running.press("新")
        running.press(ESCAPE)
        running.wait(lambda text: "Editing" not in text and "*modified" in text)
        theirs = before.replace("乙".encode(), "丙\x1b[31337m\u202e".encode())
        file.write_bytes(theirs)
        running.press("\x13")
        running.wait(lambda text: "Changed by another program" in text)
        running.press("\x1b[B", "\x1b[6~", "m", "t", "b", "\x1b[A", "\x1b[6~", ESCAPE)
        running.wait(lambda text: "Changed by another program" not in text)
        running.press("\x13")
        running.wait(lambda text: "Changed by another program" in text)
        running.press("o")  # over theirs
        running.wait(lambda text: "*modified" not in text)
        running.press("q")
        assert running.end() == 0
    assert obeyed(running.raw) == []
    after = file.read_bytes()
    assert after != before
    assert after.replace("新".encode(), b"") == before  # every byte that was not typed is as it was
