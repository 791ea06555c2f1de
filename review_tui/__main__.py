"""`python -m review_tui`, and the `review-tui` command."""

import gc
import os
import sys

# Before anything can import Textual: with the Kitty protocol on, input methods for Chinese lose keys.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


def main() -> int:
    """Run the command line and return its exit code."""
    from review_tui.cli.main import run

    code = run(sys.argv[1:])
    gc.freeze()  # Python would go through all objects once more as it ends: a tenth of the time for one article
    return code


if __name__ == "__main__":
    sys.exit(main())
