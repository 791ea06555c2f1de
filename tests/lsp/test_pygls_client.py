"""The server driven by the client of pygls, which takes every message apart by the types of the protocol."""

import asyncio
import os
import sys
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0  # seconds: for a message that never comes


async def test_a_typed_client_gets_diagnostics_actions_and_cards(desk_folder: Path, tmp_path: Path) -> None:
    client = LanguageClient("test", "1")
    published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

    def take(params: types.PublishDiagnosticsParams) -> None:
        published.put_nowait(params)

    client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(take)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "REVIEW_TUI_CACHE_DIR": str(tmp_path / "cache")}
    await client.start_io(sys.executable, "-m", "review_tui", "lsp", env=environment)
    try:
        async with asyncio.timeout(PATIENCE):
            greeting = await client.initialize_async(
                types.InitializeParams(types.ClientCapabilities(), os.getpid(), root_uri=desk_folder.as_uri())
            )
            assert greeting.server_info is not None
            assert greeting.server_info.name == "review-tui"
            client.initialized(types.InitializedParams())
            uri = (desk_folder / "a.md").as_uri()
            item = types.TextDocumentItem(uri, "markdown", 1, (desk_folder / "a.md").read_text("utf-8"))
            client.text_document_did_open(types.DidOpenTextDocumentParams(item))
            found = (await published.get()).diagnostics
            assert [each.code for each in found] == ["H101", "T701", "P401", "T702"]
            where = types.TextDocumentIdentifier(uri)
            actions = await client.text_document_code_action_async(
                types.CodeActionParams(where, found[1].range, types.CodeActionContext([found[1]]))
            )
            titles = [action.title for action in actions or ()]
            assert titles[:2] == ["T701: 债务重组", "T701: 债务重整"]
            assert all(isinstance(action, types.CodeAction) and action.edit for action in actions or ())
            hover = await client.text_document_hover_async(types.HoverParams(where, found[1].range.start))
            assert hover is not None
            assert isinstance(hover.contents, types.MarkupContent)
            assert "workout" in hover.contents.value
            await client.shutdown_async(None)
            client.exit(None)
    finally:
        await client.stop()  # type: ignore[no-untyped-call]
