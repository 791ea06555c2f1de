"""The panes: their titles, and the room they take, as an editor made it, within what the terminal has."""

from collections.abc import Mapping
from typing import TypeVar

from textual.widget import Widget

Sizes = dict[str, dict[str, int]]
"""The cells of panes that were resized, by the name of a layout and the id of the pane."""

NARROW, BROAD = 100, 150  # columns: below the first there is room for one pane, above the second for wide ones
TALL = 34  # rows: from this on, reasons have more room
LOW = 18  # rows: below it, the article goes before all else
WIDE = ("sections", "glossary")
"""Panes that are made wider and narrower; the others are made higher and lower."""
_LEAST: Mapping[str, int] = {"sections": 10, "glossary": 16, "findings": 2, "card": 3}
_SHARE: Mapping[str, int] = {"sections": 3, "glossary": 2, "findings": 2, "card": 2}  # at most one in so many
_USUAL = 20  # rows: in fewer of them, what is no pane's counts
_AROUND = 3  # rows that are no pane's

Pane = TypeVar("Pane", bound=Widget)


def titled(pane: Pane, title: str) -> Pane:
    """Return a widget as a pane with a title in its upper border."""
    pane.border_title = f" {title} "
    pane.add_class("pane", update=False)  # it gets its styles when it is mounted
    return pane


def limited(pane: str, cells: int, room: tuple[int, int]) -> int:
    """Return a size within what a terminal of some columns and rows allows."""
    columns, rows = room
    rows -= 0 if rows >= _USUAL else _AROUND
    most = (columns if pane in WIDE else rows) // _SHARE[pane]
    if pane == "findings" and room[1] < LOW:  # the text has not only their rows, but also those of what is said of one
        most -= 1
    return max(_LEAST[pane], min(cells, most))


def apply(board: Widget, sizes: Mapping[str, int], room: tuple[int, int], *, is_narrow: bool) -> None:
    """Give the panes on a board their sizes, as far as the columns and rows of the terminal, `room`, allow.

    Those that nobody resized are as the style sheet has them.
    """
    for pane in _LEAST:
        widget = board.query_one(f"#{pane}")
        rule = "width" if pane in WIDE else "height"
        cells = sizes.get(pane)
        if cells is None or (is_narrow and pane in WIDE):
            setattr(widget.styles, rule, None)
        else:
            setattr(widget.styles, rule, limited(pane, cells, room))
