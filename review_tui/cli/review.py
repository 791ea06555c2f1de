"""`review-tui review`: the terminal UI, or the report where there is no terminal."""

import os
import sys
from pathlib import Path

import click

from review_tui.cli.arguments import FILE, FOLDER, articles_argument, glossary_option
from review_tui.cli.messages import note


@click.command("review")
@articles_argument
@glossary_option
@click.option("--config", type=FILE, help="The configuration file that holds.")
@click.option("--source", type=FOLDER, help="The folder with the English originals.")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
def command(
    paths: tuple[str, ...], glossary: tuple[Path, ...], config: Path | None, source: Path | None, *, isolated: bool
) -> int:
    """Open articles in the terminal UI: files, or folders of them (default: this one).

    Without a terminal, or on one that can only print (TERM=dumb, as in an editor's shell), the report of `lint` is
    printed instead, with its exit code.
    """
    from review_tui.lint.project import Overrides

    overrides = Overrides(glossary=glossary, config=config, isolated=isolated)
    missing = [name for name, stream in (("stdin", sys.stdin), ("stdout", sys.stdout)) if not stream.isatty()]
    is_dumb = os.environ.get("TERM") == "dumb"
    if missing or is_dumb:
        from review_tui.cli.linting.options import LintOptions
        from review_tui.cli.linting.running import lint

        why = f"No terminal on {' and '.join(missing)}" if missing else "The terminal can only print (TERM=dumb)"
        note(f"{why}: here is the report of `review-tui lint` instead.")
        return lint(LintOptions(paths=paths or (".",), overrides=overrides))
    from review_tui.tui.starting import run

    return run(paths or (".",), overrides, source)
