"""Saving to a disk that is full, read-only, or asleep: the keys work, a message says why, and nothing is lost."""

import errno
import os
import stat
import threading
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from review_tui.article import Edit, Span
from review_tui.files import atomic, stamp
from review_tui.review.journal import Journal
from review_tui.tui.app import ReviewApp
from review_tui.tui.widgets.messageline import MessageLine

Opened = Callable[..., AbstractAsyncContextManager[tuple[ReviewApp, Pilot[int]]]]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is said, as it is."""
    messages: list[str] = []
    monkeypatch.setattr(MessageLine, "say", lambda _, message, **__: messages.append(message))
    return messages


def put(app: ReviewApp, word: str) -> None:
    app.desk.edit(app.at.session, (Edit(Span(0, 0), word),), "type")


async def until(pilot: Pilot[int], what: Callable[[], bool]) -> None:
    for _ in range(500):
        if what():
            return
        await pilot.pause(0.01)
    raise AssertionError


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full; make room and try again"),
        (errno.EDQUOT, "your disk quota is used up"),
        (errno.EROFS, "it lies on a read-only file system"),
    ],
)
async def test_what_cannot_be_saved_stays(
    opened: Opened, desk_folder: Path, said: list[str], monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    real = os.fsync

    def fail(handle: int) -> None:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(code, os.strerror(code))
        real(handle)

    async with opened("a.md") as (app, pilot):
        before = (desk_folder / "a.md").read_bytes()
        put(app, "我的")
        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", fail)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: any(words in message and "still here" in message for message in said))
        assert (desk_folder / "a.md").read_bytes() == before
        assert app.at.session.is_dirty
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not app.at.session.is_dirty)
        assert (desk_folder / "a.md").read_text("utf-8").startswith("我的")


async def test_the_journal_takes_the_text_before_the_file_does(
    opened: Opened, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else an older draft would be offered after a kill that comes right after saving."""
    kept: list[str] = []
    real = atomic.write

    def write(*args: object, **named: object) -> object:
        kept.extend(place.read_text("utf-8") for place in Journal().folder.glob("*.json"))
        return real(*args, **named)  # type: ignore[arg-type]

    async with opened("a.md") as (app, pilot):
        put(app, "一")
        app.safety.keep_now()
        put(app, "二")
        monkeypatch.setattr("review_tui.review.session.write", write)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not app.at.session.is_dirty)
        assert len(kept) == 1
        assert "二一" in kept[0]


async def test_a_disk_that_sleeps_does_not_hold_up_the_keys(
    opened: Opened, desk_folder: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    awake = threading.Event()
    real = atomic.write

    def slow(*args: object, **named: object) -> object:
        awake.wait(20)
        return real(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("review_tui.review.session.write", slow)
    async with opened("a.md") as (app, pilot):
        put(app, "一")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: any("takes long" in message for message in said))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: any("still being saved" in message for message in said))
        put(app, "二")  # one may go on
        awake.set()
        await until(pilot, lambda: (desk_folder / "a.md").read_text("utf-8").startswith("一"))
        await until(pilot, lambda: not app.desk.saving)
        assert app.at.session.is_dirty
        await pilot.press("ctrl+s")
        await until(pilot, lambda: (desk_folder / "a.md").read_text("utf-8").startswith("二一"))


async def test_a_disk_that_sleeps_does_not_hold_up_the_watch(
    opened: Opened, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    awake = threading.Event()
    real = stamp.changed

    def slow(*args: object) -> bool:
        awake.wait(20)
        return real(*args)  # type: ignore[arg-type]

    async with opened("a.md") as (app, pilot):
        with monkeypatch.context() as asleep:
            asleep.setattr("review_tui.review.session.changed", slow)
            app.watch_files()
            put(app, "一")
            assert app.at.session.article.text.startswith("一")
            await pilot.press("ctrl+z")
            assert not app.at.session.is_dirty
            (desk_folder / "a.md").write_text("##他们的\n", encoding="utf-8")
            awake.set()
        await until(pilot, lambda: app.watch_files() or app.at.session.article.text == "##他们的\n")  # type: ignore[func-returns-value]
