"""Keeping Python's collector of cycles out of the way."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let many objects be made that last, without the collector going through them again and again meanwhile.

    Afterwards it runs if it ran before.
    """
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()
