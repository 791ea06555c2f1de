"""`review-tui glossary`: the terms as files. One module a subcommand, imported when it is run."""

import click

from review_tui.cli.interrupt import at_once
from review_tui.cli.lazy import LazyGroup

_COMMANDS = {
    "init": ("review_tui.cli.glossary.init", "Copy the glossary that comes with review-tui, for editing."),
    "export": ("review_tui.cli.glossary.export", "Write the glossary as a file: ours, or another tool's."),
    "import": ("review_tui.cli.glossary.importing", "Take a glossary file in, ours or another tool's."),
    "lint": ("review_tui.cli.glossary.lint", "Check the glossary itself, and fix what can be fixed."),
    "mine": ("review_tui.cli.glossary.mine", "Find candidates for the glossary in articles."),
    "stats": ("review_tui.cli.glossary.stats", "Measure how consistently articles render their terms."),
}


@click.group("glossary", cls=LazyGroup, table=_COMMANDS)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Work with the glossary: a CSV file, or a folder of them, one row for each rendering of a term."""
    ctx.with_resource(at_once())
