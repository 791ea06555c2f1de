"""Why a finding may stay: typed, or one of those given before."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from review_tui.text.visible import visible
from review_tui.tui.screens.dialog import Dialog, dialog_box

_HINT = "a reason, or a digit (after a blank, a digit begins a reason)"


class _ReasonField(Input):
    """A field in which a digit that comes first takes one of some reasons."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(placeholder=_HINT, id="reason", compact=True)
        self._reasons = reasons

    def on_key(self, event: events.Key) -> None:
        """Take a reason by its digit, where nothing is typed."""
        if not self.value and event.key.isdecimal() and 0 < int(event.key) <= len(self._reasons):
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted(self, self._reasons[int(event.key) - 1]))


class ReasonAnswer(NamedTuple):
    """A reason, and whether it holds for all that is like the finding."""

    reason: str
    is_for_all: bool


class Reason(Dialog[ReasonAnswer]):
    """Asks for a reason. A digit in the empty field takes one of those shown, Enter what is typed or the latest.

    Tab lets it hold for all findings of the article that are alike.
    """

    ABOUT = (
        "The finding is ignored from now on, here and in CI, and whoever looks at it later reads the reason. A digit "
        "in the empty field takes a reason from the list; Enter in the empty field takes the latest one."
    )
    DEFAULT_CSS = """
    Reason Input { background: $boost; margin-bottom: 1; }
    """

    BINDINGS = [Binding("tab,shift+tab", "widen", "All that is like it", priority=True)]

    def __init__(self, what: str, reasons: Sequence[str], latest: str, alike: int = 1) -> None:
        """Take what is to be ignored, the reasons to offer, the latest of them, and how many findings are alike."""
        super().__init__()
        self._what = what
        self._alike = alike
        self.is_for_all = False
        self._reasons, self._latest = reasons, latest

    def compose(self) -> ComposeResult:
        """Show the field and the reasons."""
        with dialog_box(self._title, self._keys):
            yield Static(visible(self._what), markup=False)
            yield _ReasonField(self._reasons)
            yield Static("\n".join(map(self._row, range(len(self._reasons)))), markup=False)

    def _row(self, index: int) -> str:
        reason = self._reasons[index]
        return f" {index + 1}  {visible(reason)}" + ("   (Enter)" if reason == self._latest else "")

    @property
    def _keys(self) -> str:
        tab = "only this one" if self.is_for_all else f"all {self._alike} like it"
        return f"Enter take it{f'   Tab {tab}' if self._alike > 1 else ''}   Esc back"

    @property
    def _title(self) -> str:
        return f"Why may all {self._alike} like it stay?" if self.is_for_all else "Why may it stay?"

    def action_widen(self) -> None:
        """Ask for all that is alike, or for the one again."""
        if self._alike <= 1:
            self.say(f"No other finding of the article is like this one   {self._keys}")
            return
        self.is_for_all = not self.is_for_all
        self.query_one("#box").border_title = f" {self._title} "
        self.name_keys(self._keys)

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        self.dismiss(ReasonAnswer(event.value.strip() or self._latest, self.is_for_all))
