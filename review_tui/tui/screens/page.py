"""A page to read: the keys, a rule's documentation, a difference."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from review_tui.text.visible import visible
from review_tui.tui.screens.dialog import Dialog


class Page(Dialog[None]):
    """Plain text over the desk, scrolled with the arrows."""

    DEFAULT_CSS = """
    Page > #box { width: 96; height: 94%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q,ｑ,space,ideographic_space,f1,f5,f12,question_mark,？", "back", "Back"),
        Binding("j", "app.scroll_down", show=False),
    ]

    def __init__(self, title: str, text: str) -> None:
        """Take what stands in the title, and the text."""
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """Show the text."""
        with VerticalScroll(id="box") as box:
            box.border_title, box.border_subtitle = Content(f" {visible(self._title)} "), "Esc back"
            yield Static(visible(self._text, lines=True), markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one("#box").focus()
