"""A widget that draws rows itself, those in view only, with a scroll bar of one column.

Textual's own scroll views lay the whole screen out anew whenever the number of their rows changes, which is at every
step of a review.
"""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from review_tui.tui.drawing.style_layers import layer

_WHEEL = 3  # rows for a notch of the wheel


class Scrolled(Widget, can_focus=True):
    """Subclasses say how many rows there are, draw one, and move by rows (`action_move`) and pages (`action_page`)."""

    DEFAULT_CSS = """
    Scrolled {
        background: $surface;
        & > .scrolled--thumb { background: $panel-lighten-2; }
        &:focus > .scrolled--thumb { background: $primary; }
        & > .scrolled--track { background: $surface-darken-1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j,ｊ", "move(1)", "Down", show=False),
        Binding("up,k,ｋ", "move(-1)", "Up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("home", "move(-1000000000)", "First", show=False),
        Binding("end", "move(1000000000)", "Last", show=False),
    ]
    COMPONENT_CLASSES = {"scrolled--thumb", "scrolled--track"}
    ALLOW_SELECT = False  # by Textual, which would take its name for its text

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self.top = 0
        self._covered = 0  # rows at the bottom
        self._known_styles: dict[str, Style] = {}

    @property
    def extent(self) -> int:
        """Return how many rows there are."""
        raise NotImplementedError

    def draw_row(self, index: int, width: int) -> Strip:
        """Draw a row that is `width` cells wide."""
        raise NotImplementedError

    def notify_style_update(self) -> None:
        """Forget the styles: theme, focus or classes changed."""
        self._known_styles = {}
        super().notify_style_update()

    def paint(self, name: str) -> Style:
        """Return the style that a component class sets; the empty name stands for the widget's own."""
        style = self._known_styles.get(name)
        if style is None:
            style = self._known_styles[name] = layer(self, name) if name else self.rich_style
        return style

    @property
    def column(self) -> int:
        """Return the cells that a row may take, the scroll bar left out."""
        return max(1, self.size.width - 1)

    # Scrolling

    @property
    def in_sight(self) -> int:
        """Return how many rows can be seen."""
        return max(1, self.size.height - self._covered)

    def cover(self, rows: int) -> None:
        """Take note of how many rows at the bottom lie under something."""
        if rows != self._covered:
            self._covered = rows
            self.scroll_to_row(self.top)

    def scroll_to_row(self, top: int) -> None:
        """Put a row at the top, as far as there are rows enough below it."""
        top = max(0, min(top, self.extent - self.in_sight))
        if top != self.top:
            self.top = top
            self.refresh()

    def bring_into_view(self, first: int, last: int) -> None:
        """Scroll no more than is needed to show some rows, the first of them rather than the last.

        While it is out of sight itself, there is nothing to show them in.
        """
        if not self.size.height:
            return
        height = self.in_sight
        if first < self.top:
            self.scroll_to_row(first)
        elif last >= self.top + height:
            self.scroll_to_row(min(first, last - height + 1))

    def refresh_rows(self, first: int, count: int = 1) -> None:
        """Draw some rows again."""
        y = first - self.top
        if y < self.size.height and y + count > 0:
            self.refresh(Region(0, max(0, y), self.size.width, count + min(0, y)))

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_to_row(self.top + _WHEEL)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_to_row(self.top - _WHEEL)

    def clicked_row(self, event: events.Click) -> int | None:
        """Return the row under the mouse, None where there is none; a click on the scroll bar scrolls."""
        x, y = event.get_content_offset_capture(self)
        if x >= self.column and self.extent > self.size.height:
            self.scroll_to_row(y * self.extent // max(1, self.size.height))
            return None
        index = y + self.top
        return index if 0 <= index < self.extent and y >= 0 else None

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw a line of the view, and its part of the scroll bar."""
        index = self.top + y
        width = self.column
        base = self.paint("")
        if index < self.extent:
            strip = self.draw_row(index, width).adjust_cell_length(width, base)
        else:
            strip = Strip.blank(width, base)
        return Strip([*strip, Segment(" ", self._bar(y, base))], width + 1)

    def _bar(self, y: int, base: Style) -> Style:
        """Return the style of the scroll bar at a height."""
        height, extent = self.size.height, self.extent
        if extent <= height or not height:
            return base
        start = self.top * height // extent
        end = max(start + 1, (self.top + height) * height // extent)
        return self.paint("scrolled--thumb" if start <= y < end else "scrolled--track")
