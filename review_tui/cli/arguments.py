"""What the command line takes: selectors of rules, and paths, but for those of articles, which may be addresses."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click


class _Path(click.Path):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path of an argument. An empty one, as scripts have it, would name the current folder."""
        if not value:
            self.fail("an empty path names nothing: check where it comes from", param, ctx)
        return super().convert(value, param, ctx)


ANY = _Path(path_type=Path)
FILE = _Path(path_type=Path, dir_okay=False)
FILE_OR_STREAM = _Path(path_type=Path, dir_okay=False, allow_dash=True)
FOLDER = _Path(path_type=Path, file_okay=False)


def selectors_in(values: Iterable[str]) -> tuple[str, ...]:
    """Return the selectors of rules in some arguments, each of which may hold several with commas between."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())
