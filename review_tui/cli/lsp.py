"""`review-tui lsp`: the language server."""

from importlib.util import find_spec

import click

from review_tui.cli.exit_codes import CLEAN, TROUBLE
from review_tui.cli.messages import complain


@click.command("lsp")
@click.option("--stdio", is_flag=True, help="Talk on stdin and stdout, which is the only way there is.")
def command(*, stdio: bool) -> int:
    """Serve editors that speak the Language Server Protocol (LSP): started by the editor, not by hand."""
    del stdio
    if find_spec("pygls") is None:
        complain("the language server is not installed: install review-tui[lsp]")
        return TROUBLE
    from review_tui.lsp.server import serve

    return CLEAN if serve() else TROUBLE
