"""A list of rows drawn on demand: it costs what is in view, whatever its length."""

from dataclasses import dataclass
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from review_tui.text.cells import head, pad, width
from review_tui.text.visible import visible
from review_tui.tui.widgets.scrolled import Scrolled


class RowPart(NamedTuple):
    """A part of a row: what is shown, and the name of its style (empty: plain)."""

    text: str
    style: str = ""


Pieces = tuple[RowPart, ...]
HEADING = "heading"


class RowList(Scrolled, can_focus=True):
    """Rows with a cursor. Subclasses say what stands in a row; nothing is kept of rows out of view.

    The first cell of each row marks the cursor, so that it is seen without colour.
    """

    DEFAULT_CSS = """
    RowList {
        & > .rows--cursor { background: $panel; text-style: bold; }
        &:focus > .rows--cursor { background: $primary; color: $text; text-style: bold; }
        & > .rows--heading { color: $text-muted; text-style: italic; }
        & > .rows--dim { color: $text-muted; }
        & > .rows--error { color: $text-error; text-style: bold; }
        & > .rows--warning { color: $text-warning; text-style: bold; }
        & > .rows--info { color: $text-accent; }
        & > .rows--good { color: $text-success; }
        & > .rows--strong { text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {
        f"rows--{name}" for name in ("cursor", HEADING, "dim", "error", "warning", "info", "good", "strong")
    }

    @dataclass
    class Moved(Message):
        """The cursor came to another row by hand."""

        rows: "RowList"
        index: int

        @property
        def control(self) -> "RowList":
            """Return the list."""
            return self.rows

    class Chosen(Moved):
        """A row was clicked twice, or Enter was pressed, on it or where there is none."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self.count = 0
        self.cursor = 0
        self.is_on_row = True  # the cursor, and not between two of them

    def row(self, index: int, width: int) -> Pieces:
        """Return what stands in a row that is `width` cells wide."""
        raise NotImplementedError

    def takes_cursor(self, index: int) -> bool:  # noqa: ARG002  for subclasses
        """Tell whether the cursor may stand on a row."""
        return True

    @property
    def extent(self) -> int:
        """Return how many rows there are."""
        return self.count

    def show(self, count: int, cursor: int | None = None) -> None:
        """Show another number of rows, or others; the cursor stays unless told, on a row where it may stand."""
        self.count = count
        self.move_to(self.cursor if cursor is None else cursor)
        self.scroll_to_row(self.top)
        self.refresh()

    def move_to(self, index: int) -> None:
        """Put the cursor on a row and bring it into view."""
        self.refresh_rows(self.cursor)
        self.cursor = self._nearest_taking_cursor(max(0, min(index, self.count - 1)), 1)
        self._show_cursor()
        self.refresh_rows(self.cursor)
        self._lead_terminal()

    def on_focus(self) -> None:
        """Let the terminal know where the cursor is."""
        self._lead_terminal()

    def _lead_terminal(self) -> None:
        """Take the terminal's own cursor, unseen as it is, to the row: screen readers and magnifiers go by it."""
        if self.is_attached and self.screen.focused is self:
            self.app.cursor_position = self.content_region.offset + Offset(0, self.cursor - self.top)

    def _show_cursor(self) -> None:
        """Bring the cursor into view, with the headings right above it as far as there is room."""
        first = self.cursor
        while 0 < first < self.count and self.cursor - first < self.in_sight - 1 and not self.takes_cursor(first - 1):
            first -= 1
        self.bring_into_view(first, self.cursor)

    def _nearest_taking_cursor(self, index: int, step: int) -> int:
        """Return the nearest row where the cursor may stand, looking in the direction of `step` first."""
        for places in (range(index, self.count if step > 0 else -1, step), range(index, -1 if step > 0 else 0, -step)):
            for place in places:
                if 0 <= place < self.count and self.takes_cursor(place):
                    return place
        return index

    def action_move(self, step: int) -> None:
        """Move the cursor by some rows."""
        target = max(0, min(self.cursor + step, self.count - 1))
        place = self._nearest_taking_cursor(target, 1 if step > 0 else -1)
        if self.count and place != self.cursor:
            self.move_to(place)
            self.post_message(self.Moved(self, self.cursor))

    def action_page(self, step: int) -> None:
        """Move the cursor by a page."""
        self.action_move(step * max(1, self.in_sight - 1))

    def action_choose(self) -> None:
        """Choose the row under the cursor; where there is none, whoever hears it says so."""
        self.post_message(self.Chosen(self, self.cursor))

    def cover(self, rows: int) -> None:
        """Keep the cursor in view where something lies over some rows at the bottom."""
        super().cover(rows)
        self._show_cursor()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.scroll_to_row(self.top)
        self.move_to(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Take the cursor to the row under the mouse."""
        index = self.clicked_row(event)
        if index is not None and self.takes_cursor(index):
            self.move_to(index)
            self.post_message((self.Chosen if event.chain == 2 else self.Moved)(self, index))

    def draw_row(self, index: int, width: int) -> Strip:
        """Draw a row, marked where the cursor is."""
        base = self.paint("")
        is_current = index == self.cursor and self.is_on_row and self.takes_cursor(index)
        over = self.paint("rows--cursor") if is_current else Style.null()
        segments = [Segment(">" if is_current else " ", base + over)]
        for text, name in self.row(index, width - 1):
            style = base + self.paint(f"rows--{name}") if name else base
            segments.append(Segment(visible(text), style + over if is_current else style))
        return Strip(segments).adjust_cell_length(width, base + over)


def fit(text: str, cells: int) -> str:
    """Return the text in exactly `cells` cells: padded, or cut with two dots."""
    shown = visible(text)
    if width(shown) <= cells:
        return pad(shown, cells)
    if cells < 4:
        return pad(head(shown, cells), cells)
    return pad(head(shown, cells - 2) + "..", cells)
