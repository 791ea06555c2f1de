"""A new rendering of a term, or a new term."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from review_tui.files.visible import visible
from review_tui.glossary.concept import Status


@dataclass(frozen=True, slots=True)
class Answer:
    """What was filled in. `concept` is the id or slug, `status` one of the five."""

    concept: str
    english: str
    chinese: str
    status: Status
    note: str


class Entry(ModalScreen[Answer | None]):
    """A form of five lines: Enter takes over, Tab goes on, Esc goes back."""

    DEFAULT_CSS = """
    Entry { align: center middle; }
    Entry > Vertical {
        width: 76;
        max-width: 95%;
        height: auto;
        border: round $primary;
        background: $surface;
        padding: 1 2;
    }
    Entry Input { border: none; height: 1; margin-bottom: 1; background: $boost; }
    """
    BINDINGS = [Binding("escape", "back", "Back", priority=True)]

    def __init__(self, concept: str, english: str, chinese: str, status: Status) -> None:
        """Take what the fields are filled with at first."""
        super().__init__()
        self._first = (concept, english, chinese, status.value, "")

    def compose(self) -> ComposeResult:
        """Show the form."""
        names = ("concept", "english", "chinese", "status", "note")
        labels = (
            "Concept (the slug of its article)",
            "English term, several with |",
            "Chinese rendering",
            "Status: preferred, admitted, deprecated, forbidden",
            "Note (why, for a rendering advised against)",
        )
        with Vertical():
            yield Static(Content("Glossary entry   Tab next field   Enter take over   Esc go back\n"))
            for name, label, value in zip(names, labels, self._first, strict=True):
                yield Static(Content(label))
                yield Input(visible(value), id=name)

    def on_mount(self) -> None:
        """Start in the field that is most likely to be typed."""
        self.query_one("#chinese" if self._first[0] else "#concept", Input).focus()

    def action_back(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def on_input_submitted(self) -> None:
        """Take over, where the status is one and there is a rendering."""
        fields = zip(self.query(Input), self._first, strict=True)
        values = {field.id: first if field.value == visible(first) else field.value.strip() for field, first in fields}
        try:
            status = Status(values["status"] or "admitted")
        except ValueError:
            self.notify(f"{values['status']!r} is no status", severity="error", markup=False)
            return
        if not values["concept"] or not values["chinese"]:
            self.notify("a concept and a rendering are needed", severity="error", markup=False)
            return
        self.dismiss(Answer(values["concept"], values["english"], values["chinese"], status, values["note"]))
