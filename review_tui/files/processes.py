"""Other processes: whether one that left something behind still runs."""

import os


def runs(process: int) -> bool:
    """Tell whether there is a process with this number, be it another user's; where that cannot be told, there is."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
