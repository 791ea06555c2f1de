"""A lock on an open file. It is the kernel's, so it ends with the process that holds it, however that ends."""

import os
import sys


def take(handle: int) -> bool:
    """Lock an open file and return True, or return False where somebody else has locked it.

    Raises OSError where it cannot be locked at all, as on some network drives.
    """
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, 0, os.SEEK_SET)  # the lock is on one byte, which need not be there
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def release(handle: int) -> None:
    """Unlock an open file that `take` has locked: a process that was forked meanwhile holds the same handle."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        return
    import fcntl

    fcntl.flock(handle, fcntl.LOCK_UN)
