"""A field that holds one of the statuses of a rendering."""

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.reactive import reactive
from textual.widgets import Static

from review_tui.glossary.concept import Status
from review_tui.tui.widgets.concept_card import LETTERS

STATUSES = tuple(Status)

_HELP = ("?", "？")  # which is a key everywhere but in a text


class StatusChoice(Static, can_focus=True):
    """Left and right, a click, the sign of a status or its first letter change it."""

    DEFAULT_CSS = """
    StatusChoice { height: 1; background: $boost; &:focus { background: $primary; color: $text; } }
    """
    BINDINGS = [
        Binding("left", "change(-1)", "Before", show=False),
        Binding("right,space,ideographic_space", "change(1)", "Next", show=False),
    ]
    status: reactive[Status] = reactive(Status.ADMITTED)

    def __init__(self) -> None:
        super().__init__(id="entry-status", markup=False)

    def render(self) -> Text:
        """Return the status between arrows."""
        return Text(f"< {self.status.value} >")

    def action_change(self, step: int) -> None:
        """Take the next status, round and round."""
        self.status = STATUSES[(STATUSES.index(self.status) + step) % len(STATUSES)]

    def on_key(self, event: events.Key) -> None:
        """Take a status by its sign or letter; no other character is a key of the desk while a form is filled in."""
        character = event.character or ""
        if not event.is_printable or character in (" ", "\u3000", *_HELP):
            return
        event.stop()
        event.prevent_default()
        meant = [each for each in STATUSES if each.value[0] == character.lower() or character in _signs(each)]
        if meant:
            self.status = meant[(meant.index(self.status) + 1) % len(meant) if self.status in meant else 0]

    def on_click(self, event: events.Click) -> None:
        """Take the next status."""
        event.stop()
        self.action_change(1)


def _signs(status: Status) -> tuple[str, ...]:
    """Return the sign of a status on the card of a term, and what an input method makes of it."""
    sign = LETTERS[status]
    return sign, chr(ord(sign) + 0xFEE0)
