"""Work that may have to wait for a disk: done beside the screen, so that slow disks do not hold up the keys."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

Result = TypeVar("Result")

NAME = "beside the screen"
"""The name of the threads that do the work, by which they can be told from others."""

SHORT = 0.1
"""Seconds for which the screen waits all the same: what is done by then needs no second look at the screen."""


def begin(action: Callable[[], Result]) -> Future[Result]:
    """Do something in a thread of its own, which keeps nothing from ending the program."""
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(action())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, name=NAME, daemon=True).start()
    return future


def is_done(future: Future[Result]) -> bool:
    """Tell whether what was begun is done, waiting for it a short time."""
    wait([future], SHORT)
    return future.done()


async def finished(future: Future[Result]) -> Result:
    """Wait for what was begun; return or raise as it does. Cancelling whoever waits does not end it."""
    done = asyncio.wrap_future(future)
    await asyncio.wait([done])
    done.exception()  # it is raised below: asyncio need not complain that nobody asked for it
    return future.result()


async def outcome(action: Callable[[], Result], late: Callable[[], object]) -> Result:
    """Return what an action returns, or raise what it raises; where it takes long, call `late` and let others go on."""
    future = begin(action)
    if not is_done(future):
        late()
        return await finished(future)
    return future.result()
