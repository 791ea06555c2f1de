"""What there is to tell, in a line or a few at the bottom: it takes no focus and lies over the panes."""

from rich.text import Text
from textual.geometry import Region
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from review_tui.text.visible import visible

_KEPT = 2  # lines that stay when something is added


class MessageLine(Static):
    """Shows a message until it was there long enough to be read, or another comes."""

    DEFAULT_CSS = """
    MessageLine {
        layer: messages; dock: bottom; width: 100%; height: auto; max-height: 20%; margin-bottom: 1; padding: 0 1;
        background: $panel; color: $text; display: none;
        &.-shown { display: block; }
        &:ansi { text-style: reverse; }
        &.-bad { background: $error-muted; color: $text-error; text-style: bold; }
        &.-bad:ansi { background: ansi_default; text-style: bold reverse; }
    }
    """

    class Changed(Message):
        """A message came or went, or is of another height."""

    def __init__(self) -> None:
        super().__init__(id="message", markup=False)
        self.message = ""
        self._timer: Timer | None = None
        self._is_asked = False  # an action was begun before
        self._answers: list[str] = []  # lines that go with the next action

    def say(self, message: str, *, bad: bool = False) -> None:
        """Show a message; one that is `bad` stays longer, also when another action begins."""
        self._answers = message.split("\n") if self._is_asked and not bad else []
        self._show(message, bad=bad)

    def begin(self) -> None:
        """Let go of what answered the action before, as another one begins."""
        self._is_asked = True
        left = [line for line in self.message.split("\n") if line not in self._answers]
        self._answers = []
        message = "\n".join(left)
        if message != self.message and message:
            self._show(message, bad=self.has_class("-bad"))
        elif not message and self.message:
            self.clear()

    def _show(self, message: str, *, bad: bool) -> None:
        self.message = message
        self.update(Text(visible(message, lines=True)))
        self.set_class(bad, "-bad")
        self.add_class("-shown")
        if self._timer is not None:
            self._timer.stop()
        seconds = min(20.0, 3.0 + len(message) / (12 if bad else 20))
        self._timer = self.set_timer(seconds, self.clear)
        self.call_after_refresh(self.on_resize)

    def add(self, message: str, *, bad: bool = False, instead_of: str = "") -> None:
        """Show a message below what is shown, above it where it is `bad`; a line that it settles or repeats goes."""
        gone = {"", instead_of, *message.split("\n")}
        kept = [line for line in self.message.split("\n") if line not in gone]
        was_bad = bool(kept) and self.has_class("-bad")
        while len(kept) > _KEPT:  # there is not room for all that was ever said
            del kept[1 if was_bad else 0]
        answers = [line for line in self._answers if line in kept]
        self.say("\n".join([message, *kept] if bad else [*kept, message]), bad=bad or was_bad)
        self._answers = answers

    def clear(self) -> None:
        """Show nothing."""
        self.message, self._answers = "", []
        self.remove_class("-shown")
        self.call_after_refresh(self.on_resize)

    def on_resize(self) -> None:
        """Say that there is more to be seen of what is below, or less."""
        self.post_message(self.Changed())

    def rows_over(self, region: Region) -> int:
        """Return how many rows of a region of the screen lie under the message."""
        return self.region.intersection(region).height if self.has_class("-shown") else 0
