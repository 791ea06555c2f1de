"""The open findings, each with what its fix would make of the text."""

from review_tui.review.session import Session
from review_tui.rules.model import Finding
from review_tui.rules.severity import Severity
from review_tui.tui.widgets.rows import Piece, Row, RowList

STYLES = {Severity.ERROR: "rows--error", Severity.WARNING: "rows--warning", Severity.INFO: "rows--info"}
_EXCERPT = 22  # code points of the text shown for a finding


class Findings(RowList):
    """The list under the article."""

    def load(self, session: Session, current: int) -> None:
        """Show the findings of the article, the cursor on the current one."""
        self.show([_row(session, finding) for finding in session.findings], current)


def _row(session: Session, finding: Finding) -> Row:
    place = session.article.place(finding.span.start)
    where = f"{place.line}:{place.column}"
    return Row(
        (
            (f" {finding.severity.letter} ", STYLES[finding.severity]),
            (f"{where:<8}", "rows--dim"),
            (f"{finding.rule.code} ", "rows--dim"),
            *_change(session, finding),
        )
    )


def _change(session: Session, finding: Finding) -> tuple[Piece, ...]:
    """Return what stands there and what would: before → after, or why it is a finding where it has no fix."""
    before = _short(finding.span.cut(session.article.text))
    if not finding.fixes:
        return ((before, ""), (f"  {finding.message}", "rows--dim"))
    if len(finding.fixes) == 1:
        return ((before, ""), (" -> ", "rows--dim"), (_short(finding.fixes[0].label), "rows--good"), _message(finding))
    choices: list[Piece] = [(before, ""), (" -> ", "rows--dim")]
    for number, fix in enumerate(finding.fixes[:9], 1):
        choices += [(f"{number} ", "rows--dim"), (f"{_short(fix.label)}  ", "rows--good")]
    return (*choices, _message(finding))


def _message(finding: Finding) -> Piece:
    return (f"  {finding.message}", "rows--dim")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _EXCERPT else f"{flat[: _EXCERPT - 1]}…"
