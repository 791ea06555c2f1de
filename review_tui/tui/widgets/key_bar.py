"""The line at the bottom: the few keys that matter here. Each can be clicked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import Static

_MOST = 9


class Hint(NamedTuple):
    """A key, what it does in a word, and the name of the action; of a key of one pane, Textual's name of it."""

    key: str
    label: str
    action: str


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
        self._hints: tuple[Hint, ...] = ()
        self._loaded: tuple[list[Hint], int] | None = None

    def load(self, hints: Sequence[Hint]) -> None:
        """Show these hints; the last one stays in view whatever the width."""
        width = self.size.width - 2
        if self._loaded == (list(hints), width):
            return
        self._loaded = (list(hints), width)
        last = hints[-1:]
        left = width - sum(len(hint.key) + len(hint.label) + 4 for hint in last)
        shown: list[Hint] = []
        for hint in hints[:-1]:
            left -= len(hint.key) + len(hint.label) + 4
            if left < 0 or len(shown) >= _MOST - 1:
                break
            shown.append(hint)
        self._hints = (*shown, *last)
        text = Text(no_wrap=True, overflow="crop")
        for place, (key, label, action) in enumerate(self._hints):
            text.append("   " if place else "")
            text.append(key, Style(bold=True, meta={"action": action}))
            text.append(f" {label}", Style(meta={"action": action}))
        self.update(text, layout=False)

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        action = event.style.meta.get("action")
        if isinstance(action, str):
            self.post_message(self.Pressed(action))
