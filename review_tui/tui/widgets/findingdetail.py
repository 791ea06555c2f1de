"""The current finding in full: why it is one, and what each of its fixes would make of the text."""

from rich.text import Text
from textual import events
from textual.widgets import Static

from review_tui.review.article.session import Session
from review_tui.rules.model import Finding
from review_tui.text.cells import head, wrap
from review_tui.text.visible import visible
from review_tui.tui.widgets.divider import Grip
from review_tui.tui.widgets.findinglist import change, plain_links
from review_tui.tui.widgets.rows import RowPart

_LINES = 3
_TITLE = 1


class FindingDetail(Static, Grip):
    """As high for each finding, so that nothing moves. Dragging its title gives the findings below more room."""

    pane = "findings"

    DEFAULT_CSS = f"""
    FindingDetail {{ height: {_LINES + _TITLE}; padding: 0 1; background: $surface; }}
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id, markup=False)
        self._loaded: tuple[Session, Finding | None] | None = None

    def is_grip(self, event: events.MouseDown) -> bool:
        """Take hold at the title."""
        return event.y == 0

    def load(self, session: Session, finding: Finding | None) -> None:
        """Show a finding, or that there is none."""
        self._loaded = session, finding
        text = Text(no_wrap=True, overflow="ellipsis")
        width = max(20, self.size.width - 2)
        if finding is None:
            none = "Still being checked." if session.is_behind else "No findings in this article."
            text.append("No finding here." if session.findings else none, "italic")
            self.update(text, layout=False)
            return
        if finding.fixes:
            pieces = list(change(finding, finding.span.cut(session.article.text)))
            if len(finding.fixes) > 1:
                pieces[2] = RowPart(" Enter ", "strong")  # in the place of its digit: Enter takes the first choice
            else:
                pieces.insert(0, RowPart("Enter ", "strong"))
            for piece in pieces:
                text.append(visible(piece.text), "bold" if piece.style in ("good", "strong") else "")
            text.append("\n")
        message = plain_links(f"{finding.rule.name}: {visible(finding.message)}")
        lines, room = wrap(message, width), max(1, (self.size.height or _LINES) - bool(finding.fixes))
        if len(lines) > room:
            lines[room - 1 :] = [head(lines[room - 1], width - 1) + "…"]
        text.append("\n".join(lines))
        self.update(text, layout=False)

    def on_resize(self) -> None:
        """Take the room there is now: it is none while the pane is hidden."""
        if self._loaded is not None:
            self.load(*self._loaded)
