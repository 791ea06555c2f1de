"""What tests of the desk have in common: how it is opened, and waiting for what it does beside the screen."""

import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from textual.pilot import Pilot

from review_tui.tui.app import ReviewApp

Opened = Callable[..., AbstractAsyncContextManager[tuple[ReviewApp, Pilot[int]]]]
"""Opens the desk on articles of the known folder: the fixture `opened`."""

Listed = Callable[..., AbstractAsyncContextManager[tuple[ReviewApp, Pilot[int]]]]
"""Opens the list of the known folder's articles: the fixture `listed`."""

Burst = Callable[..., Awaitable[None]]
"""Sends keys as when the terminal has all of them at once, and waits for what they do: the fixture `burst`."""

_PATIENCE = 120  # seconds: a machine may be busy


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
