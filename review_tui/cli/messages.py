"""What the commands say on stderr: what is wrong, where, and what to do."""

import sys

import click

from review_tui.cli.streams import style_of
from review_tui.text.visible import visible

MOST_PROBLEMS = 20  # of a glossary, that are said one by one


def complain(message: str) -> None:
    """Report something that keeps a command from doing what it was asked to."""
    _say("error", message)


def warn(message: str) -> None:
    """Report something that the user should know, but that stops nothing."""
    _say("warning", message)


def note(message: str) -> None:
    """Say what was done, or which of several ways was taken."""
    click.echo(visible(message), err=True)


def _say(kind: str, message: str) -> None:
    style = style_of(sys.stderr)
    click.echo(f"{style.paint(kind, kind)}: {visible(message)}", err=True, color=style.colour)
