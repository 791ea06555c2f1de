"""The panes: their titles, and the room they take, as an editor made it, within what the terminal has."""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from textual.widget import Widget

Sizes = dict[str, dict[str, int]]
"""The cells of panes that were resized, by the name of a layout and the id of the pane."""

NARROW, BROAD = 100, 150  # columns: below the first there is room for one pane, above the second for wide ones
TALL = 34  # rows: from this on, reasons have more room
LOW = 18  # rows: below it, the article goes before all else


class _Limits(NamedTuple):
    """How many cells a pane has at the least, and of how many of the terminal's it has one at the most.

    One that `is_wide` is made wider and narrower, others are made higher and lower.
    """

    least: int
    share: int
    is_wide: bool = False


_LIMITS = {
    "sections": _Limits(10, 3, is_wide=True),
    "glossary": _Limits(16, 2, is_wide=True),
    "findings": _Limits(2, 2),
    "card": _Limits(3, 2),
}
"""What can be resized, by its id."""
_USUAL = 20  # rows: in fewer of them, what is no pane's counts
_AROUND = 3  # rows that are no pane's

Pane = TypeVar("Pane", bound=Widget)


def titled(pane: Pane, title: str) -> Pane:
    """Return a widget as a pane with a title in its upper border."""
    pane.border_title = f" {title} "
    pane.add_class("pane", update=False)  # it gets its styles when it is mounted
    return pane


def room_of(widget: Widget) -> int:
    """Return how many cells wide, or high, a pane that can be resized is now."""
    return widget.outer_size.width if _LIMITS[widget.id or ""].is_wide else widget.outer_size.height


def limited(pane: str, cells: int, room: tuple[int, int]) -> int:
    """Return a size within what a terminal of some columns and rows allows."""
    columns, rows = room
    rows -= 0 if rows >= _USUAL else _AROUND
    least, share, is_wide = _LIMITS[pane]
    most = (columns if is_wide else rows) // share
    if pane == "findings" and room[1] < LOW:  # the text has not only their rows, but also those of what is said of one
        most -= 1
    return max(least, min(cells, most))


def apply(board: Widget, sizes: Mapping[str, int], room: tuple[int, int], *, is_narrow: bool) -> None:
    """Give the panes on a board their sizes, as far as the columns and rows of the terminal, `room`, allow.

    Those that nobody resized are as the style sheet has them.
    """
    for pane, limits in _LIMITS.items():
        widget = board.query_one(f"#{pane}")
        rule = "width" if limits.is_wide else "height"
        cells = sizes.get(pane)
        if cells is None or (is_narrow and limits.is_wide):
            setattr(widget.styles, rule, None)
        else:
            setattr(widget.styles, rule, limited(pane, cells, room))
