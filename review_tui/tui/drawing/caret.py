"""Where the caret is on the screen: input methods open their window where the terminal has its own cursor."""

from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Input, TextArea

from review_tui.text.cells import width
from review_tui.text.visible import visible


def caret_of(widget: Widget | None) -> Offset | None:
    """Return the cell of the screen where the caret of an editor or a field is, None where there is none.

    Textual tells the terminal of another cell: before the first key of one at the edge of the screen, in an editor of
    the row where the line stood before it was broken, and at the end of a field of the cell behind the caret.
    """
    if isinstance(widget, TextArea):
        place = widget.wrapped_document.location_to_offset(widget.cursor_location) + Offset(widget.gutter_width, 0)
    elif isinstance(widget, Input):
        place = Offset(width(visible(widget.value, keep_length=True)[: widget.cursor_position]), 0)
    else:
        return None
    return widget.content_region.offset + place - widget.scroll_offset if widget.region else None
