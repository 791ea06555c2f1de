"""The line between two panes: dragged with the mouse, it gives one of them more room."""

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widget import Widget


class Grip(Widget):
    """What can be dragged: the whole of it, unless a subclass says otherwise. `pane` is the one that is resized."""

    pane = ""
    _held = (0, 0)  # where the mouse was last, on the screen

    @dataclass
    class Dragged(Message):
        """The mouse was moved by so many cells while the grip was held."""

        pane: str
        right: int
        down: int

    def is_grip(self, event: events.MouseDown) -> bool:  # noqa: ARG002  for subclasses
        """Tell whether the mouse is where one can take hold."""
        return True

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold."""
        if self.is_grip(event):
            self._held = (event.screen_x, event.screen_y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move along."""
        right, down = event.screen_x - self._held[0], event.screen_y - self._held[1]
        if self.app.mouse_captured is self and (right or down):
            self._held = (event.screen_x, event.screen_y)
            self.post_message(self.Dragged(self.pane, right, down))

    def on_mouse_up(self) -> None:
        """Let go."""
        if self.app.mouse_captured is self:
            self.release_mouse()


class Divider(Grip):
    """A column of blanks between two panes."""

    DEFAULT_CSS = """
    Divider { width: 1; height: 1fr; background: $background; &:hover { background: $primary; } }
    """

    def __init__(self, pane: str) -> None:
        """Take the id of the pane that it makes wider or narrower."""
        super().__init__(id=f"divide-{pane}")
        self.pane = pane

    def render(self) -> str:
        """Draw nothing but the ground."""
        return ""
