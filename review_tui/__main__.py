"""`python -m review_tui`, and the `review-tui` command."""

import gc
import os
import signal
import sys
import threading
from typing import NoReturn

# Before anything can import Textual: with the Kitty protocol on, input methods for Chinese lose keys.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")

_OBJECTS = (
    100_000  # that loading a command makes, and that last: the collector of cycles need not look at them meanwhile
)


def main() -> int:
    """Run the command line and return its exit code."""
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])
    interrupting = signal.getsignal(signal.SIGINT)
    if interrupting is signal.default_int_handler:  # and not ignored, as in the background
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # with nothing to clean up, Ctrl+C ends it without a traceback
    from review_tui.cli.main import run

    signal.signal(signal.SIGINT, interrupting)
    code = run(sys.argv[1:])
    gc.freeze()  # Python would go through all objects once more as it ends: a tenth of the time for one article
    return code


def command() -> NoReturn:
    """Run the command line, and end the process.

    All is flushed and closed by then. Where nothing else runs in it, the process ends without taking its modules apart
    one by one: a thirtieth of the time for one article. `python -m review_tui` ends as Python does, as profilers need.
    """
    code = main()
    if threading.active_count() == 1 and "multiprocessing" not in sys.modules:
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    sys.exit(main())
