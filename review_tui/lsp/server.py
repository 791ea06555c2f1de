"""The server: what the client asks and tells, led to the functions that know."""

import contextlib
import logging
import os
import sys
from collections.abc import Iterator
from typing import BinaryIO

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from review_tui import __version__
from review_tui.lint.project import DECISIONS
from review_tui.lsp.documents import opened
from review_tui.lsp.service import Service

NAME = "review-tui"
PATIENCE = 0.25  # seconds without a keystroke before a document is looked at
WATCHED = ("**/review-tui.toml", "**/pyproject.toml", "**/.gitignore", "**/*.csv", f"**/{DECISIONS}", "**/*.jsonl")


def make_server() -> tuple[LanguageServer, Service]:
    """Return a server that answers, and what it knows."""
    server = LanguageServer(NAME, __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
    service = Service(server)
    _follow_documents(server, service)
    _follow_files(server, service)
    return server, service


def _follow_documents(server: LanguageServer, service: Service) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        document = opened(params.text_document, service.folder)
        if document is not None:
            service.documents[document.uri] = document
            service.look_at(document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        uri, version = params.text_document.uri, params.text_document.version
        document = service.documents.get(uri)
        if document is not None:
            service.documents[uri] = document.changed(version, params.content_changes, service.encoding)
            service.look_at(uri, PATIENCE)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        service.look_at(params.text_document.uri)

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
            with contextlib.suppress(Exception):  # a client that will not watch: files are looked at before each check
                await server.client_register_capability_async(types.RegistrationParams([one]))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_watched_files(_: types.DidChangeWatchedFilesParams) -> None:
        for uri in service.documents:
            service.look_at(uri)

    @server.feature(types.SHUTDOWN)
    def shutdown(_: None) -> None:
        service.is_shut_down = True
        service.stop()


def serve() -> bool:
    """Serve on stdin and stdout until the client ends it or is gone; tell whether it ended as the protocol asks."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    server, service = make_server()
    with _own_output() as output:
        server.start_io(sys.stdin.buffer, output)
    service.stop()
    return service.is_shut_down


@contextlib.contextmanager
def _own_output() -> "Iterator[BinaryIO]":
    """Give what stdout was; what anything else prints from now on goes to stderr, and breaks no message."""
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        yield output
    finally:
        with contextlib.suppress(OSError, ValueError):
            output.close()
