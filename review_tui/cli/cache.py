"""`review-tui cache`: what is remembered of unchanged files."""

import click

from review_tui.cli.exit_codes import CLEAN
from review_tui.text.visible import visible


@click.group("cache")
def command() -> None:
    """Look at the cache, or delete it. Nothing in it is needed; it only makes runs faster."""


@command.command("show")
def show() -> int:
    """Print where the cache is, and how large."""
    from review_tui.files.own import cache_folder
    from review_tui.lint.run.cache import size

    click.echo(visible(f"{cache_folder()}: {size():,} bytes"))
    return CLEAN


@command.command("clean")
def clean() -> int:
    """Delete the cache."""
    from review_tui.files.own import cache_folder
    from review_tui.lint.run.cache import clean as clean_cache

    freed = clean_cache()
    click.echo(visible(f"Deleted {freed:,} bytes in {cache_folder()}."))
    return CLEAN
