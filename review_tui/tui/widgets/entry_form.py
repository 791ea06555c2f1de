"""The form under the glossary: a rendering to add or to change, or a new term."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Grid
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from review_tui.review.terms.term_form import FormEntry
from review_tui.text.visible import visible
from review_tui.tui.widgets.status_choice import StatusChoice


@dataclass(frozen=True, slots=True)
class Blank:
    """A form before it is filled in: what is known so far, and what fills in what the glossary has besides.

    `edited` is the rendering that it was opened to edit, which other words rename; None where it is to add one.
    """

    title: str
    entry: FormEntry
    fill: Callable[[FormEntry], FormEntry]
    edited: FormEntry | None = None


class EntryForm(Grid):
    """Enter takes over, Tab goes on, Esc goes back.

    Slug and Chinese say what the form is about: the fields that nobody typed in show what the glossary has of that.
    """

    DEFAULT_CSS = """
    EntryForm {
        display: none; height: auto; grid-size: 2; grid-columns: 11 1fr; grid-rows: 1; grid-gutter: 0; padding: 0 1;
        &.-open { display: block; }
        & > .entry--wide { column-span: 2; height: 1; color: $text-muted; text-style: italic; }
        & Input { background: $boost; }
        & Input:focus { background: $primary-muted; }
        & Static { height: 1; color: $text-muted; }
    }
    EntryForm.-open { display: block; layout: grid; }
    """
    BINDINGS = [
        Binding("enter", "submit", "Take over", show=False),
        Binding("escape", "back", "Back", show=False),
        Binding("tab,down", "turn(1)", "Next field", show=False),
        Binding("shift+tab,up", "turn(-1)", "Previous field", show=False),
    ]

    _blank = Blank("", FormEntry(), lambda entry: entry)
    _first = _opened_with = FormEntry()  # what stands in the fields that nobody typed in, and stood there first
    _at: Widget | None = None
    is_taken_over = False  # now, which may take a while

    @dataclass
    class Submitted(Message):
        """The form was filled in; `first` is what it held before anybody typed, `edited` that of its `Blank`."""

        entry: FormEntry
        first: FormEntry
        edited: FormEntry | None

    class Left(Message):
        """The form was left without an answer."""

    def _parts(self) -> ComposeResult:
        """Yield the title and the fields: half of all that the desk is made of, so they wait until they are wanted."""
        yield Static("", id="entry-title", classes="entry--wide", markup=False)
        for name in ("concept", "english", "definition", "chinese"):
            yield from self._field(name)
        yield Static("status", markup=False)
        yield StatusChoice()
        for name in ("context", "note"):
            yield from self._field(name)
        yield Static("Enter take over  Tab next  Esc back", classes="entry--wide", markup=False)

    def _field(self, name: str) -> ComposeResult:
        yield Static(_LABELS.get(name, name), markup=False)
        yield Input(id=f"entry-{name}", compact=True)

    @property
    def fields(self) -> list[Widget]:
        """Return the fields, in order."""
        return list(self.query("Input, StatusChoice"))

    @property
    def field(self) -> Widget:
        """Return the field that one is in, or was in last."""
        return self._at or self.fields[0]

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep in mind which field one is in."""
        self._at = event.widget

    def action_turn(self, step: int) -> None:
        """Go to the next field, or the one before, round and round."""
        fields = self.fields
        fields[(fields.index(self.field) + step) % len(fields)].focus()

    @property
    def is_open(self) -> bool:
        """Tell whether the form is being filled in."""
        return self.has_class("-open")

    def open(self, blank: Blank) -> None:
        """Show the form, filled in as far as is known, at the first field that is empty."""
        if not self.children:
            self.mount(*self._parts())
        self._blank, self._first = blank, blank.fill(blank.entry)
        self._opened_with = self._first
        self.query_one("#entry-title", Static).update(visible(blank.title))
        for name in _NAMES:
            self._input(name).value = visible(getattr(self._first, name))
        self.query_one(StatusChoice).status = self._first.status
        self.add_class("-open")
        empty = next((name for name in ("concept", "english", "chinese") if not getattr(self._first, name)), "chinese")
        words = self._input("chinese")
        words.select_on_focus = blank.edited is None  # the first letter would take the place of what is to be edited
        words.cursor_position = len(words.value)
        self._input(empty).focus()

    def _input(self, name: str) -> Input:
        return self.query_one(f"#entry-{name}", Input)

    @on(Input.Changed, "#entry-concept, #entry-chinese")
    def _fill_in(self, event: Input.Changed | None = None) -> None:
        """Show what the glossary has of another term or rendering, but not over what was typed."""
        if event is not None:
            event.stop()
        subject = replace(self._blank.entry, concept=self._value("concept"), chinese=self._value("chinese"))
        before, self._first = self._first, self._blank.fill(subject)
        for name in _NAMES:
            if name not in _SUBJECT and self._input(name).value == visible(getattr(before, name)):
                self._input(name).value = visible(getattr(self._first, name))
        status = self.query_one(StatusChoice)
        if status.status is before.status:
            status.status = self._first.status

    def close(self) -> None:
        """Hide the form."""
        self.remove_class("-open")

    @on(Input.Submitted)
    def action_submit(self, event: Input.Submitted | None = None) -> None:
        """Take over what is filled in."""
        if event is not None:
            event.stop()
        self._fill_in()  # it may not have been told yet what was typed last
        self.post_message(self.Submitted(self._entry, self._first, self._blank.edited))

    @property
    def _entry(self) -> FormEntry:
        values = {name: self._value(name) for name in _NAMES}
        return FormEntry(**values, status=self.query_one(StatusChoice).status)

    @property
    def is_filled_in(self) -> bool:
        """Tell whether something stands in the open form that did not when it was opened."""
        return self.is_open and self._entry != self._opened_with

    def _value(self, name: str) -> str:
        """Return what a field holds; what nobody changed is as it was, however it was shown."""
        first = str(getattr(self._blank.entry if name in _SUBJECT else self._first, name))
        typed = self._input(name).value
        return first if typed == visible(first) else typed.strip()

    def action_back(self) -> None:
        """Leave without an answer."""
        self.post_message(self.Left())


_SUBJECT = ("concept", "chinese")
_NAMES = ("concept", "english", "definition", "chinese", "context", "note")
_LABELS = {"concept": "slug", "english": "English", "chinese": "Chinese"}
