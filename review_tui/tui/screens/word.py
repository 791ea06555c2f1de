"""Asks for a word."""

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from review_tui.text.visible import visible
from review_tui.tui.screens.dialog import Dialog, dialog_box


class Word(Dialog[str]):
    """One field; Enter answers with what is in it."""

    DEFAULT_CSS = """
    Word Input { background: $boost; margin: 1 0; }
    """

    def __init__(self, title: str, question: str, first: str, *, goes_on: bool = True) -> None:
        """Take what is asked, and what stands in the field at first: typing goes on with it, or takes its place."""
        super().__init__()
        self._title, self._question, self._first = title, question, first
        self._goes_on = goes_on

    def compose(self) -> ComposeResult:
        """Show the field."""
        with dialog_box(self._title, "Enter take it   Esc back"):
            yield Static(visible(self._question), markup=False)
            yield Input(visible(self._first), id="word", compact=True)

    def on_mount(self) -> None:
        """Put the caret behind what is there, or select that."""
        if self._goes_on:
            self.query_one(Input).select_on_focus = False
            self.query_one(Input).action_end()

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        is_as_it_was = event.value == visible(self._first)
        self.dismiss(self._first if is_as_it_was else event.value.strip())
