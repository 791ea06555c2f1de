"""The form under the glossary: a rendering to add or to change, or a new term."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Grid
from textual.message import Message
from textual.widgets import Input, Static

from review_tui.files.visible import visible
from review_tui.glossary.concept import Status
from review_tui.tui.widgets.statuschoice import StatusChoice


@dataclass(frozen=True, slots=True)
class Entry:
    """What the form holds: `concept` is the id or slug, `english` the terms with `|` between them."""

    concept: str = ""
    english: str = ""
    chinese: str = ""
    status: Status = Status.ADMITTED
    note: str = ""


class EntryForm(Grid):
    """Enter takes over, Tab goes on, Esc goes back."""

    DEFAULT_CSS = """
    EntryForm {
        display: none; height: auto; grid-size: 2; grid-columns: 8 1fr; grid-rows: 1; grid-gutter: 0; padding: 0 1;
        &.-open { display: block; }
        & > .entry--wide { column-span: 2; height: 1; color: $text-muted; text-style: italic; }
        & Input { border: none; height: 1; padding: 0; background: $boost; }
        & Input:focus { background: $primary-muted; }
        & Static { height: 1; color: $text-muted; }
    }
    EntryForm.-open { display: block; layout: grid; }
    """
    BINDINGS = [
        Binding("enter", "submit", "Take over", show=False),
        Binding("escape", "back", "Back", show=False),
        Binding("down", "app.focus_next", "Next field", show=False),
        Binding("up", "app.focus_previous", "Previous field", show=False),
    ]

    _first = Entry()

    class Submitted(Message):
        """The form was filled in."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    class Left(Message):
        """The form was left without an answer."""

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        yield Static("", id="entry-title", classes="entry--wide", markup=False)
        for name, label in (("concept", "slug"), ("english", "English"), ("chinese", "Chinese")):
            yield Static(label, markup=False)
            yield Input(id=f"entry-{name}")
        yield Static("status", markup=False)
        yield StatusChoice(Status.ADMITTED, id="entry-status")
        yield Static("note", markup=False)
        yield Input(id="entry-note")
        yield Static("Enter take over  Tab next  Esc back", classes="entry--wide", markup=False)

    @property
    def is_open(self) -> bool:
        """Tell whether the form is being filled in."""
        return self.has_class("-open")

    def open(self, entry: Entry, title: str) -> None:
        """Show the form, filled in as far as is known, at the first field that is empty."""
        self._first = entry
        self.query_one("#entry-title", Static).update(visible(title))
        for name in _NAMES:
            self.query_one(f"#entry-{name}", Input).value = visible(getattr(entry, name))
        self.query_one(StatusChoice).status = entry.status
        self.add_class("-open")
        empty = next((name for name in ("concept", "english", "chinese") if not getattr(entry, name)), "chinese")
        self.query_one(f"#entry-{empty}", Input).focus()

    def close(self) -> None:
        """Hide the form."""
        self.remove_class("-open")

    @on(Input.Submitted)
    def action_submit(self, event: Input.Submitted | None = None) -> None:
        """Take over what is filled in."""
        if event is not None:
            event.stop()
        values = {name: self._value(name) for name in _NAMES}
        self.post_message(self.Submitted(Entry(**values, status=self.query_one(StatusChoice).status)))

    def _value(self, name: str) -> str:
        """Return what a field holds; what nobody changed is as it was, however it was shown."""
        typed, first = self.query_one(f"#entry-{name}", Input).value, str(getattr(self._first, name))
        return first if typed == visible(first) else typed.strip()

    def action_back(self) -> None:
        """Leave without an answer."""
        self.post_message(self.Left())


_NAMES = ("concept", "english", "chinese", "note")
