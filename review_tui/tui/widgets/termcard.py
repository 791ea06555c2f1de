"""The card of one concept under the glossary: its renderings with their verdicts and counts."""

from rich.text import Text
from textual.widgets import Static

from review_tui.files.visible import visible
from review_tui.glossary.concept import Concept
from review_tui.review.session import Session
from review_tui.tui.widgets.glossarytable import card


class TermCard(Static):
    """Shows the concept under the glossary's cursor."""

    DEFAULT_CSS = """
    TermCard { height: 9; border-top: solid $primary-muted; overflow-y: auto; }
    """

    def load(self, session: Session, concept: Concept | None) -> None:
        """Show a concept, or how to come by one."""
        text = Text(no_wrap=True, overflow="ellipsis")
        if concept is None:
            text.append("no term here; F10 adds one", "dim")
        else:
            for row in card(session, concept):
                for piece, name in row.pieces:
                    text.append(visible(piece), _STYLES.get(name, ""))
                text.append("\n")
        self.update(text)


_STYLES = {"rows--dim": "dim", "rows--good": "bold", "rows--warning": "italic", "rows--error": "underline"}
