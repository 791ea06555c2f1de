"""Settling a term: which of its renderings is preferred, admitted, deprecated, forbidden, and which is deleted."""

from collections.abc import Callable, Mapping, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from review_tui.files.visible import visible
from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.review.terms.settling import Verdict
from review_tui.tui.screens.dialog import Dialog
from review_tui.tui.widgets.conceptcard import LETTERS, STYLES
from review_tui.tui.widgets.rows import Piece, Pieces, RowList, fit
from review_tui.tui.widgets.statuschoice import STATUSES

_BY_KEY = {"plus": 0, "equals_sign": 1, "minus": 2, "exclamation_mark": 3, "！": 3, "＋": 0, "＝": 1, "－": 2}


class _Renderings(RowList):
    def __init__(self, renderings: list[Rendering], counts: Mapping[str, int]) -> None:
        super().__init__(id="renderings")
        self.renderings = renderings
        self.statuses: list[Status | None] = [rendering.status for rendering in renderings]  # None: it is to go
        self._counts = counts
        self.styles.height = min(12, max(1, len(renderings)))

    def on_mount(self) -> None:
        self.show(len(self.renderings), 0)

    def row(self, index: int, width: int) -> Pieces:
        rendering, status = self.renderings[index], self.statuses[index]
        count = self._counts.get(rendering.zh, 0)
        digit = str(index + 1) if index < 9 else " "
        letter, style, name = (
            ("x", "dim", "deleted") if status is None else (LETTERS[status], STYLES[status], status.value)
        )
        return (
            Piece(f" {digit} ", "dim"),
            Piece(f"{letter} ", style),
            Piece(fit(rendering.zh, 22), style),
            Piece(f"{count:>3}x  " if count else "      ", ""),
            Piece(f"{name:<12}", style),
            Piece(fit(rendering.note, max(1, width - 46)), "dim"),
        )

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Return what was changed."""
        pairs = zip(self.renderings, self.statuses, strict=True)
        return tuple(Verdict(each.zh, status) for each, status in pairs if status is not each.status)

    def turn(self, step: int) -> None:
        """Give the rendering under the cursor the next status, or the one before; one that was to go stays."""
        now = STATUSES.index(self.statuses[self.cursor] or self.renderings[self.cursor].status)
        self.set(STATUSES[(now + step) % len(STATUSES)])

    def set(self, status: Status | None) -> None:
        """Give the rendering under the cursor a status; where it is to go already, that is taken back."""
        is_back = status is None and self.statuses[self.cursor] is None
        self.statuses[self.cursor] = self.renderings[self.cursor].status if is_back else status
        self.refresh()


class Settle(Dialog[tuple[Verdict, ...]]):
    """Asks which rendering is which. A digit prefers one at once; else Enter takes over what was changed."""

    def __init__(
        self,
        concept: Concept,
        counts: Mapping[str, int],
        objection: Callable[[Sequence[Verdict]], str] = lambda _: "",
    ) -> None:
        """Take the concept, how often each rendering stands in the article, and what says why a verdict cannot be."""
        super().__init__()
        self._objection = objection
        self._concept = concept
        used = sorted((item for item in concept.renderings if counts.get(item.zh)), key=lambda item: -counts[item.zh])
        rest = [item for item in concept.renderings if not counts.get(item.zh)]
        self._rows = _Renderings([*used, *rest], counts)

    def compose(self) -> ComposeResult:
        """Show the renderings and the keys."""
        with Vertical(id="box") as box:
            box.border_title = Content(f" {visible(self._concept.label)} ")
            box.border_subtitle = "1-9 prefer   arrows + = - ! change   Del delete   Enter apply   Esc back"
            yield Static(visible(self._concept.definition or self._concept.id) + "\n", markup=False)
            yield self._rows

    def on_key(self, event: events.Key) -> None:
        """Prefer, change, or take over."""
        rows = self._rows
        if event.key.isdecimal() and 0 < int(event.key) <= len(rows.renderings):
            event.stop()
            self.dismiss((Verdict(rows.renderings[int(event.key) - 1].zh, Status.PREFERRED),))
        elif event.key in ("left", "right"):
            event.stop()
            rows.turn(1 if event.key == "right" else -1)
        elif event.key == "delete":
            event.stop()
            rows.set(None)
        elif event.key in _BY_KEY or event.character in _BY_KEY:
            event.stop()
            rows.set(STATUSES[_BY_KEY.get(event.key, _BY_KEY.get(event.character or "", 0))])
        elif event.key == "enter":
            event.stop()
            self._take_over()

    def _take_over(self) -> None:
        objection = self._objection(self._rows.verdicts)
        if objection:
            self.say(objection)
        else:
            self.dismiss(self._rows.verdicts)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Prefer the rendering that was clicked twice."""
        event.stop()
        self.dismiss((Verdict(self._rows.renderings[event.index].zh, Status.PREFERRED),))

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Take no notice of the cursor."""
        event.stop()
