"""The glossary beside the article: the terms of this section, then the article's, or all that match the filter."""

from collections.abc import Iterable

from textual.message import Message

from review_tui.article import Span
from review_tui.glossary.concept import Concept, Kind, Status
from review_tui.review.session import Session
from review_tui.tui.widgets.rows import Piece, Row, RowList

_LETTERS = {
    Status.PREFERRED: "+",
    Status.ADMITTED: " ",
    Status.DEPRECATED: "-",
    Status.FORBIDDEN: "!",
    Status.PROVISIONAL: "?",
}
_STYLES = {Status.PREFERRED: "rows--good", Status.DEPRECATED: "rows--warning", Status.FORBIDDEN: "rows--error"}


class GlossaryTable(RowList):
    """The terms on the right. `concepts` runs parallel to the rows; a heading has None."""

    class Picked(Message):
        """The cursor rests on another term."""

        def __init__(self, concept: Concept | None) -> None:
            super().__init__()
            self.concept = concept

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self.concepts: list[Concept | None] = []

    @property
    def picked(self) -> Concept | None:
        """Return the concept under the cursor."""
        return self.concepts[self.cursor] if self.cursor < len(self.concepts) else None

    def load(self, session: Session, section: int, wanted: str = "", keep: str | None = None) -> None:
        """Show the terms of a section and of the article, or those of the whole glossary that `wanted` stands in."""
        if wanted:
            groups = [(f"matching “{wanted}”", list(matching(session.glossary.concepts, wanted)))]
        else:
            here = session.concepts_in(session.article.sections[section].span)
            known = {concept.id for concept in here}
            others = [
                item for item in session.concepts_in(Span(0, len(session.article.text) + 1)) if item.id not in known
            ]
            groups = [("in this section", here), ("elsewhere in the article", others)]
        rows: list[Row] = []
        self.concepts = []
        for title, concepts in groups:
            rows.append(Row(((f"- {title}: {len(concepts)} -", ""),), is_heading=True))
            self.concepts.append(None)
            for concept in concepts:
                rows.append(_row(session, concept, self.size.width))
                self.concepts.append(concept)
        cursor = next((n for n, item in enumerate(self.concepts) if item and item.id == keep), None)
        self.show(rows, cursor if cursor is not None else min(self.cursor, max(0, len(rows) - 1)))


def matching(concepts: Iterable[Concept], wanted: str) -> Iterable[Concept]:
    """Return the concepts of which the id, an English term or a rendering holds the words, case aside."""
    folded = wanted.casefold()
    for concept in concepts:
        if concept.kind is Kind.BLOCKER:
            continue
        if (
            folded in concept.id
            or any(folded in term.casefold() for term in concept.en)
            or any(folded in rendering.zh.casefold() for rendering in concept.renderings)
        ):
            yield concept


def _row(session: Session, concept: Concept, width: int) -> Row:
    counts = session.counts(concept)
    used = [item for item in concept.renderings if counts.get(item.zh)]
    bad = any(item.status in (Status.DEPRECATED, Status.FORBIDDEN) for item in used)
    rivals = len({item.zh for item in used if item.status in (Status.PREFERRED, Status.ADMITTED) and not item.pos}) > 1
    mark: Piece = ("W", "rows--warning") if bad or rivals else (" ", "")
    shown = concept.preferred.zh if concept.preferred else (concept.renderings[0].zh if concept.renderings else "")
    column = max(10, min(18, width // 2 - 2))
    english = concept.label if len(concept.label) <= column else f"{concept.label[: column - 1]}…"
    return Row((mark, (f" {english:<{column}} ", ""), (shown, "rows--good" if used and not bad else "")))


def card(session: Session, concept: Concept) -> list[Row]:
    """Return the rows of a concept's card: what it means, its renderings with their verdicts, and their use here."""
    counts = session.counts(concept)
    total = sum(counts.values())
    rows = [Row(((concept.label, ""), (f"  {concept.id}", "rows--dim")))]
    if concept.definition:
        rows.append(Row(((concept.definition, "rows--dim"),)))
    for item in concept.renderings:
        count = counts.get(item.zh, 0)
        bar = "#" * max(1, round(8 * count / total)) if count else ""
        style = _STYLES.get(item.status, "")
        note = f" {item.note}" if item.note else ""
        rows.append(
            Row(
                (
                    (f"{_LETTERS[item.status]} ", style),
                    (item.zh, style),
                    (f" x{count} {bar}" if count else "", ""),
                    (note, "rows--dim"),
                )
            )
        )
    return rows
