"""What tests of the desk have in common: how it is opened, and waiting for what it does beside the screen."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from rich.cells import cell_len
from textual.geometry import Offset
from textual.pilot import Pilot

from review_tui.tui.app import ReviewApp
from review_tui.tui.background.work import NAME
from review_tui.tui.widgets.message_line import MessageLine
from review_tui.tui.widgets.section_editor import SectionEditor

Opened = Callable[..., AbstractAsyncContextManager[tuple[ReviewApp, Pilot[int]]]]
"""Opens the desk on articles of the known folder: the fixture `opened`."""

Listed = Callable[..., AbstractAsyncContextManager[tuple[ReviewApp, Pilot[int]]]]
"""Opens the list of the known folder's articles: the fixture `listed`."""

Burst = Callable[..., Awaitable[None]]
"""Sends keys as when the terminal has all of them at once, and waits for what they do: the fixture `burst`."""

TakenDown = Callable[[ReviewApp, Callable[[], object]], list[bool]]
"""Lets something tick once the screens have lost their panes at the end of the desk: the fixture `taken_down`."""

_PATIENCE = 120  # seconds: a machine may be busy
_CALM = 3  # turns of the loop in which nothing is ready to be done
_SOON = 0.025  # seconds: what is due by then is waited for, such as the next look at the screen
_LONG = 0.3  # seconds after which what comes again and again, or a thread that goes on, is no longer waited for


def text(app: ReviewApp) -> str:
    """Return the text of the article in focus."""
    return app.at.session.article.text


def code(app: ReviewApp) -> str:
    """Return the rule of the current finding, empty where there is none."""
    finding = app.at.finding
    return finding.rule.code if finding is not None else ""


def codes(app: ReviewApp) -> list[str]:
    """Return the rules of the open findings of the article in focus, in order."""
    return [finding.rule.code for finding in app.at.session.findings]


def said(app: ReviewApp) -> str:
    """Return the message that is shown."""
    return app.desk_screen.query_one(MessageLine).message


def editor(app: ReviewApp) -> SectionEditor:
    """Return the editor of the review screen."""
    return app.review.board.editor


def cell_of(app: ReviewApp, words: str) -> Offset:
    """Return where words stand on the screen, with the first of their cells."""
    lines = [strip.text for strip in app.screen._compositor.render_strips(app.size)]
    row = next(number for number, line in enumerate(lines) if words in line)
    return Offset(cell_len(lines[row].partition(words)[0]), row)


async def until_idle(_: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until the loop has nothing to do, now or soon, and no thread beside it either.

    It takes the place of Textual's `wait_for_idle`, which goes by the time of the processor.
    """
    loop = asyncio.get_running_loop()
    begun = time.monotonic()
    calm = 0
    while calm < _CALM and (past := time.monotonic() - begun) < max_sleep:
        await asyncio.sleep(0.002 if past < _LONG and _is_work_beside(loop) else 0)
        calm = 0 if loop._ready else calm + 1  # type: ignore[attr-defined]
        if calm == _CALM and past < _LONG and (due := _due_soon(loop)):
            await asyncio.sleep(due)
            calm = 0


def _due_soon(loop: asyncio.AbstractEventLoop) -> float:
    """Return in how many seconds the next thing is due that is due soon, or 0."""
    waits = (timer.when() - loop.time() for timer in loop._scheduled if not timer.cancelled())  # type: ignore[attr-defined]
    return max(0.001, soonest) if (soonest := min(waits, default=_SOON)) < _SOON else 0


def _is_work_beside(loop: asyncio.AbstractEventLoop) -> bool:
    executor = loop._default_executor  # type: ignore[attr-defined]
    if executor is not None and executor._idle_semaphore._value < len(executor._threads):
        return True
    return any(thread.name == NAME for thread in threading.enumerate())


async def until(pilot: Pilot[int], what: Callable[[], bool]) -> None:
    """Wait until something holds; fail where it does not for minutes."""
    end = time.monotonic() + _PATIENCE
    while not what():
        assert time.monotonic() < end
        await pilot.pause(0.01)


async def wait_for(pilot: Pilot[int], app: ReviewApp, screen: type) -> None:
    """Wait until a screen of a class is in front."""
    await until(pilot, lambda: isinstance(app.screen, screen))


def spaced(folder: Path, text: str) -> Path:
    """Write an article whose spaces before full-width marks are all that is looked for; return its file."""
    file = folder / "spaces.md"
    file.write_text(text, "utf-8")
    (folder / "review-tui.toml").write_text('select = ["P401"]\n', "utf-8")
    return file
