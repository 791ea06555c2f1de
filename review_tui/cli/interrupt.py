"""Signals that end a run: Ctrl+C (SIGINT), the end of a job (SIGTERM), a terminal that goes away (SIGHUP).

The first one ends a run in good order, the second one at once.
"""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from review_tui.cli.exit_codes import BY_SIGNAL

PATIENCE = 5.0  # seconds for what is under way; runners of CI wait for some ten before they kill

Handler = Callable[[int, FrameType | None], None]


class Ended(KeyboardInterrupt):
    """Raised where a signal comes, to end the command at once."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.exit_code = BY_SIGNAL + number


class Stop:
    """Call it to ask whether a signal came. `number` is that of the first one, 0 while there was none."""

    number = 0

    def __call__(self) -> bool:
        """Tell whether a signal came."""
        return self.number != 0

    @property
    def exit_code(self) -> int:
        """Return the exit code of what the signal ended."""
        return BY_SIGNAL + self.number


@contextmanager
def interruptible(*, is_patient: bool) -> Iterator[Stop]:
    """Give a Stop, which the run has to call again and again: it tells whether a signal asked the run to end.

    A second signal raises Ended. So does the first one, PATIENCE seconds later, unless the run `is_patient`: it may be
    waiting for a network that does not answer, and not call the Stop.
    """
    stop = Stop()

    def press(number: int, _frame: FrameType | None) -> None:
        if stop.number:
            raise Ended(number)
        stop.number = number
        if not is_patient:
            _ring_in(PATIENCE)

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise Ended(stop.number)

    with _handled(press, {} if is_patient else _bell(ring)):
        try:
            yield stop
        finally:
            if not is_patient:
                _ring_in(0)


def _bell(ring: Handler) -> dict[signal.Signals, Handler]:
    """Return the handler of the signal that `_ring_in` asks for; Windows has none."""
    if sys.platform == "win32":
        return {}
    return {signal.SIGALRM: ring}


def _ring_in(seconds: float) -> None:
    """Ask for a signal in so many seconds, or with 0, for none any more."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


@contextmanager
def at_once() -> Iterator[None]:
    """Let the first signal raise Ended, even inside `interruptible`; blocks that are left then clean up."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise Ended(number)

    with _handled(end, {}):
        yield


@contextmanager
def _handled(handler: Handler, more: dict[signal.Signals, Handler]) -> Iterator[None]:
    """Give a handler the signals that end a run, except those that are ignored already, as under nohup.

    `more` has other signals, each with its handler. Outside of the main thread nothing is done, as Python lets no other
    thread handle signals.
    """
    ending = {number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None}
    handlers: dict[signal.Signals, Handler] = dict.fromkeys(ending, handler) | more
    before: dict[signal.Signals, Any] = {}
    try:
        for number, each in handlers.items():
            if number is signal.SIGINT or signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, each)
    except ValueError:  # not the main thread
        yield
        return
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)
