"""Settling a term: which of its renderings is preferred, admitted, deprecated, forbidden."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from review_tui.files.visible import visible
from review_tui.glossary.concept import Concept, Status

_CYCLE = (Status.PREFERRED, Status.ADMITTED, Status.DEPRECATED, Status.FORBIDDEN)


class Settle(ModalScreen[tuple[str, Status] | None]):
    """Answers with a rendering and its new status. Digits prefer, arrows choose and change."""

    DEFAULT_CSS = """
    Settle { align: center middle; }
    Settle > Vertical {
        width: 76;
        max-width: 95%;
        height: auto;
        max-height: 90%;
        border: round $primary;
        background: $surface;
        padding: 1 2;
    }
    """

    def __init__(self, concept: Concept, counts: dict[str, int]) -> None:
        """Take the concept and how often each of its renderings stands in the article."""
        super().__init__()
        self._concept = concept
        self._counts = counts
        used = [item for item in concept.renderings if counts.get(item.zh)]
        rest = [item for item in concept.renderings if not counts.get(item.zh)]
        self._renderings = [*used, *rest][:9]
        self._statuses = [item.status for item in self._renderings]
        self._cursor = 0

    def compose(self) -> ComposeResult:
        """Show the renderings and the keys."""
        with Vertical():
            yield Static(Content(f"{visible(self._concept.label)}: settle its renderings"))
            yield Static(id="choices")
            yield Static(Content("1-9 prefer   arrows choose and change   Enter take over   Esc go back"))

    def on_mount(self) -> None:
        """Draw the list."""
        self._draw()

    def _draw(self) -> None:
        lines = [
            f"{'>' if place == self._cursor else ' '} {place + 1} {visible(item.zh)}  "
            f"x{self._counts.get(item.zh, 0)}  {self._statuses[place].value}"
            for place, item in enumerate(self._renderings)
        ]
        self.query_one("#choices", Static).update(Content("\n" + "\n".join(lines) + "\n"))

    def on_key(self, event: events.Key) -> None:
        """Move, change, take over or go back."""
        event.stop()
        if event.key == "escape":
            self.dismiss(None)
        elif event.key.isdigit() and 0 < int(event.key) <= len(self._renderings):
            self.dismiss((self._renderings[int(event.key) - 1].zh, Status.PREFERRED))
        elif event.key in ("up", "down"):
            self._cursor = (self._cursor + (1 if event.key == "down" else -1)) % max(1, len(self._renderings))
        elif event.key in ("left", "right") and self._renderings:
            now = self._statuses[self._cursor]
            place = _CYCLE.index(now) if now in _CYCLE else 0
            self._statuses[self._cursor] = _CYCLE[(place + (1 if event.key == "right" else -1)) % len(_CYCLE)]
        elif event.key == "enter" and self._renderings:
            self.dismiss((self._renderings[self._cursor].zh, self._statuses[self._cursor]))
        if event.key in ("up", "down", "left", "right"):
            self._draw()
