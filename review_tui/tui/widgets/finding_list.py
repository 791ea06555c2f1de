"""The open findings, each with what its fix would make of the text."""

import re
from collections.abc import Sequence

from review_tui.article.shifting import alike_start
from review_tui.review.article.session import Session
from review_tui.rules.model import REMOVED, Finding, Fix
from review_tui.text.cells import width as cells
from review_tui.text.visible import visible
from review_tui.tui.widgets.rows import Pieces, RowList, RowPart, fit

_TARGET = re.compile(r"\]\([^()\s]*\)")
_BLANK = re.compile(r"[^\S\r\n]")
BECOMES = " -> "  # between words and what a fix makes of them
_KEPT = 2  # code points in which two texts are alike that are shown before the first in which they are not
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
        was = self.cursor
        if session is self._session and session.findings is self._findings:
            self.move_to(place)
        else:
            self._session, self._findings = session, session.findings
            self.show(len(session.findings), place)
        self._show_next(was)

    def action_move(self, step: int) -> None:
        """Move the cursor by some findings; from between two of them, to the nearest on that side first."""
        was = self.cursor
        if self.is_on_row or not self.count:
            super().action_move(step)
        else:
            self.is_on_row = True
            self.move_to(max(0, min(self._following + step - (step > 0), self.count - 1)))
            self.post_message(self.Moved(self, self.cursor))
        self._show_next(was)

    def _show_next(self, was: int) -> None:
        """Show the finding that comes next, too, in the direction in which the cursor went from where it `was`.

        A click moves no row: the second one of two is on the same finding.
        """
        step = (self.cursor > was) - (self.cursor < was)
        beside = max(0, min(self.cursor + step, self.count - 1))
        if self.in_sight > 2:
            self.bring_into_view(min(self.cursor, beside), max(self.cursor, beside))

    def row(self, index: int, width: int) -> Pieces:
        """Return severity, place, rule, and before -> after or the message."""
        if self._session is None or index >= len(self._session.findings):
            return ()
        article, finding = self._session.article, self._session.findings[index]
        line, column = article.place(finding.span.start)
        place: Pieces = (
            RowPart(f"{finding.severity.letter} ", finding.severity.value),
            RowPart(f"{line}:{column}".ljust(8), "dim"),
            RowPart(f"{finding.rule.code} ", "dim"),
        )
        room = width - _cells_of(place)
        pieces = (*place, *change(finding, finding.span.cut(article.text), room))
        left = width - _cells_of(pieces)
        if left > 12:
            return (*pieces, RowPart(f"  {finding.message}", "dim"))
        return pieces


def _cells_of(pieces: Pieces) -> int:
    return sum(cells(visible(piece.text)) for piece in pieces)


def change(finding: Finding, before: str, room: int) -> Pieces:
    """Return what stands there and what would: before -> after, with numbers where there is a choice.

    Of what would, only the end is shown where both do not fit into `room` cells and it begins alike.
    """
    if not finding.fixes:
        return (RowPart(short(before), "strong"),)
    if len(finding.fixes) == 1:
        words, becomes = _compared(before, finding.fixes[0].label)
        if cells(visible(words + becomes)) + len(BECOMES) > room:
            becomes = _from_difference(becomes, words)
        return (RowPart(words, "strong"), RowPart(BECOMES, "dim"), RowPart(becomes or REMOVED, "good"))
    choices: list[RowPart] = [RowPart(short(before), "strong"), RowPart(BECOMES.rstrip(), "dim")]
    for number, fix in enumerate(finding.fixes[:9], 1):
        choices += [RowPart(f" {number} ", "dim"), RowPart(short(fix.label), "good")]
    return tuple(choices)


def told(before: str, fix: Fix) -> str:
    """Return what a fix makes of what stands there: before -> after."""
    words, becomes = _compared(before, fix.label)
    return f"{words}{BECOMES}{becomes or REMOVED}"


def _compared(before: str, after: str) -> tuple[str, str]:
    """Return both texts, short and so that one sees in what they differ, be that nothing but blanks."""
    words, becomes = _flat(before), _flat(after)
    if words == becomes:
        words, becomes = (_flat(_BLANK.sub("␣", text)) for text in (before, after))
    if short(words) == short(becomes):  # alike as far as they are shown
        words, becomes = _from_difference(words, becomes), _from_difference(becomes, words)
    return short(words), short(becomes)


def _from_difference(text: str, other: str) -> str:
    """Return a text from shortly before it differs from another, or all of it where that is its beginning."""
    start = alike_start(text, other) - _KEPT
    return f"..{text[start:]}" if start > len("..") else text


def plain_links(text: str) -> str:
    """Return the text without the targets of links in it, which say little where room is short."""
    return _TARGET.sub("]", text)


def short(text: str, limit: int = _EXCERPT) -> str:
    """Return the text on one line, cut where it is longer than `limit` cells."""
    flat = _flat(text)
    return flat if cells(visible(flat)) <= limit else fit(flat, limit).rstrip()


def _flat(text: str) -> str:
    """Return the text on one line, links without their targets."""
    return " ".join(plain_links(text).split())
