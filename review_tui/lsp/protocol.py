"""Malformed messages: each request gets an answer all the same, and the user sees nothing of it."""

import logging
from json import JSONDecodeError
from typing import Any
from urllib.parse import unquote

from lsprotocol import types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcMethodNotFound,
    JsonRpcServerNotInitialized,
)
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol

log = logging.getLogger(__name__)

_LIBRARY = ("pygls.protocol.json_rpc", "pygls.server", "pygls.workspace.text_document")  # its logs of what it misses
_UNWORTHY = "Unable to deserialize message"


class Protocol(LanguageServerProtocol):
    """Answers malformed requests with a JSON-RPC error under their id; malformed messages without one are logged.

    The library would raise before it knows the id.
    """

    _is_greeted = False

    def structure_message(self, data: Any) -> Any:
        """Return a decoded JSON object as it is: the library calls this for inner objects, too."""
        return data

    def handle_message(self, message: Any) -> None:
        """Handle one message, which may be any JSON."""
        try:
            structured = self._structured(message)
        except JsonRpcException as refusal:
            self._refuse(message, refusal)
            return
        self._is_greeted = self._is_greeted or message.get("method") == types.INITIALIZE
        super().handle_message(structured)
        if "method" in message and "id" in message and not hasattr(structured, "id"):
            self._send_response(message["id"])  # it was told as if it were asked

    def _structured(self, message: Any) -> Any:
        """Return a message as the type of its method. Raises JsonRpcException where it is malformed or out of turn."""
        if not isinstance(message, dict) or message.get("jsonrpc") != self.VERSION:
            raise JsonRpcInvalidRequest("not a message of JSON-RPC 2.0")
        method = message.get("method", "")
        if not isinstance(method, str) or not (method or "id" in message):
            raise JsonRpcInvalidRequest("neither a request nor an answer")
        if "id" in message and not _is_id(message["id"]):
            raise JsonRpcInvalidRequest("the id of a message is a number or text")
        if not self._is_greeted and method not in ("", types.INITIALIZE, types.EXIT):
            raise JsonRpcServerNotInitialized(f"{method}: the server was not told to initialize yet")
        if self._shutdown and method and method != types.EXIT and "id" in message:
            raise JsonRpcInvalidRequest("the server was told to shut down")
        try:
            structured = super().structure_message(message)
        except JsonRpcException:
            if method and self.get_message_type(method) is None:
                raise JsonRpcMethodNotFound.of(method) from None
            raise JsonRpcInvalidParams(f"{method or 'an answer'}: not what the protocol has there") from None
        if method == types.CANCEL_REQUEST and not _is_id(structured.params.id):
            raise JsonRpcInvalidParams(f"{method}: not the id of a message")
        if method == types.TEXT_DOCUMENT_DID_CHANGE and not self._has_open(structured.params.text_document.uri):
            raise JsonRpcInvalidParams(f"{method}: the document is not open")
        return structured

    def _has_open(self, uri: str) -> bool:
        return unquote(uri) in self.workspace.text_documents  # as the library has them

    def _refuse(self, message: Any, refusal: JsonRpcException) -> None:
        if isinstance(message, dict) and "method" in message and _is_id(message.get("id")):
            self._send_response(message["id"], error=refusal.to_response_error())
        else:
            log.warning("a message was not understood: %s", refusal.message)


def _is_id(value: Any) -> bool:
    """Tell whether a value can be the id of a message."""
    return isinstance(value, int | str)


class Server(LanguageServer):
    """A server that shows the user no window for messages that the client got wrong."""

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Show an error to the user, except one about a malformed message, which is in the log already."""
        if source is not JsonRpcException:
            super().report_server_error(error, source)


def quieten_library() -> None:
    """Let the library log one line for a message that it cannot read, and none for one that was answered."""
    for name in _LIBRARY:
        logging.getLogger(name).addFilter(_is_worth_a_line)


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, JSONDecodeError | UnicodeDecodeError | RecursionError):
        record.msg, record.args, record.exc_info = "a message was not understood: %s", (error,), None
    return not (isinstance(error, JsonRpcException) or str(record.msg).startswith(_UNWORTHY))
