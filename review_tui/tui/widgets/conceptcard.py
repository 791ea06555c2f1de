"""The card of one concept: what it means, its renderings with their verdicts, how often each is used, and where."""

from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.output.cells import wrap
from review_tui.review.analysis import Use
from review_tui.review.session import Session
from review_tui.review.terms import places_of
from review_tui.tui.widgets.rows import HEADING, Piece, Pieces, RowList, fit

LETTERS = {
    Status.PREFERRED: "+",
    Status.ADMITTED: "=",
    Status.DEPRECATED: "-",
    Status.FORBIDDEN: "!",
    Status.PROVISIONAL: "?",
}
STYLES = {
    Status.PREFERRED: "good",
    Status.ADMITTED: "",
    Status.DEPRECATED: "warning",
    Status.FORBIDDEN: "error",
    Status.PROVISIONAL: "dim",
}
_BAR = 8  # cells of the longest bar
_PLACES = 50  # places shown

Line = Rendering | Use | Piece


class ConceptCard(RowList):
    """Shows a concept. The cursor stands on renderings and on places; Enter on a place goes there."""

    BINDINGS = [("enter", "choose", "Go there")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._session: Session | None = None
        self._concept: Concept | None = None
        self._counts: dict[str, int] = {}
        self._lines: list[Line] = []

    def load(self, session: Session, concept: Concept | None) -> None:
        """Show a concept, or how to come by one."""
        same = concept is not None and self._concept is not None and concept.id == self._concept.id
        self._session, self._concept = session, concept
        self._lines = [Piece("no term here; F10 adds one", "dim")]
        if concept is not None:
            self._counts = session.counts(concept)
            self._lines = [*self._head(concept), *concept.renderings, *self._places(session, concept)]
        self.show(len(self._lines), None if same else 0)

    def _head(self, concept: Concept) -> list[Line]:
        lines: list[Line] = [Piece("|".join(concept.en) or concept.id, "strong")]
        if concept.definition:
            lines += (Piece(line, "dim") for line in wrap(concept.definition, max(10, self.size.width - 2)))
        return lines

    def _places(self, session: Session, concept: Concept) -> list[Line]:
        uses = list(places_of(concept, session.analysis.uses))
        if not uses:
            return [Piece("not used in this article", HEADING)]
        shown: list[Line] = [Piece(f"used {len(uses)} times in this article:", HEADING), *uses[:_PLACES]]
        return shown

    @property
    def picked(self) -> Rendering | Use | None:
        """Return the rendering or the place under the cursor."""
        line = self._lines[self.cursor] if self.cursor < len(self._lines) else None
        return None if isinstance(line, Piece) else line

    def rests(self, index: int) -> bool:
        """Tell whether the row is a rendering or a place."""
        return not isinstance(self._lines[index], Piece)

    def row(self, index: int, width: int) -> Pieces:
        """Return a rendering with letter, count, bar and note, or a place with the words around it."""
        line = self._lines[index]
        if isinstance(line, Piece):
            return (Piece(fit(line.text, width), line.style),)
        if isinstance(line, Use):
            return self._place(line, width)
        count, most = self._counts.get(line.zh, 0), max(self._counts.values(), default=0)
        style = STYLES[line.status]
        bar = "#" * max(1, round(_BAR * count / most)) if count else ""
        return (
            Piece(f"{LETTERS[line.status]} ", style),
            Piece(f"{line.zh} ", style),
            Piece(f"{count} {bar} " if count else "", ""),
            Piece(f"{line.pos} " if line.pos else "", "dim"),
            Piece(line.note, "dim"),
        )

    def _place(self, use: Use, width: int) -> Pieces:
        if self._session is None:
            return ()
        article = self._session.article
        line, _ = article.place(use.span.start)
        start = max(article.lines.starts[line - 1], use.span.start - 6)
        around = article.text[start : use.span.end + 20].split("\n")[0]
        return (Piece(f"{line:>5} ", "dim"), Piece(fit(around, max(1, width - 6)), "" if use.zh else "dim"))
