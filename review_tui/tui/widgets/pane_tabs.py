"""Where there is room for one pane only: which one is in front."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import Static


class PaneTabs(Static):
    """The names of the panes, the one in front in brackets."""

    DEFAULT_CSS = """
    PaneTabs { height: 1; background: $surface; color: $text-muted; padding: 0 1; }
    """

    @dataclass
    class Picked(Message):
        """A tab was clicked."""

        name: str

    def __init__(self, names: Sequence[str]) -> None:
        """Take the names of the panes."""
        super().__init__(id="tabs", markup=False)
        self._names = names

    def load(self, front: str) -> None:
        """Show which pane is in front."""
        text = Text(no_wrap=True)
        for name in self._names:
            shown = f"[{name}]" if name == front else f" {name} "
            text.append(shown, Style(bold=name == front, reverse=name == front, meta={"pane": name}))
            text.append(" ")
        self.update(text, layout=False)

    def on_click(self, event: events.Click) -> None:
        """Bring the clicked pane to the front."""
        name = event.style.meta.get("pane")
        if isinstance(name, str):
            self.post_message(self.Picked(name))
