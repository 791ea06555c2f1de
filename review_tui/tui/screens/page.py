"""A page to read: the keys, a rule's documentation, a difference."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from review_tui.text.visible import visible
from review_tui.tui.keys.help import HelpRow
from review_tui.tui.screens.dialog import Dialog


class _Text(Static):
    """A text, or one that is made for the room there is: less of it where a scroll bar comes."""

    @dataclass
    class Clicked(Message):
        """A row of so many cells was clicked, and not selected from."""

        row: int
        cells: int

    def __init__(self, text: str | Callable[[int], str]) -> None:
        super().__init__(visible(text, lines=True) if isinstance(text, str) else "", id="page-text", markup=False)
        self._text = text

    def on_resize(self) -> None:
        if not isinstance(self._text, str):
            self.update(visible(self._text(self.size.width), lines=True))

    def on_click(self, event: events.Click) -> None:
        if self.text_selection is None:
            self.post_message(self.Clicked(event.y, self.size.width))


class Page(Dialog[str]):
    """Plain text over the desk, scrolled with the arrows."""

    DEFAULT_CSS = """
    Page > #box { width: 96; height: 94%; scrollbar-gutter: stable; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q,ｑ,space,ideographic_space,f1,f5,f12,question_mark,？", "back", "Back"),
        Binding("j", "app.scroll_down", show=False),
    ]

    def __init__(self, title: str, text: str | Callable[[int], str]) -> None:
        """Take what stands in the title, and the text, or what gives it for so many cells."""
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """Show the text."""
        with VerticalScroll(id="box") as box:
            box.border_title, box.border_subtitle = Content(f" {visible(self._title)} "), "Esc back"
            yield _Text(self._text)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one("#box").focus()


class KeysPage(Page):
    """All keys. Answers with the name of the action whose row was clicked."""

    def __init__(self, rows: Callable[[int], Sequence[HelpRow]]) -> None:
        """Take what gives the rows for so many cells."""
        super().__init__("Keys", lambda cells: "\n".join(row.line for row in rows(cells)))
        self._rows = rows

    @on(_Text.Clicked)
    def _row_clicked(self, event: _Text.Clicked) -> None:
        rows = self._rows(event.cells)
        if event.row < len(rows) and rows[event.row].action:
            self.dismiss(rows[event.row].action)
