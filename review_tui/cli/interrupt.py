"""Ctrl+C: the first one ends a run in good order, the second one at once."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

PATIENCE = 5.0  # seconds for what is under way; runners of CI wait for some ten before they kill


@contextmanager
def interruptible(*, is_patient: bool) -> Iterator[Callable[[], bool]]:
    """Give a function that tells whether somebody pressed ctrl+c.

    Whoever is not patient gets KeyboardInterrupt where the run has not ended PATIENCE seconds later: what is read over
    a network may never come, and nobody asks that function meanwhile.
    """
    pressed = False
    has_alarm = not is_patient and hasattr(signal, "setitimer")

    def ring(_signum: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    def press(_signum: int, _frame: FrameType | None) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True
        if has_alarm:
            signal.setitimer(signal.ITIMER_REAL, PATIENCE)

    try:
        before = signal.signal(signal.SIGINT, press)
        alarm = signal.signal(signal.SIGALRM, ring) if has_alarm else None
    except ValueError:  # not the main thread: somebody else handles signals
        yield lambda: False
        return
    try:
        yield lambda: pressed
    finally:
        if has_alarm:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, alarm)
        signal.signal(signal.SIGINT, before)


@contextmanager
def at_once() -> Iterator[None]:
    """Let ctrl+c raise KeyboardInterrupt, within `interruptible` too."""
    try:
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
    except ValueError:  # not the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
