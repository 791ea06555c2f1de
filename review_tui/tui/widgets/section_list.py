"""The sections of the article: what state each is in, how many findings it has, how bad the worst is."""

from typing import NamedTuple

from review_tui.lint.decisions.leaving import Accepting
from review_tui.review.article.analysis import Analysis
from review_tui.review.article.carrying import originals
from review_tui.review.article.session import Session
from review_tui.review.decisions.section_state import SectionState
from review_tui.review.desk import Desk
from review_tui.severity import Severity
from review_tui.tui.widgets.rows import Pieces, RowList, RowPart, fit

_STYLES = {SectionState.REVIEWED: "good", SectionState.NEEDS_WORK: "warning", SectionState.OPEN: ""}


class _SectionRow(NamedTuple):
    """What is shown of a section."""

    title: str
    level: int
    is_front_matter: bool
    state: SectionState
    findings: int = 0
    worst: Severity | None = None


class _Counted(NamedTuple):
    """How many findings each section has, and the worst; with what that was counted of, to know when to count again."""

    looked: Analysis
    accepted: Accepting
    findings: int
    by_section: dict[int, tuple[int, Severity]]


class SectionList(RowList):
    """The list on the left."""

    def __init__(self) -> None:
        super().__init__(id="sections")
        self._rows: list[_SectionRow] = []
        self._counted: _Counted | None = None

    def load(self, desk: Desk, session: Session, current: int) -> None:
        """Show the sections of an article, the cursor on the one in focus."""
        rows: list[_SectionRow] = []
        counts = self._count(session)
        for section, state in zip(session.sections, desk.states(session), strict=True):
            level = section.heading.level if section.heading else 1
            known = counts.get(section.number, ())
            rows.append(_SectionRow(section.title, level, section.is_front_matter, state, *known))
        if rows == self._rows:
            self.move_to(current)
            return
        self._rows = rows
        self.show(len(rows), current)

    def _count(self, session: Session) -> dict[int, tuple[int, Severity]]:
        """Return how many findings each section has, and the worst; counted again only when there are others."""
        looked, accepted, count = session.analysis.looked_at, session.accepted, len(session.findings)
        known = self._counted
        if known is not None and known.looked is looked and known.accepted is accepted and known.findings == count:
            return known.by_section
        severities: dict[int, list[Severity]] = {}
        for finding in originals(session.findings):
            number = looked.section_at(finding.span.start).number
            severities.setdefault(number, []).append(finding.severity)
        counts = {
            number: (len(those), max(those, key=lambda severity: severity.rank)) for number, those in severities.items()
        }
        self._counted = _Counted(looked, accepted, count, counts)
        return counts

    def row(self, index: int, width: int) -> Pieces:
        """Return the state, the count with the letter of the worst finding, and the title, indented by its level."""
        title, level, is_front_matter, state, count, worst = self._rows[index]
        indent = "  " * max(0, min(level, 4) - 2)
        return (
            RowPart(state.letter, _STYLES[state]),
            RowPart(f"{count:>3}{worst.letter} " if worst else "     ", worst.value if worst else ""),
            RowPart(fit(indent + title, max(1, width - 6)), "dim" if is_front_matter else ""),
        )
