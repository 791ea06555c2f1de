"""The command `review-tui`: finds the subcommand, and turns whatever happens into an exit code."""

import errno
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import click

from review_tui import __version__
from review_tui.cli.exit_codes import BY_SIGNAL, CLEAN, INTERRUPTED, PIPE_CLOSED, TROUBLE
from review_tui.cli.interrupt import Ended
from review_tui.cli.lazy import LazyGroup
from review_tui.cli.messages import complain
from review_tui.cli.streams import buffer_stdout, fit_for_chinese, open_missing, wait_for_readers
from review_tui.files.presence import is_there
from review_tui.files.stamp import reason
from review_tui.text.visible import visible

_NAME = "review-tui"
_COMPLETION = "_REVIEW_TUI_COMPLETE"
_STDOUT = "stdout: it cannot be written: "
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # files that are written by name are named in a FileProblem
_DEFAULT = "review"
_COMMANDS = {
    "review": ("review_tui.cli.review", "Open articles in the terminal UI (the default for paths)."),
    "lint": ("review_tui.cli.lint", "Check articles, and fix what can be fixed."),
    "rule": ("review_tui.cli.rule", "Explain a rule, or list them all."),
    "glossary": ("review_tui.cli.glossary", "Export and import the glossary, or make one of your own."),
    "config": ("review_tui.cli.config", "Show the configuration that holds, and where it comes from."),
    "lsp": ("review_tui.cli.lsp", "Serve editors that speak the Language Server Protocol."),
    "cache": ("review_tui.cli.cache", "Show or delete what is remembered of unchanged files."),
}


class Commands(LazyGroup):
    """The group of all commands. What is no command is a path to review."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take the first argument for a command where it is one, and else everything for paths to review."""
        if args[0] not in _COMMANDS:
            if not args[0].startswith("-") and not is_there(Path(args[0])):
                self.get_command(ctx, args[0])  # what is nearly a command is no missing file
            args = [_DEFAULT, *args]
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    table=_COMMANDS,
    invoke_without_command=True,
    context_settings={
        "ignore_unknown_options": True,
        "allow_interspersed_args": False,
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
    },
    options_metavar="",
    subcommand_metavar="[COMMAND] [PATH]...",
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> int:
    """Review machine-translated Chinese articles: find what is garbled, and settle the terms.

    `review-tui PATH` opens the terminal UI on a file or a folder; `review-tui lint PATH` prints what it finds.
    """
    if ctx.invoked_subcommand is None:
        from review_tui.cli.review import command

        code: int = ctx.invoke(command)
        return code
    return CLEAN


def run(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit code.

    0: nothing found at or above the level that counts; 1: findings; 2: bad usage or configuration, a file that is
    missing or cannot be read, nothing to check, or a defect of this program; 129, 130 and 143: ended by SIGHUP,
    SIGINT (Ctrl+C) and SIGTERM; 141: whoever read the output has gone.
    """
    open_missing()
    wait_for_readers()
    buffer_stdout()
    fit_for_chinese()
    return _flushed(_code_of(list(arguments)))


def _code_of(arguments: list[str]) -> int:
    """Run the command that the arguments name, and return the exit code; what it printed may still be buffered."""
    try:
        code = _invoke(arguments)
    except BrokenPipeError:
        _drop(sys.stdout)
        return PIPE_CLOSED
    except click.UsageError as error:
        _show(error)
        return TROUBLE
    except click.ClickException as error:
        complain(error.format_message())
        return TROUBLE
    except Ended as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except OSError as error:
        with suppress(OSError):  # where stderr is what went away
            complain(_folder_fault() or f"{_place_of(error)}{reason(error)}")
        return TROUBLE
    except Exception as error:
        return _explain(error)
    return code if isinstance(code, int) else CLEAN


def _place_of(error: OSError) -> str:
    """Return what an error is about, empty where it is not told; a full disk without a name is that of stdout."""
    if error.filename is not None:
        return f"{os.fsdecode(error.filename)}: "
    return _STDOUT if error.errno in _FULL else ""


def _folder_fault() -> str:
    """Return what is wrong with the current folder, if anything is: a shell may stand in one that was deleted."""
    try:
        os.getcwd()  # noqa: PTH109  it is only asked for
    except FileNotFoundError:
        return "the current folder is gone: go to another one"
    except OSError:
        pass
    return ""


def _flushed(code: int) -> int:
    """Flush what was printed; return the exit code, which is another one where that fails.

    What cannot be written is dropped: Python would try again at its end, and exit with 120.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _drop(sys.stdout)
        code = PIPE_CLOSED
    except OSError as error:
        _drop(sys.stdout)
        if code < BY_SIGNAL and code != TROUBLE:  # else it was told, or the terminal went away and nobody hears it
            code = TROUBLE
            with suppress(OSError):
                complain(f"{_STDOUT}{reason(error)}")
    try:
        sys.stderr.flush()
    except OSError:
        _drop(sys.stderr)
    return code


def _invoke(arguments: list[str]) -> object:
    """Do what click's own `main` does, except that a closed pipe raises BrokenPipeError."""
    if _COMPLETION in os.environ:
        return cli.main(arguments, prog_name=_NAME, complete_var=_COMPLETION)
    try:
        with cli.make_context(_NAME, arguments) as ctx:
            return cli.invoke(ctx)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code


def _show(error: click.UsageError) -> None:
    """Say what is wrong with the arguments, as click does, with control characters made visible."""
    text = io.StringIO()
    error.show(text)
    click.echo(visible(text.getvalue(), lines=True), err=True, nl=False)


def _explain(error: Exception) -> int:
    """Say on stderr what went wrong, and return TROUBLE: a file, a configuration, or else a defect, with its traceback.

    FileProblem and ConfigError are told apart here, not by an `except` of their own: a command that ends well need not
    load them.
    """
    import traceback

    from review_tui.files.stamp import FileProblem
    from review_tui.lint.config.mistake import ConfigError
    from review_tui.lint.failure import NO_MEMORY, internal_error

    if isinstance(error, MemoryError):
        complain(NO_MEMORY)
        return TROUBLE
    if isinstance(error, FileProblem):
        complain(str(error))
        return TROUBLE
    if isinstance(error, ConfigError):
        for mistake in error.mistakes:
            complain(str(mistake))
        return TROUBLE
    click.echo(visible("".join(traceback.format_exception(error)), lines=True), err=True, nl=False)
    complain(internal_error(error, is_traced=True))
    return TROUBLE


def _drop(stream: TextIO) -> None:
    """Send everything that is still written to a stream nowhere, even what Python flushes as it shuts down."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
