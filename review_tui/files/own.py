"""The folders in which this program keeps things of its own, which are never beside what a user works on."""

import os
import sys
from functools import cache
from pathlib import Path

CACHE_VARIABLE = "REVIEW_TUI_CACHE_DIR"

_NAME = "review-tui"


def cache_folder() -> Path:
    """Return the folder for what can be made again: REVIEW_TUI_CACHE_DIR, or the user's own for this program."""
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen:
        return Path(chosen)
    usual = _usual_cache()
    if usual is not None:
        return usual
    from platformdirs import user_cache_path

    try:
        return user_cache_path(_NAME, appauthor=False)
    except RuntimeError:
        return _without_home() / "cache"


def _usual_cache() -> Path | None:
    """Return the folder that platformdirs gives on Linux, where that is plain, else None.

    Every run asks for it, and platformdirs loads so much that it takes a thirtieth of the time for one article.
    """
    if sys.platform != "linux" or "ANDROID_DATA" in os.environ:
        return None
    for variable, below in (("XDG_CACHE_HOME", ""), ("HOME", ".cache")):
        base = os.environ.get(variable, "")
        if base.startswith("/"):
            return Path(base, below, _NAME)
    return None


def state_folder() -> Path:
    """Return the folder for what must last: unsaved work, where an editor left off, locks."""
    from platformdirs import user_state_path

    try:
        return user_state_path(_NAME, appauthor=False)
    except RuntimeError:
        return _without_home() / "state"


def _without_home() -> Path:
    """Return a private folder for a user who has no home, as in a container with a number for its user."""
    import tempfile

    if sys.platform == "win32":
        return _passing()
    folder = Path(tempfile.gettempdir(), f"{_NAME}-{os.getuid()}")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
    except OSError:
        return _passing()
    is_private = status.st_uid == os.getuid() and not status.st_mode & 0o077 and not folder.is_symlink()
    return folder if is_private else _passing()


@cache
def _passing() -> Path:
    """Return a folder for this process, where somebody else has the usual one."""
    import tempfile

    return Path(tempfile.mkdtemp(prefix=f"{_NAME}-"))
