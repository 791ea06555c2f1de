"""The folders in which this program keeps things of its own: never beside what a user works on."""

import os
from pathlib import Path

CACHE_VARIABLE = "REVIEW_TUI_CACHE_DIR"

_NAME = "review-tui"


def cache_folder() -> Path:
    """Return the folder for what can be made again: REVIEW_TUI_CACHE_DIR, or the user's own for this program."""
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path(_NAME, appauthor=False)


def state_folder() -> Path:
    """Return the folder for what must last: unsaved work, where an editor left off, locks."""
    from platformdirs import user_state_path

    return user_state_path(_NAME, appauthor=False)
