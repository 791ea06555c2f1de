"""Jump mode: a letter or digit on everything that one may want to go to, and one key to go there."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from review_tui.text.narrow import narrowed

LABELS = "123456789abcdefghijklmnopqrstuvwxyz"
"""Digits first: they pass a Chinese input method."""


class Target(NamedTuple):
    """Something to go to: where its label is put, in cells from the top left, and how one gets there."""

    x: int
    y: int
    go: Callable[[], object]


class Jump(ModalScreen[Target]):
    """Labels over the screen. The key of a label answers with its target, any other key with None."""

    DEFAULT_CSS = """
    Jump {
        background: transparent; layers: labels;
        & > Static {
            layer: labels; position: absolute; width: 3; height: 1;
            background: $accent; color: $text; text-style: bold reverse; content-align: center middle;
        }
    }
    """

    def __init__(self, targets: Sequence[Target]) -> None:
        """Take the targets, the most wanted first; those without a label of their own are left out."""
        super().__init__()
        self.targets = dict(zip(LABELS, targets, strict=False))
        self._room: Size | None = None  # in which the targets are where they are

    def compose(self) -> ComposeResult:
        """Put a label on each target."""
        for label, target in self.targets.items():
            shown = Static(f" {label} ", markup=False)
            shown.styles.offset = (target.x, target.y)
            yield shown

    def on_resize(self, event: events.Resize) -> None:
        """Go away in a terminal of another size: the labels would stand on other things."""
        if self._room not in (None, event.size):
            self.dismiss(None)
        self._room = event.size

    def on_key(self, event: events.Key) -> None:
        """Go there, or away."""
        event.stop()
        event.prevent_default()
        self.dismiss(self.targets.get(narrowed(event.character or "").lower()))

    def on_click(self, event: events.Click) -> None:
        """Go to the label that was clicked, or away."""
        hit = [each for each in self.targets.values() if each.y == event.screen_y and 0 <= event.screen_x - each.x < 3]
        self.dismiss(hit[-1] if hit else None)
