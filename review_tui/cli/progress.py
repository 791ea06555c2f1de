"""A progress bar on stderr, for runs that take longer than a second and somebody watches."""

import sys
import time
from collections.abc import Callable

PATIENCE = 1.0  # seconds before anything is shown
EVERY = 0.1  # seconds between two pictures
_BAR = 24  # cells


class ProgressLine:
    """The bar. It draws itself when it is time to, and goes away before anything else is printed."""

    def __init__(self, total: Callable[[], int], *, active: bool, counted: str = "findings") -> None:
        """`total` counts the files there are, asked once, when the bar first shows; `counted` names what is found."""
        self._counted = counted
        self._total = total
        self._active = active
        self._next = time.monotonic() + PATIENCE
        self._of = 0
        self._drawn = False

    def tick(self, done: int, findings: int) -> None:
        """Show how far the run is, if it is time to."""
        if not self._active or time.monotonic() < self._next:
            return
        self._of = max(self._of or self._total(), done)
        import shutil

        share = done / self._of if self._of else 1.0
        filled = int(share * _BAR)
        bar = "#" * filled + "-" * (_BAR - filled)
        line = f"[{bar}] {done:,} of {self._of:,} articles, {findings:,} {self._counted}"
        room = shutil.get_terminal_size().columns - 1
        sys.stdout.flush()
        sys.stderr.write(f"\r\x1b[K{line[:room]}")
        sys.stderr.flush()
        self._drawn = True
        self._next = time.monotonic() + EVERY

    def clear(self) -> None:
        """Take the bar away."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False
