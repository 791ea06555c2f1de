"""How far something is that takes a while; Esc ends it where it is."""

import asyncio
import time
from collections.abc import AsyncGenerator, Generator
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Static

from review_tui.tui.screens.dialog import Dialog, dialog_box

if TYPE_CHECKING:
    from textual.app import App

SOON = 0.5  # seconds after which something is worth a bar
_TURN = 0.03  # seconds of work between two times that keys and the screen have their turn
_BAR = 60  # cells


class Progress(Dialog[None]):
    """A bar over the desk."""

    DEFAULT_CSS = """
    Progress > #box { width: 70; }
    """

    def __init__(self, title: str, total: int) -> None:
        """Take what is being done, and how many times."""
        super().__init__()
        self._title, self._total = title, total
        self.is_cancelled = False

    def compose(self) -> ComposeResult:
        """Show an empty bar."""
        with dialog_box(self._title, "Esc stop here"):
            yield Static(progress_bar(0, self._total, _BAR), id="bar", markup=False)

    def advance(self, done: int) -> None:
        """Say how much is done."""
        for bar in self.query("#bar").results(Static):
            bar.update(progress_bar(done, self._total, _BAR), layout=False)

    def action_back(self) -> None:
        """Stop."""
        self.is_cancelled = True


def progress_bar(done: int, total: int, cells: int) -> str:
    """Return a bar of so many cells, and the numbers behind it."""
    filled = cells * min(done, total) // max(1, total)
    return f"[{'#' * filled}{'.' * (cells - filled)}] {done:,}/{total:,}"


async def turns(steps: Generator[int, None, None]) -> AsyncGenerator[int, None]:
    """Yield from a generator of steps as an asynchronous one; closing this closes that."""
    try:
        for done in steps:
            yield done
    finally:
        steps.close()


async def watched(app: "App[int]", title: str, total: int, steps: AsyncGenerator[int, None]) -> bool:
    """Go through some steps, each of which says how many are done; tell whether that came to its end.

    Keys and the screen have their turn meanwhile; what takes longer than half a second is shown, and Esc ends it.
    """
    began = turn = time.monotonic()
    shown: Progress | None = None
    try:
        async for done in steps:
            now = time.monotonic()
            if shown is None and now - began > SOON:
                shown = Progress(title, total)
                await app.push_screen(shown)
            if now - turn > _TURN:
                if shown is not None:
                    shown.advance(done)
                await asyncio.sleep(0.001)
                turn = time.monotonic()
            if shown is not None and shown.is_cancelled:
                return False
        return True
    finally:
        await steps.aclose()
        if shown is not None:
            shown.end(None)
