"""Whether another process, such as one that left a file behind, still runs."""

import os
import sys


def runs(process: int) -> bool:
    """Tell whether a process with this id exists, of any user. True where the system does not say."""
    if sys.platform == "win32":
        return True  # to ask as below would be to press Ctrl+C there
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
