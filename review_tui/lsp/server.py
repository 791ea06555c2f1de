"""The server: what the client asks and tells, led to the functions that know."""

import contextlib
import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified, JsonRpcException
from pygls.lsp.server import LanguageServer

from review_tui import __version__
from review_tui.article import Span
from review_tui.lint.project import DECISIONS
from review_tui.lsp.actions import KINDS, actions_in, asked_for, edits_of, workspace_edit
from review_tui.lsp.card import cards, sight_at
from review_tui.lsp.documents import opened
from review_tui.lsp.positions import offset_at, range_at
from review_tui.lsp.protocol import Protocol, Server, quieten_library
from review_tui.lsp.service import STALE, Service
from review_tui.text.visible import visible

NAME = "review-tui"
PATIENCE = 0.25  # seconds without a keystroke before a document is looked at
WATCHED = ("**/review-tui.toml", "**/pyproject.toml", "**/.gitignore", "**/*.csv", f"**/{DECISIONS}", "**/*.jsonl")


def make_server() -> tuple[LanguageServer, Service]:
    """Return a server that answers, and what it knows."""
    server = Server(NAME, __version__, types.TextDocumentSyncKind.Full, protocol_cls=Protocol)
    service = Service(server)
    _follow_documents(server, service)
    _follow_files(server, service)
    _offer_actions(server, service)
    _show_cards(server, service)
    return server, service


def _follow_documents(server: LanguageServer, service: Service) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        document = opened(params.text_document, service.folder)
        if document is not None:
            service.open(document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        uri, version = params.text_document.uri, params.text_document.version
        document = service.documents.get(uri)
        if document is not None:
            # Each change is the whole text, as the server asks for.
            text = params.content_changes[-1].text if params.content_changes else document.text
            service.documents[uri] = replace(document, version=version, text=text)
            service.look_at(uri, PATIENCE)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(params: types.DidSaveTextDocumentParams) -> None:
        await service.save(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        service.close(params.text_document.uri)


def _follow_files(server: LanguageServer, service: Service) -> None:
    @server.feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching and watching.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(p) for p in WATCHED])
            one = types.Registration("watch", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            # a client that will not watch: files are looked at before each check
            with contextlib.suppress(JsonRpcException):
                await server.client_register_capability_async(types.RegistrationParams([one]))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_watched_files(_: types.DidChangeWatchedFilesParams) -> None:
        for uri in service.documents:
            service.look_at(uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def did_change_workspace_folders(_: types.DidChangeWorkspaceFoldersParams) -> None:
        service.follow_folders()

    @server.feature(types.SHUTDOWN)
    def shutdown(_: None) -> None:
        service.is_shut_down = True
        service.stop()


def _offer_actions(server: LanguageServer, service: Service) -> None:
    options = types.CodeActionOptions(list(KINDS), resolve_provider=True)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        known = await service.known(params.text_document.uri)
        if known is None or not known[1].shown:
            return None
        document, checkup = known
        first, last = (
            offset_at(checkup.article, place, service.encoding) for place in (params.range.start, params.range.end)
        )
        only = (
            None if params.context.only is None else [str(getattr(kind, "value", kind)) for kind in params.context.only]
        )
        span = Span(first, last)
        return await service.work_on(document, partial(actions_in, document, checkup, span, service.client, only))

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(action: types.CodeAction) -> types.CodeAction:
        asked = asked_for(action.data)
        if asked is None:
            return action
        known = await service.known(asked.uri, asked.version)
        if known is None:
            raise JsonRpcContentModified(STALE)
        document, checkup = known
        edits = await service.work_on(document, partial(edits_of, asked.later, checkup, asked.key))
        if not edits:
            raise JsonRpcException(asked.later.without_edits, types.LSPErrorCodes.RequestFailed)
        action.edit = workspace_edit(document, checkup, edits, service.client)
        return action


def _show_cards(server: LanguageServer, service: Service) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        known = await service.known(params.text_document.uri)
        if known is None or known[1].reading is None:
            return None
        document, checkup = known
        offset = offset_at(checkup.article, params.position, service.encoding)
        sight = await service.work(partial(sight_at, known[1].reading, offset))
        service.expect(document)
        if sight is None:
            return None
        kind = types.MarkupKind.Markdown if service.reads_markdown else types.MarkupKind.PlainText
        text = cards(sight, markdown=service.reads_markdown)
        where = range_at(checkup.article, sight.span, service.encoding)
        return types.Hover(types.MarkupContent(kind, text), where)


def serve() -> bool:
    """Serve on stdin and stdout until the client ends it or is gone; tell whether it ended as the protocol asks."""
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(Visible("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[lines])
    quieten_library()
    server, service = make_server()
    with _own_output() as output:
        server.start_io(sys.stdin.buffer, output)
    service.end()
    return service.is_shut_down


class Visible(logging.Formatter):
    """Formats lines of the log, which an editor may show in a terminal: names of files and words of clients in them."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines of a record, with what would steer a terminal made visible."""
        return visible(super().format(record), lines=True)


@contextlib.contextmanager
def _own_output() -> Iterator[BinaryIO]:
    """Give what stdout was; what anything else prints from now on goes to stderr, and breaks no message."""
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        yield output
    finally:
        with contextlib.suppress(OSError, ValueError):
            output.close()
