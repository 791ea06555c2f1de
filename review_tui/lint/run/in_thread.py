"""Calls that are given up where they take too long, even if they never return."""

import time
from collections.abc import Callable
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


def in_thread(function: Callable[[], Result], seconds: float) -> Result:
    """Return what a function returns, or raise what it raises; TimeoutError where it takes longer.

    A client that is interrupted while it connects would hold up the end of the program for half a minute, and one that
    is connected to something else than a scheduler, such as the dashboard's port, waits for ever.
    """
    results: list[Result] = []
    errors: list[Exception] = []

    def run() -> None:
        try:
            results.append(function())
        except Exception as error:
            errors.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    end = time.monotonic() + seconds
    while thread.is_alive():
        if time.monotonic() > end:
            raise TimeoutError(f"nothing that a scheduler would say came in {seconds:.0f} seconds")
        thread.join(0.1)
    for error in errors:
        raise error
    return results[0]
