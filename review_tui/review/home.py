"""Which folder a project is: what belongs to all of its articles lies there."""

from pathlib import Path

from review_tui.files.presence import is_there
from review_tui.lint.config.locating import OWN_NAME, SHARED_NAME

_ROOTS = (".git", OWN_NAME, SHARED_NAME)


def home_of(folder: Path, run_in: Path | None = None) -> Path:
    """Return the folder of a project: the root of the repository or of its configuration.

    Without one, it is the folder that the command is `run_in`, if that is given and lies above the articles: there the
    other commands look, too. Else it is the folder of the articles.
    """
    homes = (above for above in (folder, *folder.parents) if any(is_there(above / name) for name in _ROOTS))
    return next(homes, run_in if run_in is not None and folder.is_relative_to(run_in) else folder)
