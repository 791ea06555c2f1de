"""The service: a document is checked once for each of its versions, whoever asks, and not when nobody does."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from pygls.exceptions import JsonRpcContentModified

from review_tui.article import Article
from review_tui.lint.check import GivenUp
from review_tui.lsp import service as module
from review_tui.lsp.checkup import Checkup
from review_tui.lsp.documents import Document
from review_tui.lsp.service import Service

URI = "file:///a.md"
PATIENCE = 30  # seconds


class Desk:
    """A service whose checks take until they are let go, and give up when they are told to, as the real ones do."""

    def __init__(self) -> None:
        self.published: list[int | None] = []
        workspace = SimpleNamespace(position_encoding="utf-16", folders={}, root_path=None)
        server = SimpleNamespace(
            workspace=workspace,
            text_document_publish_diagnostics=lambda params: self.published.append(params.version),
        )
        self.service = Service(cast("Any", server))
        self.checked: list[str] = []
        self.go_on = threading.Event()

    def check(self, text: str, *_: object, is_wanted: Callable[[], bool]) -> Checkup:
        if not is_wanted():
            raise GivenUp
        self.checked.append(text)
        while not self.go_on.wait(0.01):
            if not is_wanted():
                raise GivenUp
        return Checkup(Article(text))

    def write(self, version: int, text: str, patience: float = 0.0) -> None:
        self.service.documents[URI] = Document(URI, version, text, Path("/a.md"))
        self.service.look_at(URI, patience)

    async def begun(self, count: int) -> None:
        """Wait until so many checks have begun."""
        async with asyncio.timeout(PATIENCE):
            while len(self.checked) < count:
                await asyncio.sleep(0.01)


@pytest.fixture
async def desk(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    desk = Desk()
    monkeypatch.setattr(module, "check_document", desk.check)
    yield desk
    desk.go_on.set()
    desk.service.stop()


async def test_who_asks_while_a_document_is_looked_at_waits_for_that(desk: Desk) -> None:
    desk.write(1, "甲")
    await desk.begun(1)
    asked = asyncio.gather(desk.service.known(URI), desk.service.known(URI))
    await asyncio.sleep(0)
    desk.go_on.set()
    first, second = await asked
    await desk.service.waiting[URI]
    assert first is not None
    assert second is not None
    assert first[1] is second[1]
    assert (desk.checked, desk.published) == (["甲"], [1])


async def test_what_was_asked_for_before_the_typing_stopped_is_published_then(desk: Desk) -> None:
    desk.go_on.set()
    desk.write(1, "甲", patience=0.05)
    assert await desk.service.known(URI) is not None
    assert desk.published == []
    await desk.service.waiting[URI]
    assert (desk.checked, desk.published) == (["甲"], [1])


async def test_a_change_ends_the_check_of_what_was_there_before(desk: Desk) -> None:
    desk.write(1, "甲")
    await desk.begun(1)
    asked = asyncio.create_task(desk.service.known(URI))
    await asyncio.sleep(0)
    for version in range(2, 6):
        desk.write(version, "乙" * version)
    with pytest.raises(JsonRpcContentModified):
        await asked
    desk.go_on.set()
    await desk.service.waiting[URI]
    assert (desk.checked, desk.published) == (["甲", "乙乙乙乙乙"], [5])


async def test_what_changed_on_disk_while_a_document_was_looked_at_counts(desk: Desk) -> None:
    desk.write(1, "甲")
    await desk.begun(1)
    asked = asyncio.create_task(desk.service.known(URI))
    await asyncio.sleep(0)
    desk.service.look_at(URI)
    await desk.begun(2)
    desk.go_on.set()
    known = await asked
    await desk.service.waiting[URI]
    assert known is not None
    assert (desk.checked, desk.published) == (["甲", "甲"], [1])
    assert await desk.service.known(URI) == known


async def test_a_request_that_is_taken_back_leaves_the_check_to_the_others(desk: Desk) -> None:
    desk.write(1, "甲")
    await desk.begun(1)
    asked = asyncio.create_task(desk.service.known(URI))
    await asyncio.sleep(0)
    asked.cancel()
    desk.go_on.set()
    await desk.service.waiting[URI]
    assert (desk.checked, desk.published) == (["甲"], [1])


async def test_a_document_that_is_closed_is_known_no_more(desk: Desk) -> None:
    desk.write(1, "甲")
    await desk.begun(1)
    asked = asyncio.create_task(desk.service.known(URI))
    await asyncio.sleep(0)
    desk.service.close(URI)
    with pytest.raises(JsonRpcContentModified):
        await asked
    assert await desk.service.known(URI) is None
    assert (desk.checked, desk.published) == (["甲"], [None])


@pytest.mark.parametrize("leave", ["cancel", "change"])
async def test_work_that_nobody_waits_for_is_told_to_end(desk: Desk, leave: str) -> None:
    desk.write(1, "甲")
    document = desk.service.documents[URI]
    begun, ended = threading.Event(), threading.Event()

    def job(is_wanted: Callable[[], bool]) -> None:
        begun.set()
        while is_wanted():
            ended.wait(0.01)
        ended.set()
        raise GivenUp

    asked = asyncio.create_task(desk.service.work_on(document, job))
    async with asyncio.timeout(PATIENCE):
        while not begun.is_set():
            await asyncio.sleep(0.01)
        if leave == "cancel":
            asked.cancel()
        else:
            desk.write(2, "乙")
        with pytest.raises(asyncio.CancelledError if leave == "cancel" else JsonRpcContentModified):
            await asked
        while not ended.is_set():
            await asyncio.sleep(0.01)


async def test_the_end_gives_up_what_goes_on(desk: Desk) -> None:
    desk.write(1, "甲")
    await desk.begun(1)
    asked = asyncio.create_task(desk.service.known(URI))
    await asyncio.sleep(0)
    desk.service.stop()
    async with asyncio.timeout(PATIENCE):
        with pytest.raises(JsonRpcContentModified):
            await asked
    assert desk.published == []


async def test_what_was_saved_last_is_followed_although_the_server_ends(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed: list[tuple[str, str]] = []
    monkeypatch.setattr(module, "follow", lambda before, now, *_: followed.append((before, now)))
    desk.service.open(Document(URI, 1, "甲", Path("/a.md")))
    await desk.begun(1)
    desk.service.documents[URI] = Document(URI, 2, "乙", Path("/a.md"))
    saving = asyncio.create_task(desk.service.save(URI))
    await asyncio.sleep(0)
    desk.service.stop()
    saving.cancel()  # as the loop does with all that is left
    await asyncio.gather(saving, return_exceptions=True)
    desk.service.end()
    assert followed == [("甲", "乙")]
