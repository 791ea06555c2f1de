"""Drawing over a slow line: what the terminal shows already is not sent to it again.

Textual keeps private how it draws: the test of this fails where that changes.
"""

from collections.abc import Iterator
from typing import cast

from rich.console import Console, RenderableType
from rich.control import Control
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

_Row = dict[int, tuple[int, str]]  # where stretches begin: where they end (both in cells), and what is drawn there


class Terminal:
    """Knows what the terminal shows, stretch by stretch of its rows.

    Textual sends all of a widget, down to its last row, where a character of it is another: 8 KB for each that is
    typed, on a screen of 80 by 24 cells. When all of the screen is drawn, all of it is sent, so that a dialog that
    comes or goes mends what another program wrote over the desk.
    """

    def __init__(self) -> None:
        self._rows: dict[int, _Row] = {}

    def forget(self) -> None:
        """Know nothing any more: another program had the terminal, or its size is another."""
        self._rows.clear()

    def only_new(self, update: RenderableType | None) -> RenderableType | None:
        """Return of an update of the screen what is to be sent."""
        if isinstance(update, LayoutUpdate):
            self.forget()
        return cast(RenderableType, _Stretches(self, update)) if isinstance(update, ChopsUpdate) else update

    def take(self, row: int, start: int, end: int, drawn: str) -> bool:
        """Note what a stretch of a row shows from now on, in cells; tell whether that is new."""
        known = self._rows.setdefault(row, {})
        if known.get(start) == (end, drawn):
            return False
        for other in [other for other, (its_end, _) in known.items() if other < end and its_end > start]:
            del known[other]
        known[start] = (end, drawn)
        return True


class _Stretches(CompositorUpdate):
    """What is new of an update. Only what is sent indeed is asked for, and so noted as shown."""

    def __init__(self, terminal: Terminal, update: ChopsUpdate) -> None:
        self._terminal, self._update = terminal, update

    def render_segments(self, console: Console) -> str:
        """Return what the terminal is sent."""
        sent: list[str] = []
        for row, start, strip in _stretches(self._update):
            drawn = strip.render(console)
            if self._terminal.take(row, start, start + strip.cell_length, drawn):
                sent += (Control.move_to(start, row).segment.text, drawn)
        return "".join(sent)


def _stretches(update: ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Yield what an update draws: the row, the cell it begins at, and what stands there."""
    for row, first, last in update.spans:
        for end, (start, strip) in zip(update.chop_ends[row], update.chops[row].items(), strict=False):
            if strip is not None and start <= last and end > first:
                is_whole = first <= start < last and end <= last
                yield row, start, strip if is_whole else strip.crop(0, min(end, last) - start)
