"""`review-tui glossary`: the terms as files. One module a subcommand, imported when it is run."""

from importlib import import_module

import click

_COMMANDS = {
    "init": ("init", "Copy the glossary that comes with review-tui, for editing."),
    "export": ("export", "Write the glossary as a file: ours, or another tool's."),
    "import": ("importing", "Take a glossary file in, ours or another tool's."),
    "lint": ("lint", "Check the glossary itself, and fix what can be fixed."),
    "mine": ("mine", "Find candidates for the glossary in articles."),
    "stats": ("stats", "Measure how consistently articles render their terms."),
}


class _Commands(click.Group):
    """A group whose commands are imported when they are run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"review_tui.cli.glossary.{_COMMANDS[cmd_name][0]}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group("glossary", cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Work with the glossary: a CSV file, or a folder of them, one row for each rendering of a term."""
