"""The line above the keys: what just happened, else all that the current finding has to say."""

from rich.text import Text
from textual.timer import Timer
from textual.widgets import Static

from review_tui.files.visible import visible
from review_tui.rules.model import Finding


class MessageLine(Static):
    """Shows messages without covering anything or taking the focus."""

    DEFAULT_CSS = """
    MessageLine { height: 1; padding: 0 1; color: $text-muted; }
    MessageLine.-said { background: $success-muted; color: $text; text-style: bold; }
    MessageLine.-bad { background: $error-muted; color: $text; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._timer: Timer | None = None
        self.finding = ""
        self.message = ""

    def load(self, finding: Finding | None) -> None:
        """Show a finding wherever there is no message."""
        self.finding = f"{finding.rule.code} {finding.rule.name}: {finding.message}" if finding else ""
        self._draw()

    def say(self, message: str, *, bad: bool = False) -> None:
        """Show a message for some seconds."""
        self.message = message
        self.set_class(not bad, "-said")
        self.set_class(bad, "-bad")
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(12 if bad else 5, self.clear)
        self._draw()

    def clear(self) -> None:
        """Take the message away."""
        self.message = ""
        self.remove_class("-said", "-bad")
        self._draw()

    def _draw(self) -> None:
        self.update(Text(visible(self.message or self.finding), no_wrap=True, overflow="ellipsis"))
