"""Which folder a project is: what belongs to all of its articles lies there."""

from pathlib import Path

_ROOTS = (".git", "review-tui.toml", "pyproject.toml")


def home_of(folder: Path) -> Path:
    """Return the folder of a project: the root of the repository or of its configuration, else that of the articles."""
    return next(
        (above for above in (folder, *folder.parents) if any((above / name).exists() for name in _ROOTS)), folder
    )
