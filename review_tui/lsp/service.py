"""What the server knows and does: it follows the open documents, and looks at each when it has changed."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from review_tui.article.source import EncodingProblem
from review_tui.files.stamp import FileProblem
from review_tui.lint.check import GivenUp
from review_tui.lint.config.mistake import ConfigError
from review_tui.lsp.actions import Client
from review_tui.lsp.checkup import Checkup, check_document
from review_tui.lsp.diagnostics import diagnostics_of
from review_tui.lsp.documents import Document, file_of
from review_tui.lsp.following import follow
from review_tui.lsp.surroundings import Surroundings

STALE = "the document has changed since: ask again"

OFTEN = 2.0  # seconds between two glances at the files that the open documents depend on
LAST = 10.0  # seconds for what was saved just before the end

Result = TypeVar("Result")

log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class Check:
    """The check of one version of a document, under way or done."""

    document: Document
    task: asyncio.Task[Checkup | None]

    def is_outdated(self) -> bool:
        """Tell whether a file that it depends on has changed since; False while it is under way."""
        checkup = self.task.result() if self.task.done() else None
        return checkup is not None and checkup.is_outdated()


class Service:
    """The open documents, and the check of each as it is now."""

    def __init__(self, server: LanguageServer) -> None:
        self.server = server
        self.documents: dict[str, Document] = {}
        self._saved: dict[str, Document] = {}
        self.checks: dict[str, Check] = {}
        self.waiting: dict[str, asyncio.Task[None]] = {}
        self.is_shut_down = False
        self._glancing: asyncio.Task[None] | None = None
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="checkup")  # one: what it reads is its own
        self._following: set[Future[None]] = set()
        self._surroundings = Surroundings(self.say)
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def encoding(self) -> types.PositionEncodingKind:
        """Return what the client counts characters in."""
        return types.PositionEncodingKind(self.server.workspace.position_encoding or types.PositionEncodingKind.Utf16)

    @property
    def folders(self) -> tuple[Path, ...]:
        """Return the folders that are open in the client, at least one."""
        workspace = self.server.workspace
        paths = (*(to_fs_path(each.uri) for each in workspace.folders.values()), workspace.root_path)
        return tuple(Path(path).absolute() for path in paths if path) or (_current_folder(),)

    @property
    def folder(self) -> Path:
        """Return the folder for documents that are in no file yet: the first one that is open in the client."""
        return self.folders[0]

    def here(self, file: Path) -> Path:
        """Return the folder to look from for what holds for a file: the open one that it is in, else the first."""
        around = [folder for folder in self.folders if folder in file.parents]
        return max(around, key=lambda folder: len(folder.parts), default=self.folder)

    def say(self, message: str) -> None:
        """Put a message into the client's log; may be called from any thread."""
        params = types.LogMessageParams(types.MessageType.Warning, message)
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed, and the client has gone
                self._loop.call_soon_threadsafe(self.server.window_log_message, params)

    def look_at(self, uri: str, patience: float = 0.0) -> None:
        """Check a document after `patience` seconds, and publish what is found. Another call for it starts anew.

        Call it when the document, or something that its findings depend on, has changed.
        """
        self.checks.pop(uri, None)
        earlier = self.waiting.pop(uri, None)
        if earlier is not None:
            earlier.cancel()
        if uri in self.documents:
            self.waiting[uri] = asyncio.create_task(self._look_at(uri, patience))
            if self._glancing is None or self._glancing.done():
                self._glancing = asyncio.create_task(self._glance())

    async def _glance(self) -> None:
        """Check documents again when a file that they depend on has changed: no client watches all of these."""
        while self.documents:
            await asyncio.sleep(OFTEN)
            for uri, check in list(self.checks.items()):
                is_outdated = await self.work(check.is_outdated)
                if is_outdated and self.checks.get(uri) is check:
                    self.look_at(uri)

    def open(self, document: Document) -> None:
        """Take in a document that a client opened, and check it."""
        self.documents[document.uri] = self._saved[document.uri] = document
        self.look_at(document.uri)

    async def save(self, uri: str) -> None:
        """Move decisions along with what was fixed in a document that was saved, and check it."""
        before, document = self._saved.get(uri), self.documents.get(uri)
        if before is None or document is None:
            return
        self._saved[uri] = document
        following = self._worker.submit(self._follow, before, document, self.here(document.file))
        self._following.add(following)
        following.add_done_callback(self._following.discard)
        await asyncio.shield(asyncio.wrap_future(following))  # it is finished even where the server is told to end
        self.look_at(uri)

    def _follow(self, before: Document, now: Document, here: Path) -> None:
        """Move decisions along with what was fixed between two versions of a document, in the worker thread."""
        try:
            follow(before.text, now.text, now.file, self._surroundings, here)
        except (FileProblem, EncodingProblem, ConfigError) as problem:
            log.warning("%s: its decisions could not follow: %s", now.file, problem)
        except Exception:
            log.exception("following what was fixed in %s failed; please report it", now.uri)

    def follow_folders(self) -> None:
        """Check all documents again after the open folders changed, which may change where unsaved ones belong."""
        for uri, document in list(self.documents.items()):
            file = file_of(uri, self.folder)
            if file is not None and file != document.file:
                self.documents[uri] = replace(document, file=file)
            self.look_at(uri)

    async def _look_at(self, uri: str, patience: float) -> None:
        await asyncio.sleep(patience)
        document = self.documents[uri]
        try:
            checkup = await self.check(document)
            if self.documents.get(uri) is document:
                self.publish(uri, diagnostics_of(checkup, self.encoding), document.version)
        except GivenUp:
            pass  # whatever changed has it looked at again
        except Exception:
            log.exception("looking at %s failed; please report it", uri)

    async def check(self, document: Document) -> Checkup:
        """Return the checkup of a document; all who ask for the same one wait for one check.

        Raises GivenUp where the document, or what surrounds it, has changed meanwhile.
        """
        check = self.checks.get(document.uri)
        if check is None or check.document is not document:
            check = self.checks[document.uri] = Check(document, asyncio.create_task(self._check(document)))
        checkup = await asyncio.shield(check.task)  # others wait for it, too
        if checkup is None:
            raise GivenUp
        return checkup

    async def _check(self, document: Document) -> Checkup | None:
        """Check a document; return None where that is given up, as an error that nobody awaits would be logged."""
        task = asyncio.current_task()

        def is_wanted() -> bool:
            check = self.checks.get(document.uri)
            return check is not None and check.task is task

        here = self.here(document.file)
        job = partial(check_document, document.text, document.file, self._surroundings, here, is_wanted=is_wanted)
        try:
            return await self.work(job)
        except GivenUp:
            return None

    async def known(self, uri: str, version: int | None = None) -> tuple[Document, Checkup] | None:
        """Return an open document and what is known of it; None where it is not open.

        Raises JsonRpcContentModified where it is not that version.
        """
        document = self.documents.get(uri)
        if document is None:
            return None
        if version is not None and version != document.version:
            raise JsonRpcContentModified(STALE)
        while True:
            with contextlib.suppress(GivenUp):
                checkup = await self.check(document)
                self.expect(document)
                return document, checkup
            self.expect(document)  # else only its surroundings have changed

    def expect(self, document: Document) -> None:
        """Raise JsonRpcContentModified unless this is still the current version of its document."""
        if self.documents.get(document.uri) is not document:
            raise JsonRpcContentModified(STALE)

    async def work(self, job: Callable[[], Result]) -> Result:
        """Run a job that takes long in the worker thread, after those before it; messages go on meanwhile."""
        self._loop = asyncio.get_running_loop()
        return await self._loop.run_in_executor(self._worker, job)

    async def work_on(self, document: Document, job: Callable[[Callable[[], bool]], Result]) -> Result:
        """Run a job about a document, as `work` does, until the document changes or the client cancels its request.

        The job is given a function that tells whether to go on, and may raise GivenUp where not. Raises
        JsonRpcContentModified where the document has changed meanwhile.
        """
        is_left = threading.Event()

        def is_wanted() -> bool:
            return not is_left.is_set() and self.documents.get(document.uri) is document

        try:
            result = await self.work(partial(job, is_wanted))
        except GivenUp:
            raise JsonRpcContentModified(STALE) from None
        finally:
            is_left.set()
        self.expect(document)
        return result

    @property
    def client(self) -> Client:
        """Return what the client understands."""
        capabilities = self.server.client_capabilities
        editing = capabilities.workspace.workspace_edit if capabilities.workspace else None
        acting = capabilities.text_document.code_action if capabilities.text_document else None
        later = acting.resolve_support.properties if acting and acting.resolve_support and acting.data_support else ()
        shows_reasons = bool(acting and acting.disabled_support)
        return Client(self.encoding, bool(editing and editing.document_changes), "edit" in later, shows_reasons)

    @property
    def reads_markdown(self) -> bool:
        """Tell whether the client shows Markdown under the mouse."""
        capabilities = self.server.client_capabilities.text_document
        hover = capabilities.hover if capabilities else None
        formats = hover.content_format if hover else None
        return formats is None or types.MarkupKind.Markdown in formats

    def publish(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        """Send the diagnostics of a document."""
        self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def close(self, uri: str) -> None:
        """Forget a document, and take its diagnostics back."""
        self._saved.pop(uri, None)
        if self.documents.pop(uri, None) is not None:
            self.look_at(uri)
            self.publish(uri, [])

    def stop(self) -> None:
        """Begin nothing more, and give up what goes on; only what was saved is still followed."""
        for task in (*self.waiting.values(), *filter(None, [self._glancing])):
            task.cancel()
        self.documents.clear()
        self.checks.clear()
        self._worker.shutdown(wait=False)  # what waits there gives up, too

    def end(self) -> None:
        """Stop, and wait a while until decisions have moved along with what was saved last."""
        self.stop()
        wait(list(self._following), LAST)


def _current_folder() -> Path:
    """Return the folder that the server was started in, the topmost one where it is gone."""
    try:
        return Path.cwd()
    except OSError:
        return Path("/")
