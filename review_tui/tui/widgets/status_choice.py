"""A field that holds one of the statuses of a rendering."""

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.reactive import reactive
from textual.widgets import Static

from review_tui.glossary.concept import Status

STATUSES = (Status.PREFERRED, Status.ADMITTED, Status.DEPRECATED, Status.FORBIDDEN, Status.PROVISIONAL)


class StatusChoice(Static, can_focus=True):
    """Left and right, or a click, change it."""

    DEFAULT_CSS = """
    StatusChoice { height: 1; background: $boost; &:focus { background: $primary; color: $text; } }
    """
    BINDINGS = [
        Binding("left", "change(-1)", "Before", show=False),
        Binding("right,space", "change(1)", "Next", show=False),
    ]
    status: reactive[Status] = reactive(Status.ADMITTED)

    def __init__(self, status: Status, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id, markup=False)
        self.set_reactive(StatusChoice.status, status)

    def render(self) -> Text:
        """Return the status between arrows."""
        return Text(f"< {self.status.value} >")

    def action_change(self, step: int) -> None:
        """Take the next status, round and round."""
        self.status = STATUSES[(STATUSES.index(self.status) + step) % len(STATUSES)]

    def on_click(self, event: events.Click) -> None:
        """Take the next status."""
        event.stop()
        self.action_change(1)
