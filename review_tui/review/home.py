"""Which folder a project is: what belongs to all of its articles lies there."""

from pathlib import Path

from review_tui.files.presence import is_there
from review_tui.lint.config.locating import OWN_NAME, SHARED_NAME

_ROOTS = (".git", OWN_NAME, SHARED_NAME)


def home_of(folder: Path) -> Path:
    """Return the folder of a project: the root of the repository or of its configuration, else that of the articles."""
    homes = (above for above in (folder, *folder.parents) if any(is_there(above / name) for name in _ROOTS))
    return next(homes, folder)
