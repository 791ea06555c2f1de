"""Address space that is kept back, so that what has to be done when all memory is used up does not need more.

Without any, Python 3.11 may not even come out of the functions that it is in: it makes a number for each block that it
leaves, fails, and tries for ever.
"""

import mmap
from contextlib import suppress

_SIZE = 4 << 20  # bytes; nothing is written there, so it takes no memory
_kept: list[mmap.mmap] = []
_is_released = False


def reserve() -> None:
    """Keep some back, unless that is done or cannot be done."""
    if not _kept:
        with suppress(OSError):
            _kept.append(mmap.mmap(-1, _SIZE))


def release() -> None:
    """Let it be used: there is no other memory left."""
    global _is_released
    _is_released = True
    while _kept:
        _kept.pop().close()


def is_released() -> bool:
    """Tell whether this process ran out of memory."""
    return _is_released
