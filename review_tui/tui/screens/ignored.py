"""The findings of an article that were ignored, with the reasons: one of them can be woken."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult

from review_tui.article import Article
from review_tui.lint.decisions.decisions import Accepted
from review_tui.rules.model import Finding
from review_tui.tui.screens.dialog import Dialog, dialog_box
from review_tui.tui.widgets.finding_list import short
from review_tui.tui.widgets.rows import Pieces, RowList, RowPart, fit

_MOST_ROWS = 16
_WORDS = 26  # cells


class _Decisions(RowList):
    BINDINGS = [("enter", "choose", "Wake")]

    def __init__(self, article: Article, ignored: Sequence[tuple[Finding, Accepted]]) -> None:
        super().__init__(id="ignored")
        self._article, self.ignored = article, ignored
        self.styles.height = min(_MOST_ROWS, max(1, len(ignored)))

    def on_mount(self) -> None:
        self.show(len(self.ignored), 0)

    def row(self, index: int, width: int) -> Pieces:
        finding, decision = self.ignored[index]
        line, column = self._article.place(finding.span.start)
        words = fit(short(finding.span.cut(self._article.text)), _WORDS)
        who = ", ".join(filter(None, (decision.by, decision.at)))
        left = max(1, width - _WORDS - 16)
        return (
            RowPart(f"{f'{line}:{column}':<8} ", "dim"),
            RowPart(f"{finding.rule.code} ", "dim"),
            RowPart(f"{words} ", "strong"),
            RowPart(fit(f"{decision.reason}  {who}", left)),
        )


class Ignored(Dialog[Accepted]):
    """Shows why findings are ignored. The answer is the decision to take back."""

    ABOUT = "The findings that somebody decided to leave, with the reason. One that is woken is a finding again."
    DEFAULT_CSS = """
    Ignored > #box { width: 110; }
    """

    def __init__(self, article: Article, ignored: Sequence[tuple[Finding, Accepted]]) -> None:
        """Take the article as it is now, and its ignored findings with what was decided about them."""
        super().__init__()
        self._rows = _Decisions(article, ignored)

    def compose(self) -> ComposeResult:
        """Show the findings and the keys."""
        with dialog_box(f"Ignored in this article: {len(self._rows.ignored):,}", "Enter wake   Esc back"):
            yield self._rows

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        self.dismiss(self._rows.ignored[event.index][1])
