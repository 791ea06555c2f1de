"""The line between two panes: dragged with the mouse, it gives one of them more room."""

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widget import Widget


class Grip(Widget):
    """What can be dragged: the whole of it, unless a subclass says otherwise.

    `pane` is the id of the one that is resized, which lies below it, or on the side that a subclass says.
    """

    pane = ""
    _held = (0, 0)  # where the mouse was last, on the screen

    @dataclass
    class Dragged(Message):
        """The mouse was moved so that a pane has so many cells more."""

        pane: str
        cells: int

    def is_grip(self, event: events.MouseDown) -> bool:  # noqa: ARG002  for subclasses
        """Tell whether the mouse is where one can take hold."""
        return True

    def growth(self, right: int, down: int) -> int:  # noqa: ARG002  for subclasses
        """Return how many cells the pane has more when the mouse goes so many to the right and down."""
        return -down

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
            self.post_message(self.Dragged(self.pane, self.growth(right, down)))

    def on_mouse_up(self) -> None:
        """Let go."""
        if self.app.mouse_captured is self:
            self.release_mouse()


class Divider(Grip):
    """A column of blanks between two panes."""

    DEFAULT_CSS = """
    Divider { width: 1; height: 1fr; background: $background; &:hover { background: $primary; } }
    """

    def __init__(self, pane: str, *, is_on_left: bool) -> None:
        """Take the id of the pane that it makes wider or narrower, and whether that is on its left."""
        super().__init__(id=f"divide-{pane}")
        self.pane = pane
        self._is_on_left = is_on_left

    def growth(self, right: int, down: int) -> int:  # noqa: ARG002  it goes to the sides
        """Return how much wider the pane is when the mouse goes so many cells to the right."""
        return right if self._is_on_left else -right

    def render(self) -> str:
        """Draw nothing but the ground."""
        return ""
