"""The line at the bottom: the few keys that matter here. Each can be clicked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import Static

from review_tui.text.cells import width

_MOST = 9
_GAP = "   "  # between two hints


class Hint(NamedTuple):
    """A key, what it does in a word, and the name of the action; of a key of one pane, Textual's name of it."""

    key: str
    label: str
    action: str


def fitting(hints: Sequence[Hint], cells: int) -> tuple[Hint, ...]:
    """Return as many hints as fit into a line, the first ones first; the last one is among them whatever fits."""
    shown: list[Hint] = []
    left = cells + width(_GAP) - sum(map(_cells, hints[-1:]))
    for hint in hints[: min(_MOST, len(hints)) - 1]:
        left -= _cells(hint)
        if left < 0:
            break
        shown.append(hint)
    return (*shown, *hints[-1:])


def _cells(hint: Hint) -> int:
    """Return the cells that a hint takes, with what parts it from the next."""
    return width(f"{hint.key} {hint.label}{_GAP}")


class KeyBar(Static):
    """Shows as many hints as fit, the most wanted first."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; color: $text-muted; padding: 0 1; }
    KeyBar:ansi { text-style: reverse; }
    """

    @dataclass
    class Pressed(Message):
        """A hint was clicked."""

        action: str

    def __init__(self) -> None:
        super().__init__(id="keys", markup=False)
        self._loaded: tuple[list[Hint], int] | None = None

    def load(self, hints: Sequence[Hint]) -> None:
        """Show these hints; the last one stays in view whatever the width."""
        cells = self.size.width - 2
        if self._loaded == (list(hints), cells):
            return
        self._loaded = (list(hints), cells)
        text = Text(no_wrap=True, overflow="crop")
        for place, (key, label, action) in enumerate(fitting(hints, cells)):
            text.append(_GAP if place else "")
            text.append(key, Style(bold=True, meta={"action": action}))
            text.append(f" {label}", Style(meta={"action": action}))
        self.update(text, layout=False)

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        action = event.style.meta.get("action")
        if isinstance(action, str):
            self.post_message(self.Pressed(action))
