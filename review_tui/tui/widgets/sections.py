"""The sections of the article, with how many findings each has."""

from review_tui.review.session import Session
from review_tui.rules.severity import Severity
from review_tui.tui.widgets.rows import Row, RowList


class Sections(RowList):
    """The list on the left."""

    def load(self, session: Session, current: int) -> None:
        """Show the sections of the article, the cursor on the current one."""
        rows = []
        for section in session.article.sections:
            findings = session.findings_in(section)
            worst = max((finding.severity for finding in findings), key=lambda item: item.rank, default=None)
            count = f"{len(findings):>3}{worst.letter if worst else ' '} " if findings else "     "
            title = section.title
            hidden = "#" * section.heading.level if section.heading else ""
            style = _STYLES[worst] if worst else "rows--dim"
            indent = " " * max(0, len(hidden) - 2)
            rows.append(Row(((count, style), (f"{indent}{title}", ""))))
        self.show(rows, current)


_STYLES = {Severity.ERROR: "rows--error", Severity.WARNING: "rows--warning", Severity.INFO: "rows--info"}
