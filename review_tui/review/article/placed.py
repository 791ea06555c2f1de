"""Looking up what stands at a place, in rows of findings or terms that are sorted by where they start."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

from review_tui.article import Span


class Placed(Protocol):
    """Something with a span in a text."""

    @property
    def span(self) -> Span:
        """Return its span."""


PlacedItem = TypeVar("PlacedItem", bound=Placed)


def first_from(items: Sequence[Placed], offset: int) -> int:
    """Return the index of the first item that starts at an offset or after it; the items are sorted by start."""
    return bisect_left(items, offset, key=lambda item: item.span.start)


def standing_in(items: Sequence[PlacedItem], span: Span) -> Sequence[PlacedItem]:
    """Return the items that start within a span; the items are sorted by start."""
    return items[first_from(items, span.start) : first_from(items, span.end)]


def index_of(items: Sequence[PlacedItem], item: PlacedItem) -> int | None:
    """Return the index of an item among others that are sorted by start; None if it is not among them."""
    for index in range(first_from(items, item.span.start), len(items)):
        if items[index].span.start != item.span.start:
            break
        if items[index] == item:
            return index
    return None
