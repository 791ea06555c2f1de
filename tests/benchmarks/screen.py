"""How fast the desk is in a real pseudo-terminal. Run: python tests/benchmarks/screen.py [ARTICLE ...]

For each article: the time from the start of the process to the first screen with findings on it, and the time from a
key (F8, next finding) to the last byte of the repaint, median and worst of 20. Without arguments: the seed, and
200 KB of Chinese made of it.
"""

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
QUIET = 0.08  # seconds without output after which a repaint counts as done
F8 = b"\x1b[19~"


class Terminal:
    """The desk in a pseudo-terminal of 120 by 36."""

    def __init__(self, article: Path) -> None:
        self.start = time.perf_counter()
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", PYTHONPATH=str(ROOT))
            os.chdir(ROOT)
            os.execv(sys.executable, [sys.executable, "-m", "review_tui", str(article)])
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))

    def read(self, patience: float) -> bytes:
        """Return what comes within some seconds, or nothing."""
        ready, _, _ = select.select([self.handle], [], [], patience)
        return os.read(self.handle, 1 << 16) if ready else b""

    def wait_for(self, words: bytes) -> float:
        """Return when some words were on the screen, in seconds from the start."""
        seen = b""
        while words not in seen:
            piece = self.read(20)
            if not piece:
                raise TimeoutError(f"{words!r} never came")
            seen += piece
        return time.perf_counter() - self.start

    def settle(self) -> float:
        """Read until nothing comes any more; return when the last byte came."""
        last = time.perf_counter()
        while self.read(QUIET):
            last = time.perf_counter()
        return last

    def press(self, key: bytes) -> float:
        """Press a key and return how long the repaint took, in seconds."""
        pressed = time.perf_counter()
        os.write(self.handle, key)
        first = self.read(5)
        if not first:
            raise TimeoutError("the key did nothing")
        return self.settle() - pressed

    def close(self) -> None:
        """End the desk."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.handle)


def measure(article: Path) -> None:
    """Print the figures for one article."""
    terminal = Terminal(article)
    painted = terminal.wait_for(b"findings")
    while terminal.read(0.6):  # the rest of the first screen, and what is looked at in the background
        pass
    taken = [terminal.press(F8) * 1000 for _ in range(20)]
    terminal.close()
    size = article.stat().st_size / 1000
    print(
        f"{article.name} ({size:.0f} KB): first screen with findings {painted:.2f} s; "
        f"a key {statistics.median(taken):.0f} ms, at worst {max(taken):.0f} ms"
    )


def main() -> None:
    """Measure what is asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", type=Path, nargs="*")
    articles = options.parse_args().articles
    if articles:
        for article in articles:
            measure(article.resolve())
        return
    seed = ROOT / "seeds" / "hopenowalliance.md"
    measure(seed)
    with tempfile.TemporaryDirectory() as folder:
        text = seed.read_text("utf-8")
        head, body = text.split("\n# ", 1)
        big = Path(folder) / "big.md"
        big.write_text(head + "\n" + f"# {body}\n" * (200_000 // len(body.encode())), "utf-8")
        measure(big)


if __name__ == "__main__":
    main()
