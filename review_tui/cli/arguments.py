"""What the command line takes: selectors of rules, paths, and what several commands take alike."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from review_tui.cli.streams import STDOUT
from review_tui.severity import Severity

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)


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
ARTICLES = click.Path(readable=False)
"""Names of files, folders and addresses, as they were given: a run tells which of them cannot be read."""


def _none_for_stdout(_ctx: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    return None if value is None or str(value) == STDOUT else value


articles_argument = click.argument("paths", nargs=-1, type=ARTICLES)
glossary_option = click.option("--glossary", "-g", type=ANY, multiple=True, help="A glossary file or folder.")
output_option = click.option(
    "--output", "-o", type=FILE_OR_STREAM, callback=_none_for_stdout, help="Default: -, stdout."
)


def severity_option(name: str, text: str) -> Callable[[Decorated], Decorated]:
    """Return an option that takes a severity; the command is given None where it was left out."""

    def chosen(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> Severity | None:
        return Severity(value) if value else None

    return click.option(name, type=click.Choice([each.value for each in Severity]), callback=chosen, help=text)


def selectors_in(values: Iterable[str]) -> tuple[str, ...]:
    """Return the selectors of rules in some arguments, each of which may hold several with commas between."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())
