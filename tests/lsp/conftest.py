"""A client that drives the server over its stdin and stdout, as an editor does."""

import contextlib
import json
import os
import queue
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.forked import LANGUAGE_SERVER, Forked

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0  # seconds: for a message that never comes

Message = dict[str, Any]

CAPABILITIES: Message = {
    "workspace": {
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceEdit": {"documentChanges": True},
    },
    "textDocument": {
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source.fixAll"]}},
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit"]},
        },
        "hover": {"contentFormat": ["markdown", "plaintext"]},
    },
}


class Client:
    """Speaks JSON-RPC with a server process; whatever it waits for is awaited, never slept for."""

    def __init__(self, folder: Path, errors: Path) -> None:
        self.folder = folder
        self.errors = errors
        self.messages: queue.Queue[Message] = queue.Queue()
        self.passed: list[Message] = []
        self.opened: list[str] = []
        self.capabilities: Message = {}
        self._number = 0
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with errors.open("wb") as file:
            self.process = Forked(
                ["-m", "review_tui", "lsp", "--stdio"],
                loading=LANGUAGE_SERVER,
                cwd=folder,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=file,
            )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        out = self.process.stdout
        assert out is not None
        while True:
            length = 0
            while (line := out.readline().strip()) or not length:
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                elif not line:
                    return
            self.messages.put(json.loads(out.read(length)))

    def send_bytes(self, body: bytes) -> None:
        stream = self.process.stdin
        assert stream is not None
        stream.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        stream.flush()

    def send(self, message: Message) -> None:
        self.send_bytes(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def tell(self, method: str, **params: Any) -> None:
        self.send({"method": method, "params": params})

    def wait_for(self, wanted: Callable[[Message], bool]) -> Message:
        """Return the next message that is wanted, and answer what the server asks meanwhile."""
        while True:
            message = self.messages.get(timeout=PATIENCE)
            self.passed.append(message)
            if "method" in message and "id" in message:
                self.send({"id": message["id"], "result": None})
            if wanted(message):
                return message

    def ask(self, method: str, **params: Any) -> Any:
        """Return the result of a request; an error comes back as the message that it is."""
        self._number += 1
        number = self._number
        self.send({"id": number, "method": method, "params": params})
        answer = self.wait_for(lambda message: message.get("id") == number and "method" not in message)
        return answer["result"] if "error" not in answer else answer

    def start(self, *folders: str, **capabilities: Any) -> None:
        """Shake hands, as a client that has these folders of the folder open, and note the server's capabilities."""
        opened = {"workspaceFolders": [{"uri": self.uri(each), "name": each} for each in folders]} if folders else {}
        root = self.uri(folders[0]) if folders else self.folder.as_uri()
        result: Message = self.ask(
            "initialize", processId=os.getpid(), rootUri=root, capabilities=capabilities, **opened
        )
        self.tell("initialized")
        self.capabilities = result["capabilities"]

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str | None = None, *, version: int = 1, language: str = "markdown") -> str:
        """Open a file of the folder, with the text that is in it where none is given, and return its address."""
        uri = self.uri(name)
        self.opened.append(uri)
        shown = (self.folder / name).read_bytes().decode() if text is None else text
        self.tell(
            "textDocument/didOpen",
            textDocument={"uri": uri, "languageId": language, "version": version, "text": shown},
        )
        return uri

    def change(self, uri: str, text: str, version: int) -> None:
        self.tell(
            "textDocument/didChange", textDocument={"uri": uri, "version": version}, contentChanges=[{"text": text}]
        )

    def diagnostics(self, uri: str, version: int | None = None) -> list[Message]:
        """Return the next diagnostics that the server publishes for a document, or for one version of it."""
        message = self.wait_for(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == uri
                and version in (None, message["params"].get("version"))
            )
        )
        found: list[Message] = message["params"]["diagnostics"]
        return found

    def codes(self, uri: str, version: int | None = None) -> list[str]:
        return [each["code"] for each in self.diagnostics(uri, version)]

    def end(self) -> int:
        """End the server as the protocol asks, and return its exit code."""
        self.ask("shutdown")
        self.tell("exit")
        return self.process.wait(PATIENCE)

    def forget(self) -> None:
        """Close all documents, and wait until everything that was said before has been answered."""
        for uri in self.opened:
            self.tell("textDocument/didClose", textDocument={"uri": uri})
        self.opened.clear()
        self.ask("no/such/method")
        self.passed.clear()

    def close(self) -> None:
        """Let the server go, whatever state it is in."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            with contextlib.suppress(BrokenPipeError):
                stream.close()

    def complaints(self) -> str:
        """Return what the server wrote to stderr."""
        return self.errors.read_text("utf-8", errors="replace")


@pytest.fixture
def fresh(desk_folder: Path, tmp_path: Path) -> Iterator[Client]:
    """Return a client in the folder of `desk_folder`, whose server has not been greeted yet."""
    each = Client(desk_folder, tmp_path / "errors.txt")
    yield each
    each.close()
    assert "Traceback" not in each.complaints()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Return a client in an empty folder, whose server has been greeted by a client that can do most things."""
    folder = tmp_path_factory.mktemp("shared")
    (folder / "root").mkdir()
    each = Client(folder / "root", folder / "errors.txt")
    each.start(**CAPABILITIES)
    yield each
    assert each.end() == 0
    each.close()


@pytest.fixture
def client(shared: Client, desk_folder: Path) -> Iterator[Client]:
    """Return a client in the folder of `desk_folder`; its server has served other tests, and must not mind."""
    shared.folder = desk_folder
    before = len(shared.complaints())
    yield shared
    shared.forget()
    assert "Traceback" not in shared.complaints()[before:]
