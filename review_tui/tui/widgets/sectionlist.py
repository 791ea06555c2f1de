"""The sections of the article: what state each is in, how many findings it has, how bad the worst is."""

from review_tui.article.sections import Section
from review_tui.review.article.session import Session
from review_tui.review.decisions.decided import SectionState
from review_tui.review.desk import Desk
from review_tui.rules.model import Finding
from review_tui.rules.severity import Severity
from review_tui.tui.widgets.rows import Piece, Pieces, RowList, fit


class SectionList(RowList):
    """The list on the left."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._rows: list[tuple[Section, SectionState, int, Severity | None]] = []
        self._counted: tuple[tuple[Finding, ...], dict[int, tuple[int, Severity]]] = ((), {})

    def load(self, desk: Desk, session: Session, current: int) -> None:
        """Show the sections of an article, the cursor on the one in focus."""
        rows: list[tuple[Section, SectionState, int, Severity | None]] = []
        counts = self._count(session)
        for section, state in zip(session.sections, desk.states(session), strict=True):
            rows.append((section, state, *counts.get(section.number, (0, None))))
        if rows == self._rows:
            self.move_to(current)
            return
        self._rows = rows
        self.show(len(rows), current)

    def _count(self, session: Session) -> dict[int, tuple[int, Severity]]:
        """Return how many findings each section has, and the worst; counted again only when there are others."""
        findings = session.findings
        if self._counted[0] is not findings:
            severities: dict[int, list[Severity]] = {}
            for finding in findings:
                number = session.analysis.section_at(finding.span.start).number
                severities.setdefault(number, []).append(finding.severity)
            counts = {
                number: (len(those), max(those, key=lambda severity: severity.rank))
                for number, those in severities.items()
            }
            self._counted = (findings, counts)
        return self._counted[1]

    def row(self, index: int, width: int) -> Pieces:
        """Return the state, the count with the letter of the worst finding, and the title, indented by its level."""
        section, state, count, worst = self._rows[index]
        level = section.heading.level if section.heading else 1
        indent = "  " * max(0, min(level, 4) - 2)
        styles = {SectionState.REVIEWED: "good", SectionState.NEEDS_WORK: "warning", SectionState.OPEN: ""}
        return (
            Piece(state.letter, styles[state]),
            Piece(f"{count:>3}{worst.letter} " if worst else "     ", worst.value if worst else ""),
            Piece(fit(indent + section.title, max(1, width - 6)), "dim" if section.is_front_matter else ""),
        )
