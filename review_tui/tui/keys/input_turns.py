"""Keys, clicks and pastes, one after the other: each acts on what the one before it came to.

Textual hands a key on at once. What it comes to travels from widget to widget in messages, and the next key may be
there before them: `Down Enter` in one breath then fixes the finding that the cursor has left.
"""

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from textual.events import Event

from review_tui.tui.compat import is_at_rest

if TYPE_CHECKING:
    from textual.app import App

_CALM = 5  # turns of the loop without a message after which nothing follows any more: workers begin in between
_QUICK = 200  # turns that are taken as fast as they come
_MOST = 300  # turns after which nobody is waited for any longer, such as a widget that waits for a disk
_PAUSE = 0.005  # seconds between two turns that are not quick


class InputTurns:
    """Lets one event at a time through to an app; those that come meanwhile wait."""

    def __init__(self, app: "App[int]") -> None:
        self._app = app
        self._waiting: deque[Event] = deque()
        self._following: Event | None = None  # the one whose turn it is
        self.is_busy = False

    def lets_in(self, event: Event) -> bool:
        """Tell whether it is the turn of an event; where it is not, the app gets it again when it is."""
        if self.is_busy and event is not self._following:
            self._waiting.append(event)
            return False
        self.is_busy, self._following = True, None
        self._app.run_worker(self._go_on(), group="in turn")
        return True

    async def _go_on(self) -> None:
        """Wait until an event is through, and let the next one follow."""
        await _until_calm(self._app)
        if self._waiting:
            self._following = self._waiting.popleft()
            self._app.post_message(self._following)
        else:
            self.is_busy = False


async def _until_calm(app: "App[int]") -> None:
    """Wait until no widget has anything left to do, but for what goes on in the background."""
    calm = 0
    for turn in range(_MOST):
        calm = calm + 1 if _is_calm(app) else 0
        if calm == _CALM:
            return
        await asyncio.sleep(0 if turn < _QUICK else _PAUSE)


def _is_calm(app: "App[int]") -> bool:
    if not is_at_rest(app):
        return False
    return not app.screen_stack or all(map(is_at_rest, app.screen.walk_children(with_self=True)))
