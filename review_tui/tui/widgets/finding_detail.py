"""The current finding in full: why it is one, and what each of its fixes would make of the text: a click makes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import Static

from review_tui.review.article.session import Session
from review_tui.rules.model import Finding
from review_tui.text.cells import ELLIPSIS, head, wrap
from review_tui.text.cells import width as cells
from review_tui.text.visible import visible
from review_tui.tui.widgets.divider import Grip
from review_tui.tui.widgets.finding_list import change, plain_links
from review_tui.tui.widgets.rows import Pieces, RowPart

_LINES = 3
_TITLE = 1


class FindingDetail(Static, Grip):
    """As high for each finding, so that nothing moves. Dragging its title gives the findings below more room."""

    pane = "findings"

    DEFAULT_CSS = f"""
    FindingDetail {{ height: {_LINES + _TITLE}; padding: 0 1; background: $surface; }}
    """

    @dataclass
    class Chosen(Message):
        """A choice was clicked: which one, from 1."""

        number: int

    def __init__(self, key_for: Callable[[str], str]) -> None:
        """Show no finding; `key_for` names the key of an action."""
        super().__init__(id="detail", markup=False)
        self._key_for = key_for
        self._loaded: tuple[Session, Finding | None, int | None] | None = None

    def is_grip(self, event: events.MouseDown) -> bool:
        """Take hold at the title."""
        return event.y == 0

    def load(self, session: Session, finding: Finding | None, index: int | None) -> None:
        """Show a finding, which has this index among those of the article, or that there is none."""
        self._loaded = session, finding, index
        number = f"{index + 1 if index is not None else '-'}/{len(session.findings)} "
        self.border_title = f" Finding {'' if session.is_unseen else number}"
        self.update(self._text(session, finding), layout=False)

    def _text(self, session: Session, finding: Finding | None) -> Text:
        text = Text(no_wrap=True, overflow="ellipsis")
        width = max(20, self.size.width - 2)
        if finding is None and not session.can_edit:
            return text.append("\n".join(wrap(visible(session.problem), width)))
        if finding is None:
            return text.append("\n".join(wrap(self._without(session), width)), "italic")
        height = self.size.height or _LINES
        rows = _in_rows(_offers(finding, session, width, self._key_for("fix")), width)
        least = max(1, height - 1)  # a row is left to the reason, where there are two
        if len(rows) > least:
            rows[least:] = []
            rows[-1].append((RowPart(f" {ELLIPSIS}"), 0))
        for piece, number in (each for row in rows for each in (*row, (RowPart("\n"), 0))):
            meta = {"choice": number} if number else None
            text.append(piece.text, Style(bold=piece.style in ("good", "strong"), meta=meta))
        message, room = plain_links(visible(finding.message)), max(1, height - len(rows))
        lines = wrap(f"{finding.rule.name}: {message}", width)
        if len(lines) > room:  # the name says less than what would be cut off for it, and the list has the code
            lines = wrap(message, width)
        if len(lines) > room:
            lines[room - 1 :] = [head(lines[room - 1], width - len(ELLIPSIS)) + ELLIPSIS]
        return text.append("\n".join(lines))

    def _without(self, session: Session) -> str:
        """Return what there is to say where there is no finding: how to go on."""
        on = self._key_for("next_finding")
        if session.findings:
            return f"No finding here; {on} goes to the next."
        if session.is_behind:
            return "Still being checked."
        review, save = self._key_for("article_reviewed"), self._key_for("save")
        return f"No findings in this article. {review} marks it as reviewed, {save} saves it, {on} goes on."

    def on_click(self, event: events.Click) -> None:
        """Take the choice that was clicked, unless words were selected.

        The other click of a double one is on the finding after it, which nobody has read yet.
        """
        number = event.style.meta.get("choice")
        if isinstance(number, int) and self.text_selection is None and event.chain == 1:
            self.post_message(self.Chosen(number))

    def on_resize(self) -> None:
        """Take the room there is now: it is none while the pane is hidden."""
        if self._loaded is not None:
            self.load(*self._loaded)


def _offers(finding: Finding, session: Session, width: int, key: str) -> list[Pieces]:
    """Return what the finding's fixes make of the text, each with its key: what is to stay together on a row.

    The first has the `key` that fixes. Where there is only one, it is made to fit into so many cells if it can be.
    """
    if not finding.fixes:
        return []
    told = change(finding, finding.span.cut(session.article.text), width - len(key) - 1)
    pieces = [RowPart(visible(text), style) for text, style in told]
    if len(finding.fixes) == 1:
        return [(RowPart(f"{key} ", "strong"), *pieces)]
    pieces[2] = RowPart(f" {key} ", "strong")  # in the place of its digit: it takes the first choice
    return [tuple(pieces[:4]), *zip(pieces[4::2], pieces[5::2], strict=True)]


def _in_rows(groups: Sequence[Pieces], width: int) -> list[list[tuple[RowPart, int]]]:
    """Return groups of pieces in rows of so many cells, each piece with the number of its group, from 1.

    One that is longer has a row of its own.
    """
    rows: list[list[tuple[RowPart, int]]] = []
    used = 0
    for number, group in enumerate(groups, 1):
        room = sum(cells(piece.text) for piece in group)
        if not rows or used + room > width:
            rows.append([])
            used = 0
        rows[-1] += ((piece, number) for piece in group)
        used += room
    return rows
