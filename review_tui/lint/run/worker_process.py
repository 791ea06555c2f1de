"""What a worker process on this machine does: it takes batches, and sends the result of each of their tasks."""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection

from review_tui.lint.run.reserve import is_released
from review_tui.lint.run.task import Mode, Task

NO_MEMORY = 78  # the exit code of a worker that has no memory left

_ENDING = {number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None}


@contextmanager
def unheard() -> Iterator[None]:
    """Hold back the signals that end a run, so that a process that is started meanwhile does not hear them yet.

    Until it has handlers of its own, it would do what this process does then, and say so with a traceback.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def serve(connection: Connection, inherited: Sequence[Connection]) -> None:
    """Run batches until there are no more, and send their results one by one; `inherited` are the ends of other pipes.

    It begins with the signals held back that end a run: see `unheard`.
    """
    # What ends a run is the parent's affair, which ends its workers by SIGTERM, whatever that means to itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123  what the parent had buffered is its own
    for each in inherited:
        each.close()
    try:
        while True:
            function, tasks = connection.recv()
            for task in tasks:
                with _whole(task):
                    try:
                        for outcome in function([task]):
                            if is_released():
                                os._exit(NO_MEMORY)  # a new process has more
                            connection.send(outcome)
                    except MemoryError:
                        os._exit(NO_MEMORY)  # to leave this block needs some
    except (EOFError, OSError):
        pass  # the parent is gone
    finally:
        connection.close()


@contextmanager
def _whole(task: Task) -> Iterator[None]:
    """Hold back the signal that ends this process while a file is fixed and its result is sent."""
    if task.mode is not Mode.FIX or sys.platform == "win32":
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
