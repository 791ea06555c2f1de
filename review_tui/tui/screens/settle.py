"""Settling a term: which of its renderings is preferred, admitted, deprecated, forbidden."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from review_tui.files.visible import visible
from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.tui.screens.dialog import Dialog
from review_tui.tui.widgets.conceptcard import LETTERS, STYLES
from review_tui.tui.widgets.rows import Piece, Pieces, RowList, fit
from review_tui.tui.widgets.statuschoice import STATUSES

_BY_KEY = {"plus": 0, "equals_sign": 1, "minus": 2, "exclamation_mark": 3, "！": 3, "＋": 0, "＝": 1, "－": 2}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an editor decided of a rendering."""

    zh: str
    status: Status


class _Renderings(RowList):
    def __init__(self, renderings: list[Rendering], counts: Mapping[str, int]) -> None:
        super().__init__(id="renderings")
        self.renderings = renderings
        self.statuses = [rendering.status for rendering in renderings]
        self._counts = counts
        self.styles.height = min(12, max(1, len(renderings)))

    def on_mount(self) -> None:
        self.show(len(self.renderings), 0)

    def row(self, index: int, width: int) -> Pieces:
        rendering, status = self.renderings[index], self.statuses[index]
        count = self._counts.get(rendering.zh, 0)
        digit = str(index + 1) if index < 9 else " "
        return (
            Piece(f" {digit} ", "dim"),
            Piece(f"{LETTERS[status]} ", STYLES[status]),
            Piece(fit(rendering.zh, 22), STYLES[status]),
            Piece(f"{count:>3}x  " if count else "      ", ""),
            Piece(f"{status.value:<12}", STYLES[status]),
            Piece(fit(rendering.note, max(1, width - 46)), "dim"),
        )


class Settle(Dialog[tuple[Verdict, ...]]):
    """Asks which rendering is which. A digit prefers one at once; else Enter takes over what the arrows changed."""

    def __init__(self, concept: Concept, counts: Mapping[str, int]) -> None:
        """Take the concept, and how often each of its renderings stands in the article."""
        super().__init__()
        self._concept = concept
        used = sorted((item for item in concept.renderings if counts.get(item.zh)), key=lambda item: -counts[item.zh])
        rest = [item for item in concept.renderings if not counts.get(item.zh)]
        self._rows = _Renderings([*used, *rest], counts)

    def compose(self) -> ComposeResult:
        """Show the renderings and the keys."""
        with Vertical(id="box") as box:
            box.border_title = Content(f" {visible(self._concept.label)} ")
            box.border_subtitle = "1-9 prefer   left/right + = - ! change   Enter take over   Esc back"
            yield Static(visible(self._concept.definition or self._concept.id) + "\n", markup=False)
            yield self._rows

    def on_key(self, event: events.Key) -> None:
        """Prefer, change, or take over."""
        rows = self._rows
        if event.key.isdigit() and 0 < int(event.key) <= len(rows.renderings):
            event.stop()
            self.dismiss((Verdict(rows.renderings[int(event.key) - 1].zh, Status.PREFERRED),))
        elif event.key in ("left", "right"):
            event.stop()
            step = 1 if event.key == "right" else -1
            now = STATUSES.index(rows.statuses[rows.cursor])
            rows.statuses[rows.cursor] = STATUSES[(now + step) % len(STATUSES)]
            rows.refresh()
        elif event.key in _BY_KEY or event.character in _BY_KEY:
            event.stop()
            place = _BY_KEY.get(event.key, _BY_KEY.get(event.character or "", 0))
            rows.statuses[rows.cursor] = STATUSES[place]
            rows.refresh()
        elif event.key == "enter":
            event.stop()
            self.dismiss(self._changed())

    def _changed(self) -> tuple[Verdict, ...]:
        """Return the changed verdicts; a rendering that becomes preferred comes last, as it changes the one before."""
        pairs = zip(self._rows.renderings, self._rows.statuses, strict=True)
        changed = [Verdict(rendering.zh, status) for rendering, status in pairs if status is not rendering.status]
        return tuple(sorted(changed, key=lambda verdict: verdict.status is Status.PREFERRED))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Prefer the rendering that was clicked twice."""
        event.stop()
        self.dismiss((Verdict(self._rows.renderings[event.index].zh, Status.PREFERRED),))

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Take no notice of the cursor."""
        event.stop()
