"""What all dialogs have in common: a box in the middle, left with Esc."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer | None]):
    """A box over the desk. Esc or a click outside of it leaves without an answer, which is None."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 50%;
        & > #box {
            width: 80; max-width: 96%; height: auto; max-height: 94%;
            background: $surface; border-top: blank; border-bottom: blank; padding: 0 2;
            border-title-color: $foreground; border-title-background: $surface; border-title-style: bold reverse;
            border-subtitle-color: $text-muted;
        }
        &:ansi > #box { border: ascii ansi_blue; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", priority=True)]

    def action_back(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def on_click(self) -> None:
        """Leave where the click was outside of the box."""
        widget = self.app.mouse_over
        if widget is self:
            self.dismiss(None)
