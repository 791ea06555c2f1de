"""The list of candidates for the glossary: the words, how often mining saw them, and the concept."""

from collections.abc import Sequence

from review_tui.review.terms.candidates import WaitingCandidate
from review_tui.tui.widgets.rows import Pieces, RowList, RowPart, fit

_CHINESE = 26  # cells


class CandidateList(RowList):
    """One row a candidate. Its keys are those of the screen that it stands on: Enter, F2, Delete, Ctrl+Z."""

    DEFAULT_CSS = "CandidateList { height: 1fr; min-height: 4; }"
    BINDINGS = [
        ("enter,a,ａ", "screen.accept", "Accept"),
        ("f2,e,ｅ", "screen.edit", "Edit"),
        ("delete,x,ｘ", "screen.reject", "Reject"),
        ("ctrl+z,u,ｕ", "screen.undo", "Undo"),
        ("ctrl+y,U,Ｕ", "screen.redo", "Redo"),
    ]

    def __init__(self, items: Sequence[WaitingCandidate]) -> None:
        super().__init__(id="candidates")
        self.items = list(items)

    @property
    def picked(self) -> WaitingCandidate | None:
        """Return the candidate under the cursor."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    def row(self, index: int, width: int) -> Pieces:
        """Return one candidate."""
        item = self.items[index]
        seen = f"{item.uses}x in {item.articles}" if item.uses else ""
        return (
            RowPart(fit(item.zh, _CHINESE), "strong"),
            RowPart(f" {seen:<12}", "dim"),
            RowPart(fit("|".join(item.en) or item.concept, max(1, width - _CHINESE - 13)), ""),
        )
