"""A question with a few answers, each with a key."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from review_tui.files.visible import visible


class Question(ModalScreen[str]):
    """Asks; the answer is the name that goes with the key, or the empty string for Esc."""

    DEFAULT_CSS = """
    Question { align: center middle; }
    Question > Vertical {
        width: 70;
        max-width: 95%;
        height: auto;
        border: round $primary;
        background: $surface;
        padding: 1 2;
    }
    """

    def __init__(self, title: str, answers: list[tuple[str, str, str]]) -> None:
        """Take the question and its answers: key, name, and what it does."""
        super().__init__()
        self._title = title
        self._answers = answers

    def compose(self) -> ComposeResult:
        """Show the question and its answers."""
        with Vertical():
            yield Static(Content(visible(self._title)))
            yield Static(Content("\n" + "\n".join(f"  {key:<7} {visible(text)}" for key, _, text in self._answers)))
            yield Static(Content("\n  Esc     go back"))

    def on_key(self, event: events.Key) -> None:
        """Answer with the name of the key's answer."""
        event.stop()
        if event.key == "escape":
            self.dismiss("")
        for key, name, _ in self._answers:
            if event.key == key.lower():
                self.dismiss(name)
                return
