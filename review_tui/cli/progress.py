"""What goes on, on stderr: for work that takes longer than a second while somebody watches."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from review_tui.text.visible import visible

PATIENCE = 1.0  # seconds before anything is shown
EVERY = 0.1  # seconds between two pictures
_EACH = 1.0  # seconds between two of which only the seconds differ
_BAR = 24  # cells


def is_watched() -> bool:
    """Tell whether somebody may see what is drawn: whether stderr is a terminal."""
    return sys.stderr.isatty()


class ProgressLine:
    """The bar, where somebody sees it. Call `tick` as often as you like, and `clear` before anything is printed."""

    def __init__(self, total: Callable[[], int], counted: str = "findings") -> None:
        """`total` counts the files, once, when the bar first shows; `counted` names what is found in them."""
        self._counted = counted
        self._total = total
        self._active = is_watched()
        self._next = time.monotonic() + PATIENCE
        self._of = 0
        self._drawn = False

    def tick(self, done: int, findings: int) -> None:
        """Show how far the run is, if it is time to."""
        if not self._active or time.monotonic() < self._next:
            return
        self._of = max(self._of or self._total(), done)
        share = done / self._of if self._of else 1.0
        filled = int(share * _BAR)
        bar = "#" * filled + "-" * (_BAR - filled)
        line = f"[{bar}] {done:,} of {self._of:,} articles, {findings:,} {self._counted}"
        _draw(line)
        self._drawn = True
        self._next = time.monotonic() + EVERY

    def clear(self) -> None:
        """Take the bar away."""
        if self._drawn:
            _draw("")
            self._drawn = False


@contextmanager
def elapsing(what: str) -> Iterator[None]:
    """Show what is done and for how many seconds, where somebody sees it: for work of unknown length."""
    if not is_watched():
        yield
        return
    done = threading.Event()

    def show() -> None:
        begun = time.monotonic()
        if done.wait(PATIENCE):
            return
        while True:
            _draw(f"{visible(what)} ({time.monotonic() - begun:.0f} s)")
            if done.wait(_EACH):
                break
        _draw("")

    watching = threading.Thread(target=show, daemon=True)
    watching.start()
    try:
        yield
    finally:
        done.set()
        watching.join()


def _draw(line: str) -> None:
    """Put a line in the place of the one that is drawn; of one that is too long, as much as takes a single row."""
    import shutil  # where somebody watches and waits

    from review_tui.text.cells import clip

    room = shutil.get_terminal_size().columns - 1
    sys.stdout.flush()
    sys.stderr.write(f"\r\x1b[K{clip(line, room)}")
    sys.stderr.flush()
