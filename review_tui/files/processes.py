"""Whether another process, such as one that left a file behind, still runs."""

import os


def runs(process: int) -> bool:
    """Tell whether a process with this id exists, of any user. True where the system does not say."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
