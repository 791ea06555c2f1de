"""A list of rows drawn on demand: it costs what is in view, whatever its length."""

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from review_tui.files.visible import visible

Piece = tuple[str, str]  # what is shown, and the component class that styles it (empty: plain)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its pieces, and whether the cursor may rest on it."""

    pieces: tuple[Piece, ...]
    is_heading: bool = False


class RowList(ScrollView, can_focus=True):
    """Rows with a cursor. Subclasses say what the rows are."""

    DEFAULT_CSS = """
    RowList { background: $surface; scrollbar-size-vertical: 1; overflow-x: hidden; }
    RowList > .rows--cursor { background: $primary-muted; text-style: bold; }
    RowList:focus > .rows--cursor { background: $primary; color: $text; text-style: bold; }
    RowList > .rows--heading { color: $text-muted; text-style: italic; }
    RowList > .rows--dim { color: $text-muted; }
    RowList > .rows--error { color: $error; text-style: bold; }
    RowList > .rows--warning { color: $warning; text-style: bold; }
    RowList > .rows--info { color: $accent; }
    RowList > .rows--good { color: $success; }
    """
    COMPONENT_CLASSES = {
        "rows--cursor",
        "rows--heading",
        "rows--dim",
        "rows--error",
        "rows--warning",
        "rows--info",
        "rows--good",
    }
    BINDINGS = [
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("home", "move(-1000000)", "First", show=False),
        Binding("end", "move(1000000)", "Last", show=False),
    ]

    class Moved(Message):
        """The cursor of a list moved to another row, by hand."""

        def __init__(self, rows: "RowList", index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

        @property
        def control(self) -> "RowList":
            """Return the list."""
            return self.rows

    class Chosen(Moved):
        """A row was clicked twice."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self.rows: list[Row] = []
        self.cursor: int = 0

    def show(self, rows: list[Row], cursor: int | None = None) -> None:
        """Show other rows; the cursor stays where it is unless told, and comes to rest on a row that can hold it."""
        self.rows = rows
        self.virtual_size = Size(self.size.width, len(rows))
        self.move_to(self.cursor if cursor is None else cursor)
        self.refresh()

    def move_to(self, index: int) -> None:
        """Put the cursor on a row and bring it into view."""
        self.cursor = self._resting(max(0, min(index, len(self.rows) - 1)), 1)
        self.scroll_to_region(Region(0, self.cursor, max(1, self.size.width), 1), animate=False, force=True)
        self.refresh()

    def _resting(self, index: int, step: int) -> int:
        """Return the nearest row that is no heading, looking in the direction of `step` first."""
        ahead = range(index, len(self.rows) if step > 0 else -1, step)
        places: list[int] = [*ahead, *range(index, -1, -1)]
        for place in places:
            if 0 <= place < len(self.rows) and not self.rows[place].is_heading:
                return place
        return index

    def action_move(self, step: int) -> None:
        """Move the cursor by some rows."""
        if not self.rows:
            return
        target = max(0, min(self.cursor + step, len(self.rows) - 1))
        place = self._resting(target, 1 if step > 0 else -1)
        if place != self.cursor:
            self.move_to(place)
            self.post_message(self.Moved(self, self.cursor))

    def action_page(self, step: int) -> None:
        """Move the cursor by a page."""
        self.action_move(step * max(1, self.size.height - 1))

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.virtual_size = Size(self.size.width, len(self.rows))

    def on_click(self, event: events.Click) -> None:
        """Take the cursor to the row under the mouse."""
        index = int(event.y + self.scroll_offset.y)
        if 0 <= index < len(self.rows) and not self.rows[index].is_heading:
            self.move_to(index)
            self.post_message(self.Chosen(self, index) if event.chain > 1 else self.Moved(self, index))

    def render_line(self, y: int) -> Strip:
        """Draw the row at a height of the view."""
        index = y + int(self.scroll_offset.y)
        width = self.size.width
        base = self.rich_style
        if index >= len(self.rows):
            return Strip.blank(width, base)
        row = self.rows[index]
        if row.is_heading:
            base += self.get_component_rich_style("rows--heading", partial=True)
        segments = [
            Segment(visible(text), base + self.get_component_rich_style(name, partial=True) if name else base)
            for text, name in row.pieces
        ]
        strip = Strip(segments).adjust_cell_length(width, base)
        if index == self.cursor and not row.is_heading:
            cursor = self.get_component_rich_style("rows--cursor", partial=True)
            strip = Strip([Segment(text, _over(style, cursor)) for text, style, _ in strip], width)
        return strip


def _over(style: Style | None, cursor: Style) -> Style:
    """Lay the cursor's background over a piece, which keeps its own weight."""
    return (style or Style()) + cursor
