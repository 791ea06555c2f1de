"""A question with a few answers, each with a key."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from review_tui.text.visible import visible
from review_tui.tui.keys.action import full_width
from review_tui.tui.screens.dialog import Dialog, dialog_box
from review_tui.tui.widgets.rows import Pieces, RowList, RowPart


class Choice(NamedTuple):
    """An answer: its key, its name, and what it means."""

    key: str
    name: str
    text: str


def chosen_by(key: str, choices: Sequence[Choice]) -> Choice | None:
    """Return the choice that takes a key, or what a Chinese input method may send for it; None where none does."""
    keys = ((choice.key.lower(), choice) for choice in choices)
    return next((choice for own, choice in keys if key in (own, *full_width(own))), None)


class AnswerList(RowList):
    """The answers as rows."""

    BINDINGS = [("enter", "choose", "Take it")]
    DEFAULT_CSS = "AnswerList { height: auto; }"

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__(id="choices")
        self._choices = choices
        self.styles.height = len(choices)

    def on_mount(self) -> None:
        """Begin with the first."""
        self.show(len(self._choices), 0)

    def change(self, choices: Sequence[Choice]) -> None:
        """Say something else of as many answers."""
        self._choices = choices
        self.refresh()

    def row(self, index: int, width: int) -> Pieces:  # noqa: ARG002  short by nature
        """Return a key and what it means."""
        choice = self._choices[index]
        return (RowPart(f" {choice.key}  ", "strong"), RowPart(choice.text))


class Question(Dialog[str]):
    """Asks; the answer is the name of the one that was chosen by its key, with Enter, or with the mouse."""

    def __init__(self, title: str, text: str, choices: Sequence[Choice]) -> None:
        """Take what stands in the title and what is asked."""
        super().__init__()
        self._title, self._text, self._choices = title, text, choices

    def compose(self) -> ComposeResult:
        """Show the question and its answers."""
        with dialog_box(self._title, "Esc back"):
            yield Static(visible(self._text, lines=True) + "\n", markup=False)
            yield AnswerList(self._choices)

    def on_key(self, event: events.Key) -> None:
        """Take the answer with this key."""
        choice = chosen_by(event.key, self._choices)
        if choice is not None:
            event.stop()
            self.dismiss(choice.name)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Take the answer under the cursor."""
        self.dismiss(self._choices[event.index].name)
