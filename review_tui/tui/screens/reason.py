"""Why a finding may stay: typed, or one of those given before."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from review_tui.files.visible import visible
from review_tui.tui.screens.dialog import Dialog

USUAL = ("correct as it stands", "the house style here", "a false alarm of the rule")
_MOST = 9


class _Field(Input):
    """A field in which a digit that comes first takes one of some reasons."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(placeholder="a reason, or a digit", id="reason", compact=True)
        self._reasons = reasons

    def on_key(self, event: events.Key) -> None:
        """Take a reason by its digit, where nothing is typed."""
        if not self.value and event.key.isdigit() and 0 < int(event.key) <= len(self._reasons):
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted(self, self._reasons[int(event.key) - 1]))


class Reason(Dialog[str]):
    """Asks for a reason. A digit in the empty field takes one of those shown, Enter what is typed or the first."""

    DEFAULT_CSS = """
    Reason Input { background: $boost; margin-bottom: 1; }
    """

    def __init__(self, what: str, recent: Sequence[str]) -> None:
        """Take what is to be ignored, and the reasons given before, the latest first."""
        super().__init__()
        self._what = what
        self.reasons = list(dict.fromkeys((*recent, *USUAL)))[:_MOST]

    def compose(self) -> ComposeResult:
        """Show the field and the reasons."""
        with Vertical(id="box") as box:
            box.border_title, box.border_subtitle = " Why may it stay? ", "Enter take it   Esc back"
            yield Static(visible(self._what), markup=False)
            yield _Field(self.reasons)
            rows = "\n".join(f" {number}  {visible(reason)}" for number, reason in enumerate(self.reasons, 1))
            yield Static(rows, markup=False)

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or self.reasons[0])
