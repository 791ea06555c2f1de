"""A text drawn row by row, so that its length does not matter: wrapped for Chinese, parts of it hidden if need be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from review_tui.article import Span
from review_tui.article.position import Lines
from review_tui.text.cells import around, character_width
from review_tui.text.visible import visible
from review_tui.tui.compat import wrap_offsets
from review_tui.tui.drawing.text_rows import Breaks, TextRows
from review_tui.tui.drawing.view_row import ViewRow, pieces, without
from review_tui.tui.widgets.scrolled import Scrolled

_BESIDE = 2  # rows in view before and after what is in hand
_KNOWN_WRAPS = 50_000  # lines whose breaks are remembered, so that an edit costs one line


class TextView(Scrolled, can_focus=True):
    """Shows a text. Subclasses give the layers of style and what stands in the margin.

    It selects by itself, across rows and what is hidden.
    """

    DEFAULT_CSS = """
    TextView { & > .text--selected { background: $primary; color: $text; } }
    """
    COMPONENT_CLASSES = {"text--selected"}

    @dataclass
    class Clicked(Message):
        """A place in the text was clicked: its offset in code points."""

        offset: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self.content = ""
        self.rows = TextRows("", Lines(""), (), lambda _: ())  # none yet
        self._lines: Lines | None = None
        self._hidden: Sequence[Span] = ()
        self._wraps: dict[str, Breaks] = {}
        self._wrapped_at = 0
        self._anchor: int | None = None  # where the mouse was pressed
        self.selected = Span(0, 0)
        self._was_dragged = False
        self._awaited: tuple[Span, bool] | None = None  # what to reveal once there is room again
        self._seen: Span | None = None  # what was revealed last
        self._height = 0  # rows that there was room for as it was laid out last

    # What subclasses say

    @property
    def left(self) -> int:
        """Return the cells left of the text."""
        raise NotImplementedError

    def draw_margin(self, row: ViewRow, base: Style) -> list[Segment]:
        """Return what stands left of a row, in `left` cells."""
        raise NotImplementedError

    def base_style(self, row: ViewRow) -> Style:
        """Return the style that everything in a row has."""
        raise NotImplementedError

    def styled(self, row: ViewRow) -> Iterator[tuple[int, int, Style]]:
        """Yield the stretches of the text with a style of their own that a row shows, the strongest last."""
        raise NotImplementedError

    # Laying out

    def set_content(self, text: str, lines: Lines, hidden: Sequence[Span]) -> None:
        """Show a text; `hidden` are stretches left out, in order."""
        if text != self.content:
            self.selected = Span(0, 0)
        self.content, self._lines, self._hidden = text, lines, hidden
        self._lay_out()

    def _lay_out(self) -> None:
        """Break the lines for the width there is, once there is any; those that are as before cost nothing."""
        if self._lines is None or not self.size.width:
            return
        width = max(8, self.column - self.left)
        is_as_wide = width == self._wrapped_at
        if not is_as_wide or len(self._wraps) > _KNOWN_WRAPS:
            self._wraps.clear()
        self._wrapped_at = width
        before = self.rows if is_as_wide else None
        self.rows = TextRows(self.content, self._lines, self._hidden, self._broken, before)
        self.scroll_to_row(self.top)
        self.refresh()

    def _broken(self, shown: str) -> Breaks:
        breaks = self._wraps.get(shown)
        if breaks is None:
            wrapped = wrap_offsets(visible(shown, keep_length=True), self._wrapped_at)
            breaks = self._wraps[shown] = (*wrapped, len(shown))
        return breaks

    def row_of(self, offset: int) -> int:
        """Return the index of the row that an offset stands on."""
        return self.rows.row_of(offset)

    @property
    def extent(self) -> int:
        """Return how many rows there are."""
        return len(self.rows)

    def reveal(self, span: Span, *, anew: bool = False) -> None:
        """Bring a stretch into view with some rows around it.

        Where it was out of sight, or the text is shown `anew`, it comes into the upper part; else the text moves no
        further than it has to.
        """
        if not self.size.width:
            self._awaited = span, anew
            return
        self._seen, self._height = span, self.size.height
        top, bottom = self.row_of(span.start), self.row_of(max(span.start, span.end - 1))
        height = max(1, self.size.height)
        beside = min(_BESIDE, height // 3)
        if anew or top < self.top or bottom >= self.top + height:
            self.scroll_to_row(top - max(beside, height // 4))
        elif top - beside < self.top:
            self.scroll_to_row(top - beside)
        elif bottom + beside >= self.top + height:
            self.scroll_to_row(min(top - beside, bottom + beside - height + 1))

    def refresh_span(self, span: Span) -> None:
        """Draw the rows again that show a stretch."""
        top, bottom = self.row_of(span.start), self.row_of(max(span.start, span.end - 1))
        self.refresh_rows(top, bottom - top + 1)

    def action_move(self, step: int) -> None:
        """Scroll by some rows."""
        self.scroll_to_row(self.top + step)

    def action_page(self, step: int) -> None:
        """Scroll by some pages."""
        self.scroll_to_row(self.top + step * max(1, self.size.height - 1))

    def on_resize(self) -> None:
        """Break the lines anew, and keep at the top what was there, and in view what was brought into it."""
        top = self.rows[self.top].start if self.top < len(self.rows) else 0
        seen = self._seen if self._is_in_view(self._seen) else None
        self._height = self.size.height or self._height
        self._lay_out()
        self.scroll_to_row(self.row_of(top))
        if self._awaited is not None and self.size.width:
            (span, anew), self._awaited = self._awaited, None
            self.reveal(span, anew=anew)
        elif seen is not None and self.size.width:
            self.reveal(seen)

    def _is_in_view(self, span: Span | None) -> bool:
        """Tell whether the beginning of a stretch was in view as the view was laid out last."""
        if span is None or span.start > len(self.content):
            return False
        return self.top <= self.row_of(span.start) < self.top + self._height

    def offset_in(self, row: ViewRow, cells: int) -> int:
        """Return the offset of the character so many cells into a row."""
        cells -= self.left
        for start, end in row.stretches:
            for offset in range(start, end):
                cells -= _cells(self.content[offset])
                if cells < 0:
                    return offset
        return row.end

    def cell_of(self, offset: int) -> tuple[int, int] | None:
        """Return where in the widget an offset is drawn: column and row in cells, None where it is out of view."""
        index = self.row_of(offset)
        y = index - self.top
        if not self.rows or not 0 <= y < self.size.height:
            return None
        before = (self.content[n] for start, end in self.rows[index].stretches for n in range(start, min(end, offset)))
        return self.left + sum(map(_cells, before)), y

    # Selecting with the mouse

    def _offset_at(self, x: int, y: int) -> int:
        """Return the offset of the character at a cell, or of the nearest row's."""
        index = max(0, min(y + self.top, len(self.rows) - 1))
        return self.offset_in(self.rows[index], x)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to select."""
        self._was_dragged = False
        x, y = event.get_content_offset_capture(self)
        if event.button == 1 and self.rows and x < self.column:
            self._anchor = self._offset_at(x, y)
            self.select(Span(0, 0))
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from where the mouse was pressed to where it is."""
        if self._anchor is None:
            return
        x, y = event.get_content_offset_capture(self)
        if y < 0 or y >= self.size.height:
            self.scroll_to_row(self.top + (1 if y > 0 else -1))
        here = self._offset_at(x, y)
        if here != self._anchor or self._was_dragged:
            self._was_dragged = True
            first, last = sorted((self._anchor, here))
            first, last = around(self.content, first)[0], around(self.content, last)[1]
            self.select(Span(first, min(last, len(self.content))))

    def on_mouse_up(self) -> None:
        """End selecting."""
        if self._anchor is not None:
            self._anchor = None
            self.release_mouse()

    def select(self, span: Span) -> None:
        """Select a stretch of the text; an empty one selects nothing."""
        if span != self.selected:
            self.selected = span
            self.refresh()

    @property
    def selected_text(self) -> str:
        """Return what is selected, as it is shown: without what is hidden."""
        gaps = [gap for gap in self._hidden if gap.overlaps(self.selected)]
        return "".join(part.cut(self.content) for part in without(self.selected, gaps))

    def on_click(self, event: events.Click) -> None:
        """Say which character was clicked."""
        index = self.clicked_row(event)
        if index is not None and not self._was_dragged:
            offset = self.offset_in(self.rows[index], event.get_content_offset_capture(self).x)
            self.post_message(self.Clicked(offset))

    # Drawing

    def draw_row(self, index: int, width: int) -> Strip:
        """Draw a row with its margin."""
        row = self.rows[index]
        base = self.base_style(row)
        segments = self.draw_margin(row, self.paint(""))
        layers = list(self.styled(row))
        if self.selected.end > row.start and self.selected.start < row.end:
            layers.append((*self.selected, self.paint("text--selected")))
        for stretch in row.stretches:
            for start, end, style in pieces(stretch, layers, base):
                segments.append(Segment(visible(self.content[start:end], keep_length=True), style))
        return Strip(segments).adjust_cell_length(width, base)


def _cells(character: str) -> int:
    """Return the cells that a character is drawn in: what shows nothing has a placeholder."""
    return character_width(visible(character, keep_length=True))
