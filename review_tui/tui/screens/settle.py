"""Settling a term: which of its renderings is preferred, admitted, deprecated, forbidden, and which is deleted."""

from collections.abc import Callable, Mapping, Sequence

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.review.terms.settling import Verdict
from review_tui.text.visible import visible
from review_tui.tui.screens.dialog import Dialog, dialog_box
from review_tui.tui.widgets.concept_card import KEYS, LETTERS, STYLES
from review_tui.tui.widgets.rows import Pieces, RowList, RowPart, fit
from review_tui.tui.widgets.status_choice import STATUSES

_BY_KEY = {key: status for status, keys in KEYS.items() for key in keys}


class _Renderings(RowList):
    def __init__(self, renderings: list[Rendering], counts: Mapping[str, int]) -> None:
        super().__init__(id="renderings")
        self.renderings = renderings
        self._chosen: dict[int, Status | None] = {}  # None: it is to go
        self._counts = counts
        self.styles.height = min(12, max(1, len(renderings)))

    def on_mount(self) -> None:
        self.show(len(self.renderings), 0)

    def row(self, index: int, width: int) -> Pieces:
        rendering, status = self.renderings[index], self.status(index)
        count = self._counts.get(rendering.zh, 0)
        digit = str(index + 1) if index < 9 else " "
        letter, style, name = (
            ("x", "dim", "deleted") if status is None else (LETTERS[status], STYLES[status], status.value)
        )
        return (
            RowPart(f" {digit} ", "dim"),
            RowPart(f"{letter} ", style),
            RowPart(fit(rendering.zh, 22), style),
            RowPart(f"{count:>3}x  " if count else "      ", ""),
            RowPart(f"{name:<12}", style),
            RowPart(fit(rendering.note, max(1, width - 46)), "dim"),
        )

    def status(self, index: int) -> Status | None:
        """Return the status that a rendering will have, None where it is to go. No more than one is preferred."""
        status = self._chosen.get(index, self.renderings[index].status)
        is_other_preferred = index not in self._chosen and Status.PREFERRED in self._chosen.values()
        return Status.ADMITTED if status is Status.PREFERRED and is_other_preferred else status

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Return what was changed."""
        pairs = ((each, self.status(index)) for index, each in enumerate(self.renderings))
        return tuple(Verdict(each.zh, status) for each, status in pairs if status is not each.status)

    def turn(self, step: int) -> None:
        """Give the rendering under the cursor the next status, or the one before; one that was to go stays."""
        now = STATUSES.index(self.status(self.cursor) or self.renderings[self.cursor].status)
        self.set(STATUSES[(now + step) % len(STATUSES)])

    def set(self, status: Status | None) -> None:
        """Give the rendering under the cursor a status; where it is to go already, that is taken back."""
        if status is Status.PREFERRED:
            self._chosen = {index: each for index, each in self._chosen.items() if each is not status}
        if status is None and self.status(self.cursor) is None:
            del self._chosen[self.cursor]
        else:
            self._chosen[self.cursor] = status
        self.refresh()

    def prefer(self, index: int) -> None:
        """Go to a rendering, where there is one, and let it be the preferred one."""
        if index < len(self.renderings):
            self.move_to(index)
            self.set(Status.PREFERRED)


class Settle(Dialog[tuple[Verdict, ...]]):
    """Asks which rendering is which; nothing counts before Enter.

    A key that both chose and closed would let the Enter after it, which the other choices need, fall on what is under.
    """

    ABOUT = (
        "The renderings of a term, those that stand in the article first, with how often. One is preferred; admitted "
        "ones may be used too; deprecated and forbidden ones are findings, in every article. Nothing counts before "
        "Enter."
    )

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
        keys = "1-9 prefer   arrows + = - ! change   Del delete   Enter apply   Esc back"
        with dialog_box(self._concept.label, keys):
            about = self._concept.definition or ", ".join(self._concept.en[1:])
            if about:
                yield Static(visible(about) + "\n", markup=False)
            yield self._rows

    def on_key(self, event: events.Key) -> None:
        """Prefer, change, or take over."""
        rows, status = self._rows, _BY_KEY.get(event.key) or _BY_KEY.get(event.character or "")
        if event.key.isdecimal() and event.key != "0":
            event.stop()
            rows.prefer(int(event.key) - 1)
        elif event.key in ("left", "right"):
            event.stop()
            rows.turn(1 if event.key == "right" else -1)
        elif event.key == "delete":
            event.stop()
            rows.set(None)
        elif status is not None:
            event.stop()
            rows.set(status)
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
        self._rows.prefer(event.index)
        self._take_over()
