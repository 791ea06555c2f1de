"""A group of commands that are imported when they are run: `--help` of the group costs none of them."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from review_tui.text.nearest import nearest


class LazyGroup(click.Group):
    """A group that knows its commands by a table: for each name, the module that has `command`, and a line of help."""

    def __init__(self, *arguments: Any, table: Mapping[str, tuple[str, str]], **named: Any) -> None:
        """`table` has the full names of the modules, in the order of the help."""
        super().__init__(*arguments, **named)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the commands, in the order of the help."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None where there is none of that name. Raises UsageError where it is nearly one."""
        if cmd_name not in self.table:
            if near := nearest(cmd_name, self.table, 0.7):
                raise click.UsageError(
                    f"there is no command {cmd_name!r}; did you mean `{ctx.command_path} {near}`?", ctx
                )
            return None
        command: click.Command = import_module(self.table[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in self.table.items()])
