"""The article as an editor reads it: markup dimmed, findings marked, one section in focus."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.content import Content

from review_tui.article import Span
from review_tui.article.sections import Section
from review_tui.review.article.analysis import Analysis
from review_tui.review.article.carrying import chosen, originals
from review_tui.review.article.marks import MarkKind, TextMark
from review_tui.review.article.placed import first_from
from review_tui.review.article.session import Session
from review_tui.rules.model import Finding
from review_tui.text.cells import clip
from review_tui.text.visible import visible
from review_tui.tui.drawing.view_row import ViewRow
from review_tui.tui.widgets.text_view import TextView

_TITLE = 40  # cells
_LONGEST_MARK = 2_000  # code points that a mark may begin before a row that shows it
_STYLES = (
    *(kind.value for kind in MarkKind),
    "error",
    "warning",
    "info",
    "current",
    "number",
    "elsewhere",
)


class ArticleView(TextView):
    """The text in the middle. In the margin: `>` at the current finding, the letter of the worst finding, the line."""

    DEFAULT_CSS = """
    ArticleView {
        & > .article--markup { color: $text-disabled; }
        & > .article--target { color: $text-disabled; }
        & > .article--field { color: $text-muted; text-style: italic; }
        & > .article--link { text-style: underline; }
        & > .article--heading { text-style: bold; }
        & > .article--strong { text-style: bold; }
        & > .article--code { color: $text-muted; }
        & > .article--error { background: $error-muted; color: $text-error; text-style: underline; }
        & > .article--warning { background: $warning-muted; color: $text-warning; text-style: underline; }
        &:ansi > .article--error, &:ansi > .article--warning { background: ansi_default; }
        & > .article--info { color: $text-accent; text-style: underline; }
        & > .article--current { text-style: bold underline reverse; }
        & > .article--number { color: $text-disabled; }
        & > .article--elsewhere { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES = {f"article--{name}" for name in _STYLES}

    def __init__(self) -> None:
        super().__init__(id="article")
        self.shows_targets = False
        self._analysis: Analysis | None = None
        self._findings: Sequence[Finding] = ()
        self._focus = Span(0, 0)
        self._current: Finding | None = None
        self._digits = 2
        self._drawn: tuple[object, ...] | None = None
        self._pointed = Span(0, 0)  # what is selected only to be seen

    def point_out(self, span: Span) -> None:
        """Select a stretch until the hand goes elsewhere."""
        self._pointed = span
        self.select(span)

    def load(self, session: Session, section: Section, current: Finding | None, place: Span) -> None:
        """Show an article with one section in focus; the view moves only where `place` is out of sight."""
        if place.start != self._pointed.start:
            if self.selected == self._pointed:
                self.select(Span(0, 0))
            self._pointed = Span(0, 0)
        anew = self._analysis is None or self._analysis.article.path != session.name
        before = self._current
        same = self._analysis is session.analysis and self._findings is session.findings and self._focus == section.span
        self._analysis = session.analysis
        self._findings, self._current, self._focus = session.findings, current, section.span
        self._digits = max(2, len(str(len(session.article.lines))))
        self.show_title(session)
        drawn = (session.article, self.shows_targets, self._analysis.marks)
        if self._drawn != drawn:
            hidden = () if self.shows_targets else _targets(self._analysis.marks)
            self.set_content(session.article.text, session.article.lines, hidden)
            self._drawn = drawn
            same = False
        self.reveal(place, anew=anew)
        if not same:
            self.refresh()
            return
        for finding in (before, current):
            if finding is not None:
                self.refresh_span(finding.span)

    def show_title(self, session: Session) -> None:
        """Show the title of an article, or the name of its file where it has none."""
        title = visible(session.article.front_matter.text("title") or session.file.name)
        self.border_title = Content(f" {clip(title, _TITLE)} ")

    def findings_in_view(self) -> Iterator[tuple[Finding, int, int]]:
        """Yield the findings that begin in view, with the column and the row of the screen where they do."""
        if self.display and self.region:
            left, top = self.content_region.offset
            for finding in self._findings:
                cell = self.cell_of(finding.span.start)
                if cell is not None:
                    yield finding, left + cell[0], top + cell[1]

    @property
    def left(self) -> int:
        """Return the cells left of the text."""
        return self._digits + 4

    def draw_margin(self, row: ViewRow, base: Style) -> list[Segment]:
        """Return the marks, the letter and the number left of a row."""
        touching = [item for item in self._findings_in(row) if item.span.start < row.end or row.start == row.end]
        worst = max((item.severity for item in touching), key=lambda severity: severity.rank, default=None)
        current = self._current
        is_current = current is not None and row.start <= current.span.start < max(row.end, row.start + 1)
        number = f"{row.line + 1:>{self._digits}} " if row.is_first else " " * (self._digits + 1)
        letter_style = base + Style(color=self._style(worst.value).color, bold=True) if worst else base
        return [
            Segment(">" if is_current else " ", base + Style(bold=True)),
            Segment(worst.letter if worst else " ", letter_style),
            Segment(number, base + self._style("number")),
            Segment(" ", base),
        ]

    def base_style(self, row: ViewRow) -> Style:
        """Return a weaker style outside the section in focus."""
        if self._focus.start <= row.start < self._focus.end or self._focus.start == row.start:
            return self.paint("")
        return self.paint("") + self._style("elsewhere")

    def styled(self, row: ViewRow) -> Iterator[tuple[int, int, Style]]:
        """Yield marks, then findings, then the current finding."""
        if self._analysis is None:
            return
        marks = self._analysis.marks
        first = bisect_left(marks, TextMark(row.start - _LONGEST_MARK, 0, MarkKind.CODE))
        for index in range(first, len(marks)):
            start, end, kind = marks[index]
            if start >= row.end:
                break
            if end > row.start:
                yield start, end, self._style(kind.value)
        for item in sorted(self._findings_in(row), key=lambda item: item.severity.rank):
            yield *item.span, self._style(item.severity.value)
        if self._current is not None:
            start, end = self._current.span
            yield start, max(end, start + 1), self._style("current")

    def _findings_in(self, row: ViewRow) -> list[Finding]:
        """Return the findings that touch a row; long ones that begin far before it only while they are few."""
        findings = self._findings
        first, last = first_from(findings, row.start - _LONGEST_MARK), first_from(findings, row.end)
        return [item for item in findings[first : max(last, first)] if item.span.end > row.start]

    def _style(self, name: str) -> Style:
        return self.paint(f"article--{name}")


def _targets(marks: Sequence[TextMark]) -> list[Span]:
    are_targets = [mark.kind is MarkKind.TARGET for mark in originals(marks)]
    return [Span(mark.start, mark.end) for mark in chosen(marks, are_targets)]
