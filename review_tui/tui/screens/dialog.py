"""What all dialogs have in common: a box in the middle, left with Esc."""

from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.style import Style

from review_tui.text.cells import width
from review_tui.text.visible import visible
from review_tui.tui.keys.action import DIGITS, key_name

Answer = TypeVar("Answer")

_PRESSED = ("enter", "escape", "space", "tab", "delete", "f2", "ctrl+z", "ctrl+y", *DIGITS)
_KEYS = {key_name(key): key for key in _PRESSED}


def clickable(line: str) -> Content:
    """Return a line such as "Enter take it   Esc back" in which a click on a part presses the key that it begins with.

    Between the parts are three blanks. Parts that begin with no single key, such as "1-9 choose", cannot be clicked.
    """
    content, start = Content(line), 0
    for part in line.split("   "):
        key = _KEYS.get(part.partition(" ")[0])
        if key is not None:
            style = Style.from_meta({"@click": f"screen.press('{key}')"})
            content = content.stylize(style, start, start + len(part))
        start += len(part) + 3
    return content


def fitted(line: str, cells: int) -> str:
    """Return as many parts of such a line as fit: those for Enter and Esc before all others, which go from the end."""
    parts = line.split("   ")
    while width("   ".join(parts)) > cells:
        others = [place for place, part in enumerate(parts) if not part.startswith(("Enter", "Esc"))]
        if not others:
            break
        del parts[others[-1]]
    return "   ".join(parts)


def dialog_box(title: str, keys: str) -> Vertical:
    """Return the box of a dialog, with a title above it and below it what its keys do, as `clickable` takes it."""
    box = Vertical(id="box")
    box.border_title, box.border_subtitle = Content(f" {visible(title)} "), keys
    return box


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
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", priority=True),
        Binding("f1,question_mark,？", "help", "Help"),
    ]
    ABOUT: ClassVar[str] = ""
    """What one does in it, for the help."""

    @dataclass
    class HelpWanted(Message):
        """Somebody wants to know what one does in a dialog, and with which keys: those of the line under it."""

        about: str
        keys: str

    _late: Answer | None = None
    _is_over = False
    _foot = ""  # the keys, which stand under the box unless something is said
    _is_said = False

    def end(self, answer: Answer | None) -> None:
        """Leave with an answer that no key gave: where something else lies over this, as soon as that is gone."""
        if self.app.is_running and self.app.screen is self:
            self.dismiss(answer)
        else:
            self._late, self._is_over = answer, True

    def on_screen_resume(self) -> None:
        """Leave, where this is over."""
        if self._is_over:
            self.dismiss(self._late)

    def on_mount(self) -> None:
        """Let the keys named under the box be clicked, too, unless a dialog has named others by now."""
        for box in self.query("#box"):
            if not self._foot and box.border_subtitle is not None:
                self.name_keys(str(box.border_subtitle))

    def on_resize(self) -> None:
        """Name as many keys as there is room for, unless something is said by then."""
        self.call_after_refresh(self._fit_keys)

    def _fit_keys(self) -> None:
        if not self._is_said:
            self.show_keys()

    def say(self, message: str) -> None:
        """Show a message under the box."""
        self._is_said = True
        for box in self.query("#box"):
            box.border_subtitle = Content(visible(message))

    def name_keys(self, line: str) -> None:
        """Name keys under the box, in a line as `clickable` takes it."""
        self._foot = line
        self.show_keys()

    def show_keys(self) -> None:
        """Show the keys again under the box, in the place of what was said."""
        self._is_said = False
        for box in self.query("#box"):
            if self._foot:
                box.border_subtitle = clickable(fitted(self._foot, box.size.width) if box.size.width else self._foot)

    def action_press(self, key: str) -> None:
        """Do what a key does."""
        self.app.simulate_key(key)

    def action_back(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show what one does here, and the keys."""
        self.post_message(self.HelpWanted(self.ABOUT, self._foot))

    def on_click(self) -> None:
        """Leave where the click was outside of the box."""
        if self.app.mouse_over is self:
            self.action_back()
