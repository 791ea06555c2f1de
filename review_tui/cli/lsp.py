"""`review-tui lsp`: the language server."""

import contextlib
import os
import sys

import click

from review_tui.cli.exit_codes import CLEAN, TROUBLE
from review_tui.cli.messages import complain
from review_tui.text.installing import how_to_install

_UNASKED = 1  # what the protocol has for an end that nobody asked for


@click.command("lsp")
@click.option("--stdio", is_flag=True, help="Talk on stdin and stdout, which is the only way there is.")
def command(*, stdio: bool) -> int:
    """Serve editors that speak the Language Server Protocol (LSP): started by the editor, not by hand."""
    del stdio
    try:
        from review_tui.lsp.server import serve
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        complain(f"the language server is not installed, or an old version of pygls is: {how_to_install('lsp')}")
        return TROUBLE
    code = CLEAN if serve() else _UNASKED
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)  # else Python waits for the check that goes on: it only reads, and the editor waits, too
