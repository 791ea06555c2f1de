"""The program in a real (pseudo-)terminal: it is given keys, and what it makes of the screen is looked at."""

import os
import pty
import re
import select
import signal
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path
from struct import pack
from typing import Self

import pyte

from tests.forked import Forked

ROOT = Path(__file__).parents[1]
LIMIT = 120.0  # seconds until something that was waited for has to be there
SURROUNDINGS = {
    "TERM": "xterm-256color",
    "LANG": "C.UTF-8",
    "PYTHONPATH": str(ROOT),
    # Not what was set for the tests themselves: output is buffered, frames are as usual, and the window tells its size.
    "PYTHONUNBUFFERED": "",
    "TEXTUAL_FPS": "",
    "COLUMNS": "",
    "LINES": "",
}
_COLOURS = re.compile(rb"\x1b\[[0-9;]*m")


class Terminal:
    """A window of some columns and rows with `review-tui` in it, from when this is made to the end of the context.

    All that the program sends is kept as bytes, in `raw`. It is drawn only when somebody looks at the screen or its
    text, which takes far longer than reading. Whatever waits raises TimeoutError after LIMIT, and tells what it shows.
    """

    def __init__(
        self,
        *arguments: str | Path,
        columns: int = 100,
        rows: int = 30,
        folder: Path | None = None,
        environment: Mapping[str, str] | None = None,
        loading: Sequence[str] = (),
    ) -> None:
        """Start the program: in `folder`, not the current one; with `environment`, not that of the tests.

        `loading` are modules that it has from the beginning (see `Forked`).
        """
        self.raw = bytearray()
        self.is_over = False  # nothing more can come
        self._drawn = 0  # bytes of `raw`
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.handle, theirs = pty.openpty()
        self.resize(columns, rows)
        self.program = Forked(
            ["-m", "review_tui", *arguments],
            loading=loading,
            cwd=folder,
            env={**(os.environ if environment is None else environment), **SURROUNDINGS},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.program.kill()
        self.program.wait()
        self.close()

    @property
    def screen(self) -> pyte.Screen:
        """The screen with all that came but colours: they are most of it, and nobody looks at them."""
        self._stream.feed(_COLOURS.sub(b"", self.raw[self._drawn :]))
        self._drawn = len(self.raw)
        return self._screen

    @property
    def text(self) -> str:
        """The rows of the screen; a wide character is one, though it takes two columns."""
        screen = self.screen  # which keeps an empty cell behind each wide character
        columns = range(screen.columns)
        return "\n".join("".join(screen.buffer[row][column].data for column in columns) for row in range(screen.lines))

    def read(self, patience: float) -> bool:
        """Take all that is there, waiting some seconds until something is; tell whether anything came."""
        if self.is_over:
            time.sleep(patience)
            return False
        before = len(self.raw)
        while select.select([self.handle], [], [], patience)[0]:
            try:
                self.raw += os.read(self.handle, 1 << 16)
            except OSError:  # nobody has the other side open
                self.is_over = True
                break
            patience = 0
        return len(self.raw) > before

    def read_for(self, seconds: float) -> None:
        """Take what comes for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)

    def wait(self, until: Callable[[str], bool]) -> str:
        """Read until the text of the screen is as wanted, and return it."""
        end = time.monotonic() + LIMIT
        text = self.text
        while not until(text):
            if self.is_over or time.monotonic() > end:
                raise TimeoutError(f"the screen is not as wanted:\n{text}")
            if self.read(0.05):
                text = self.text
        return text

    def settle(self, quiet: float = 0.05) -> None:
        """Read until the repaint is over: for some seconds nothing came, and the program has nothing to do."""
        end = time.monotonic() + LIMIT
        while self.read(quiet) or self._is_busy():
            if time.monotonic() > end:
                raise TimeoutError(f"the program is never done:\n{self.text}")

    def _is_busy(self) -> bool:
        """Tell whether a thread of the program is running, or would if there were a processor for it."""
        for task in Path(f"/proc/{self.program.pid}/task").glob("*/stat"):
            with suppress(OSError):  # the thread has ended
                if task.read_text().rpartition(")")[2].split()[0] in "RD":
                    return True
        return False

    def press(self, *keys: str) -> None:
        """Type keys, or what a terminal sends for them."""
        os.write(self.handle, "".join(keys).encode())

    def paste(self, text: str) -> None:
        """Send a text as a terminal does that knows bracketed paste, and read what comes meanwhile."""
        left = memoryview(f"\x1b[200~{text}\x1b[201~".encode())
        os.set_blocking(self.handle, False)
        while left:
            readable, writable, _ = select.select([self.handle], [self.handle], [], LIMIT)
            if not readable and not writable:
                raise TimeoutError(f"the program does not take what is pasted:\n{self.text}")
            if writable:
                left = left[os.write(self.handle, left[:4096]) :]
            self.read(0)
        os.set_blocking(self.handle, True)

    def resize(self, columns: int, rows: int) -> None:
        """Make the window larger or smaller; the program is told."""
        self.screen.resize(rows, columns)
        ioctl(self.handle, termios.TIOCSWINSZ, pack("HHHH", rows, columns, 0, 0))

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal to the program, which need not end it."""
        self.program.send_signal(number)

    def close(self) -> None:
        """Close the terminal, as when its window is closed or a connection breaks."""
        if self.handle >= 0:
            os.close(self.handle)
        self.handle, self.is_over = -1, True

    def end(self) -> int:
        """Read to the end of the program, and return its exit code: a signal that ended it is a negative number."""
        end = time.monotonic() + LIMIT
        while not self.is_over or (code := self.program.poll()) is None:
            if time.monotonic() > end:
                raise TimeoutError(f"the program does not end:\n{self.text}")
            self.read(0.01)
        return code
