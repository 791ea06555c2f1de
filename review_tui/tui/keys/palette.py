"""The command palette: every action, found by words of what it does, or by its key."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen

from review_tui.text.cells import wrap
from review_tui.tui.keys.action import Action, key_name, shown_keys
from review_tui.tui.screens.desk_screen import DeskScreen

if TYPE_CHECKING:
    from review_tui.tui.app import ReviewApp

_BESIDE = 8  # cells beside the rows, and before what goes on in a second line
_LEAST = 20  # cells that those have
_KEY, _START = 2000.0, 1000.0  # scores of a key and of its beginning: above any words
_JOINED = re.compile(r"(?<=[a-z])[-\s]+(?=\S)")  # ctrl-r, ctrl r


class Command(NamedTuple):
    """What the palette offers: its title, what stands below that, what it does, and its keys."""

    title: str
    keys: str
    run: Callable[[], Any]
    found_by: tuple[str, ...] = ()


class Palette(Provider):
    """Finds commands for the palette."""

    async def discover(self) -> Hits:
        """Yield all of them, in the order of their titles."""
        for command in sorted(self._commands(), key=lambda command: command.title):
            yield DiscoveryHit(command.title, command.run, help=command.keys)

    async def search(self, query: str) -> Hits:
        """Yield those that the words are about, and before them those with that key."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = _score_of_keys(command.found_by, query) or matcher.match(command.title)
            if score > 0:
                yield Hit(score, matcher.highlight(command.title), command.run, help=command.keys)

    def _commands(self) -> Iterator[Command]:
        return commands(cast("ReviewApp", self.app), self.screen)


def commands(app: "ReviewApp", screen: Screen[Any]) -> Iterator[Command]:
    """Yield what can be done on a screen; what stands below a name is set in."""
    cells = max(_LEAST, app.size.width - _BESIDE)
    if isinstance(screen, DeskScreen):
        for action in screen.actions:
            if not action.numbered and action.place.takes_in(screen.PLACE):
                title = "\n  ".join(wrap(action.description, cells))
                yield Command(title, f"  key {shown_keys(action)}", partial(screen.do, action.name), _names(action))
    yield Command("Change the theme", "  colours, also those of the terminal", app.action_change_theme)


def _names(action: Action) -> tuple[str, ...]:
    """Return what its keys are called; letters by themselves tell large from small."""
    names = (key_name(key) for key in action.every_key)
    return tuple(name if len(name) == 1 else name.lower() for name in names)


def _score_of_keys(names: tuple[str, ...], query: str) -> float:
    """Return how well a query names one of these keys: wholly, or by its beginning; 0 where it does not."""
    query = query.strip()
    if query in names:
        return _KEY
    wanted = _JOINED.sub("+", query.lower()).replace("^", "ctrl+", 1)
    if wanted in names:
        return _KEY
    is_beginning = len(wanted) > 1 and any(name.startswith(wanted) for name in names)
    return _START if is_beginning else 0.0
