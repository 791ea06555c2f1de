"""The article as an editor reads it: wrapped for Chinese, markup dimmed, findings marked, one section in focus."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from review_tui.article import Span
from review_tui.article.sections import Section
from review_tui.files.visible import visible
from review_tui.review.session import Session
from review_tui.rules.model import Finding
from review_tui.tui.compat import cell_width, wrap_offsets

_GUTTER = 7  # cells: the letter of the worst finding, the line number, a space


@dataclass(frozen=True, slots=True)
class Visual:
    """A row of the view: which line it belongs to, and which stretch of the text it shows."""

    line: int
    start: int
    end: int
    is_first: bool


class ArticleView(ScrollView, can_focus=True):
    """The text in the middle. It is drawn row by row, so that its length does not matter."""

    DEFAULT_CSS = """
    ArticleView { background: $surface; scrollbar-size-vertical: 1; overflow-x: hidden; }
    ArticleView > .article--elsewhere { color: $text-muted; text-style: dim; }
    ArticleView > .article--markup { color: $text-disabled; }
    ArticleView > .article--link { text-style: underline; color: $text-accent; }
    ArticleView > .article--heading { text-style: bold; }
    ArticleView > .article--error { background: $error-muted; color: $text-error; text-style: underline; }
    ArticleView > .article--warning { background: $warning-muted; color: $text-warning; text-style: underline; }
    ArticleView > .article--info { text-style: underline; color: $text-accent; }
    ArticleView > .article--current { background: $primary; color: $text; text-style: bold underline reverse; }
    ArticleView > .article--number { color: $text-disabled; }
    """
    COMPONENT_CLASSES = {
        f"article--{name}"
        for name in ("elsewhere", "markup", "link", "heading", "error", "warning", "info", "current", "number")
    }

    class Clicked(Message):
        """A place in the text was clicked: its offset in code points."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self.session: Session | None = None
        self.section: Section | None = None
        self.current: Finding | None = None
        self._visuals: list[Visual] = []
        self._starts: list[int] = []
        self._laid_out: tuple[int, int] = (0, 0)
        self._marks: list[tuple[int, int, str]] = []
        self._findings: list[Finding] = []

    def load(self, session: Session, section: Section, current: Finding | None) -> None:
        """Show an article with one section in focus; the view moves only where the current finding is out of sight."""
        fresh = session is not self.session
        self.session, self.section, self.current = session, section, current
        self._marks = _marks(session)
        self._findings = sorted(session.findings, key=lambda item: (item.span.start, -item.severity.rank))
        self._lay_out()
        self.reveal(current.span if current else Span(section.span.start, section.span.start), fresh=fresh)
        self.refresh()

    def _lay_out(self) -> None:
        """Break the lines for the width there is. Work is saved where neither text nor width changed."""
        if self.session is None:
            return
        text = self.session.article.text
        width = max(8, self.size.width - _GUTTER - 1)
        key = (id(self.session.article), width)
        if key == self._laid_out:
            return
        lines = self.session.article.lines
        self._visuals = []
        for index in range(len(lines)):
            start, end = lines.span(index)
            bounds = [0, *wrap_offsets(visible(text[start:end], keep_length=True), width), end - start]
            for place, (left, right) in enumerate(pairwise(bounds)):
                self._visuals.append(Visual(index, start + left, start + right, place == 0))
        self._starts = [visual.start for visual in self._visuals]
        self._laid_out = key
        self.virtual_size = Size(self.size.width, len(self._visuals))

    def row_of(self, offset: int) -> int:
        """Return the row that an offset stands on."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def reveal(self, span: Span, *, fresh: bool = False) -> None:
        """Bring a stretch of the text into view, with some rows around it where it was out of sight."""
        top, bottom = self.row_of(span.start), self.row_of(max(span.start, span.end - 1))
        height = max(1, self.size.height)
        first = int(self.scroll_offset.y)
        if fresh or top < first or bottom >= first + height:
            self.scroll_to(y=max(0, top - height // 3), animate=False, force=True)
        self.scroll_to_region(Region(0, top, 1, bottom - top + 1), animate=False, force=True)

    def on_resize(self) -> None:
        """Break the lines anew, and keep in view what was."""
        if self.session is not None and self.section is not None:
            self._lay_out()
            self.reveal(self.current.span if self.current else self.section.span, fresh=True)

    def on_click(self, event: events.Click) -> None:
        """Say which character was clicked."""
        row = int(event.y + self.scroll_offset.y)
        if self.session is None or row >= len(self._visuals):
            return
        visual = self._visuals[row]
        cells = event.x - _GUTTER
        for offset in range(visual.start, visual.end):
            cells -= cell_width(visible(self.session.article.text[offset], keep_length=True))
            if cells < 0:
                break
        else:
            offset = visual.end
        self.post_message(self.Clicked(offset))

    def render_line(self, y: int) -> Strip:
        """Draw the row at a height of the view."""
        row = y + int(self.scroll_offset.y)
        width = self.size.width
        base = self.rich_style
        if self.session is None or row >= len(self._visuals):
            return Strip.blank(width, base)
        visual = self._visuals[row]
        segments = [*self._gutter(visual, base)]
        for start, end, style in self._pieces(visual, base):
            segments.append(Segment(visible(self.session.article.text[start:end], keep_length=True), style))
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"article--{name}", partial=True)

    def _gutter(self, visual: Visual, base: Style) -> list[Segment]:
        worst = max(
            (item.severity for item in self._findings if item.span.start < visual.end and item.span.end > visual.start),
            key=lambda severity: severity.rank,
            default=None,
        )
        letter = Segment(worst.letter if worst else " ", base + self._style(worst.value) if worst else base)
        number = f"{visual.line + 1:>4}  " if visual.is_first else " " * 6
        return [letter, Segment(number, base + self._style("number"))]

    def _pieces(self, visual: Visual, base: Style) -> list[tuple[int, int, Style]]:
        """Cut a row wherever its style changes."""
        layers = [(start, end, self._style(name)) for start, end, name in self._touching(visual)]
        if self.section and not (
            self.section.span.start <= visual.start < max(self.section.span.end, visual.start + 0)
        ):
            base += self._style("elsewhere")
        cuts = {visual.start, visual.end}
        for start, end, _ in layers:
            cuts.update((max(start, visual.start), min(end, visual.end)))
        places = sorted(cuts)
        pieces = []
        for left, right in pairwise(places):
            style = base
            for start, end, layer in layers:
                if start <= left and right <= end:
                    style += layer
            pieces.append((left, right, style))
        return pieces

    def _touching(self, visual: Visual) -> list[tuple[int, int, str]]:
        """Return the stretches with a style of their own that a row shows, the strongest last."""
        first = bisect_right(self._marks, (visual.start - 4000, 0, ""))
        found = []
        for start, end, name in self._marks[first:]:
            if start >= visual.end:
                break
            if end > visual.start:
                found.append((start, end, name))
        for item in self._findings:
            if item.span.start >= visual.end:
                break
            if item.span.end > visual.start:
                found.append((item.span.start, item.span.end, item.severity.value))
        if self.current and self.current.span.start < visual.end and self.current.span.end > visual.start:
            found.append((self.current.span.start, self.current.span.end, "current"))
        return found


def _marks(session: Session) -> list[tuple[int, int, str]]:
    """Return what is markup, link or heading in an article, in order."""
    article = session.article
    marks: list[tuple[int, int, str]] = [(0, article.front_matter.span.end, "markup")]
    for heading in article.headings:
        marks.append((heading.text_span.start, heading.text_span.end, "heading"))
        if heading.hashes:
            marks.append((heading.hashes.start, heading.hashes.end, "markup"))
    for link in article.links:
        marks.append((link.span.start, link.text_span.start, "markup"))
        marks.append((link.text_span.start, link.text_span.end, "link"))
        marks.append((link.text_span.end, link.span.end, "markup"))
    return sorted(mark for mark in marks if mark[1] > mark[0])
