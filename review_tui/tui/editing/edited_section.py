"""The section of the article in focus that is in the editor: where it stands, and what typing makes of it."""

from textual.geometry import Size

from review_tui.article import Edit, Span
from review_tui.article.sections import Section
from review_tui.article.shifting import moved_by
from review_tui.review.article.carrying import originals, spans_of
from review_tui.review.article.placed import standing_in
from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.review.history import Step
from review_tui.tui.widgets.section_editor import SectionEditor


class EditedSection:
    """Passes what is typed in the editor on to the desk, and keeps track of where the section stands in the article.

    `span` is the section in the article's text as it is now, `path` tells which article that is.
    """

    def __init__(self, desk: Desk, at: Focus, editor: SectionEditor) -> None:
        """Edit the article in focus, in an editor that is on the screen or comes to it."""
        self.span = Span(0, 0)
        self.path = ""
        self._desk, self._at, self._editor = desk, at, editor

    @property
    def is_open(self) -> bool:
        """Tell whether a section is being edited; before the editor is on the screen, and after, none is."""
        return self._editor.parent is not None and self._editor.is_open

    @property
    def place(self) -> int:
        """Return the offset of the caret in the article's text; call `take_in` before."""
        lines = self._at.session.article.lines
        line, column = self._editor.cursor_location
        start, end = lines.span(lines.index_at(self.span.start) + line)
        return min(start + column, end)

    def open(self, room: Size) -> None:
        """Open the section in focus, the caret where the hand is; `room` is what the editor will have."""
        span, place = self._at.section.span, self._at.place
        line, column = self._begin_at(span, place if span.start <= place <= span.end else span.start)
        self._editor.open(self._at.session.shown(span), self._first_line, line, column, room)
        self.mark()

    def fill(self, span: Span, place: int) -> None:
        """Put another span of the article into the editor, and the caret at an offset of the article in it."""
        line, column = self._begin_at(span, max(span.start, min(place, span.end)))
        self._editor.line_number_start = self._first_line
        self._editor.replace_text(self._at.session.shown(span), line, column)
        self.mark()

    def fill_again(self, place: int) -> None:
        """Put the section around an offset into the editor, after something else than typing changed the text."""
        self.fill(self._section_at(place).span, place)

    def _begin_at(self, span: Span, place: int) -> tuple[int, int]:
        """Make a span the one that is edited; return line and column, from 0, of an offset in it."""
        self.span, self.path = span, self._at.article.path
        line, column = self._at.session.article.place(place)
        return line - self._first_line, column - 1

    @property
    def _first_line(self) -> int:
        return self._at.session.article.lines.index_at(self.span.start) + 1

    def _section_at(self, place: int) -> Section:
        """Return the section around an offset; where the section in the editor ends, that one, and not the next."""
        analysis = self._at.session.analysis
        section = analysis.section_at(place)
        before = analysis.sections[max(0, section.number - 1)]
        if self.path != self._at.article.path:
            return section
        return before if before.span.start <= self.span.start < section.span.start == place else section

    def mark(self) -> None:
        """Underline the findings of the section in the editor."""
        session = self._at.session
        found = standing_in(session.findings, self.span)
        severities = [finding.severity for finding in originals(found)]
        self._editor.mark(self.span, session.article.lines, zip(spans_of(found), severities, strict=True))

    def take_in(self) -> None:
        """Pass on to the desk what was typed since the last time; nothing happens while no section is open."""
        if not self.is_open:
            return
        session = self._at.session
        for number, shown in enumerate(self._editor.take_steps()):
            edit = self._desk.type(session, self.span, shown, goes_on=number == 0)
            if edit is not None:
                self._move_along(edit)

    def _move_along(self, edit: Edit) -> None:
        """Let the span grow by an edit that was typed, and move the hand with the text that it is at."""
        before, place = self.span, moved_by(self._at.place, edit)
        self.span = Span(before.start, before.end + edit.growth)
        if before.start <= self._at.place <= max(before.start, before.end - 1):  # at the end, another section begins
            place = max(before.start, min(place, self.span.end - 1))
        self._at.place = place

    def close(self) -> None:
        """Take in what was typed, and close the editor."""
        self.take_in()
        self._editor.close()

    def keep_hand(self) -> bool:
        """Bring the hand back into the section that is being edited; tell whether it had left that."""
        start, end = self.span
        if not self.is_open or start <= self._at.place < max(end, start + 1):
            return False
        self._at.go_to(max(start, min(self.place, end - 1)))
        return True

    def growth_by(self, step: Step) -> int | None:
        """Return by how many characters a step makes the section longer; None where it changes anything else, too."""
        edits = [edit for change in step.texts if change.path == self.path for edit in change.edits]
        is_elsewhere = step.glossary is not None or step.decisions is not None or len(step.texts) != 1
        if is_elsewhere or not edits or not all(self.span.covers(edit.span) for edit in edits):
            return None
        return sum(edit.growth for edit in edits)

    def follow(self, step: Step) -> bool:
        """Show in the editor what a step made of the section; tell whether it was made there, and nowhere else."""
        growth = self.growth_by(step) if self.is_open else None
        if growth is None:
            return False
        self._at.settle(step.place)
        self.fill(Span(self.span.start, self.span.end + growth), step.end)
        return True
