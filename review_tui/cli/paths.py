"""The types of paths that options and arguments take, all but those of articles, which may be addresses."""

import os
from pathlib import Path

import click


class _Path(click.Path):
    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Return the path of an argument. An empty one, as scripts have it, would name the current folder."""
        if not value:
            self.fail("an empty path names nothing: check where it comes from", param, ctx)
        return super().convert(value, param, ctx)


ANY = _Path(path_type=Path)
FILE = _Path(path_type=Path, dir_okay=False)
FILE_OR_STREAM = _Path(path_type=Path, dir_okay=False, allow_dash=True)
FOLDER = _Path(path_type=Path, file_okay=False)
