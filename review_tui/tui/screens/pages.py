"""A page to read: the keys, a rule's documentation, what readers of the site see."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from review_tui.files.visible import visible
from review_tui.tui.actions import key_rows


class Page(ModalScreen[None]):
    """Plain text over the desk, scrolled with the arrows, left with Esc."""

    DEFAULT_CSS = """
    Page { align: center middle; }
    Page > VerticalScroll {
        width: 90;
        max-width: 95%;
        height: 90%;
        border: round $primary;
        background: $surface;
        padding: 0 2;
    }
    """
    BINDINGS = [Binding("escape,enter,q,f1,f5,f12", "app.pop_screen", "Back")]

    def __init__(self, title: str, text: str) -> None:
        """Take what stands in the border and the text to show."""
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Show the text."""
        with VerticalScroll() as pane:
            pane.border_title = Content(visible(self._title))
            yield Static(Content(visible(self._text, lines=True)))


def help_text() -> str:
    """Return the keys, group by group."""
    lines: list[str] = []
    last = ""
    for group, keys, description in key_rows():
        if group != last:
            lines += ["", group]
            last = group
        lines.append(f"  {keys:<22} {description}")
    return "\n".join(lines).strip()
