"""The open findings, each with what its fix would make of the text."""

import re
from collections.abc import Sequence

from review_tui.review.article.session import Session
from review_tui.rules.model import Finding, Fix
from review_tui.text.cells import width as cells
from review_tui.text.visible import visible
from review_tui.tui.widgets.rows import Pieces, RowList, RowPart, fit

_TARGET = re.compile(r"\]\([^()\s]*\)")
_BLANK = re.compile(r"[^\S\r\n]")
_NOTHING = "(deleted)"
_EXCERPT = 24  # cells of the text shown for a finding


class FindingList(RowList):
    """The list under the article."""

    def __init__(self) -> None:
        super().__init__(id="findings")
        self._session: Session | None = None
        self._findings: Sequence[Finding] = ()
        self._following = 0  # the place of the first finding that begins where the hand is, or after it

    @property
    def picked(self) -> Finding | None:
        """Return the finding under the cursor."""
        return self._findings[self.cursor] if self.cursor < len(self._findings) else None

    def load(self, session: Session, current: int | None, following: int) -> None:
        """Show the findings of an article, the cursor on the current one or, where there is none, before another."""
        self.is_on_row = current is not None
        place = current if current is not None else following
        self._following = following
        if session is self._session and session.findings is self._findings:
            self.move_to(place)
            return
        self._session, self._findings = session, session.findings
        self.show(len(session.findings), place)

    def action_move(self, step: int) -> None:
        """Move the cursor by some findings; from between two of them, to the nearest on that side first."""
        if self.is_on_row or not self.count:
            super().action_move(step)
            return
        self.is_on_row = True
        self.move_to(max(0, min(self._following + step - (step > 0), self.count - 1)))
        self.post_message(self.Moved(self, self.cursor))

    def row(self, index: int, width: int) -> Pieces:
        """Return severity, place, rule, and before -> after or the message."""
        if self._session is None or index >= len(self._session.findings):
            return ()
        article, finding = self._session.article, self._session.findings[index]
        line, column = article.place(finding.span.start)
        pieces = (
            RowPart(f"{finding.severity.letter} ", finding.severity.value),
            RowPart(f"{line}:{column}".ljust(8), "dim"),
            RowPart(f"{finding.rule.code} ", "dim"),
            *change(finding, finding.span.cut(article.text)),
        )
        left = width - sum(cells(visible(piece.text)) for piece in pieces)
        if left > 12:
            return (*pieces, RowPart(f"  {finding.message}", "dim"))
        return pieces


def change(finding: Finding, before: str) -> Pieces:
    """Return what stands there and what would: before -> after, with numbers where there is a choice."""
    words = RowPart(short(before), "strong")
    if not finding.fixes:
        return (words,)
    if len(finding.fixes) == 1:
        return (words, RowPart(" -> ", "dim"), RowPart(short(finding.fixes[0].label) or _NOTHING, "good"))
    choices: list[RowPart] = [words, RowPart(" ->", "dim")]
    for number, fix in enumerate(finding.fixes[:9], 1):
        choices += [RowPart(f" {number} ", "dim"), RowPart(short(fix.label), "good")]
    return tuple(choices)


def told(before: str, fix: Fix) -> str:
    """Return what a fix makes of what stands there: before -> after, with the blanks to be seen where they matter."""
    if short(before) == short(fix.label):
        return " -> ".join(short(_BLANK.sub("␣", text)) for text in (before, fix.label))
    return f"{short(before)} -> {short(fix.label) or _NOTHING}"


def plain_links(text: str) -> str:
    """Return the text without the targets of links in it, which say little where room is short."""
    return _TARGET.sub("]", text)


def short(text: str, limit: int = _EXCERPT) -> str:
    """Return the text on one line, cut where it is longer than `limit` cells."""
    flat = " ".join(plain_links(text).split())
    return flat if cells(visible(flat)) <= limit else fit(flat, limit).rstrip()
