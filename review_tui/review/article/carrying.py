"""Findings and terms of a text after edits: each is moved to its new position only when it is asked for.

An article may have tens of thousands of findings and terms, of which a screen shows a few: to move all of them at every
key would take seconds.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, compress
from typing import Generic, NamedTuple, TypeVar, overload

from review_tui.article import Edit, Span
from review_tui.article.shifting import carry_span
from review_tui.review.article.placed import PlacedItem

Item = TypeVar("Item")


class _Placed(NamedTuple):
    """An edit by its place in the text between the two rows of edits; `is_made` is true of those of the first row."""

    span: Span
    edit: Edit
    is_made: bool


def composed(edits: Sequence[Edit], further: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the edits, in order, that have the effect of `edits` (in order) and then `further`.

    `further` are in positions of the text after `edits`; no two of them overlap.
    """
    placed = [_Placed(edit.span, edit, is_made=False) for edit in further]
    shift = 0
    for edit in edits:
        start = edit.span.start + shift
        placed.append(_Placed(Span(start, start + len(edit.text)), edit, is_made=True))
        shift += edit.growth
    groups: list[list[_Placed]] = []  # of those that meet
    start = end = 0
    for each in sorted(placed, key=lambda each: each.span):
        if groups and _meet(Span(start, end), each.span):
            groups[-1].append(each)
        else:
            groups.append([each])
            start = each.span.start
        end = max(end, each.span.end)
    found: list[Edit] = []
    shift = 0
    for group in groups:
        made = [each for each in group if each.is_made]
        growth = sum(edit.growth for _, edit, _ in made)
        start, end = group[0].span.start, max(each.span.end for each in group)
        text, place = "", start
        for span, edit, is_made in group:
            if not is_made:
                text += _cut(made, place, span.start) + edit.text
                place = span.end
        joined = Edit(Span(start - shift, end - shift - growth), text + _cut(made, place, end))
        shift += growth
        if joined.text or joined.span.start < joined.span.end:
            found.append(joined)
    return tuple(found)


def _cut(made: Iterable[_Placed], start: int, end: int) -> str:
    """Return what some edits wrote between two places of the text after them."""
    return "".join(edit.text[max(0, start - span.start) : max(0, end - span.start)] for span, edit, _ in made)


def _meet(one: Span, two: Span) -> bool:
    """Tell whether two stretches share a character, or one is empty and in the other or at its ends."""
    if one.start == one.end or two.start == two.end:
        return one.start <= two.end and two.start <= one.end
    return one.overlaps(two)


class CarriedRow(Generic[Item]):
    """Items of a text, such as findings, indexed so that those which an edit touches are found quickly."""

    def __init__(
        self,
        items: Sequence[Item],
        span_of: Callable[[Item], Span],
        moved: Callable[[Item, Sequence[Edit]], Item],
    ) -> None:
        """Take the items, sorted by where their span starts.

        `span_of(item)` returns the span of one; `moved(item, edits)` returns an item that no edit touches, shifted to
        its position after the edits.
        """
        self.items, self.moved = items, moved
        spans = [span_of(item) for item in items]
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]
        self._reach = list(accumulate(self._ends, max))  # how far the items up to each go

    def span(self, index: int) -> Span:
        """Return where an item stands, before the edits."""
        return Span(self._starts[index], self._ends[index])

    def touched(self, span: Span) -> list[int]:
        """Return the indexes of the items that share a character with a span, or have it inside; last first."""
        found = []
        index = bisect_left(self._starts, span.end) - 1
        while index >= 0 and self._reach[index] > span.start:
            if self._ends[index] > span.start:
                found.append(index)
            index -= 1
        return found


class Carried(Sequence[Item]):
    """The items of a row that edits did not touch, or some of these, each at its position after the edits."""

    def __init__(
        self,
        row: CarriedRow[Item],
        edits: Sequence[Edit],
        indexes: Sequence[int],
        known: dict[int, Item] | None = None,
    ) -> None:
        """Take the row, the edits, the indexes in the row of the items that are left, in order, and those `known`."""
        self.row, self.edits, self.indexes = row, edits, indexes
        self._known: dict[int, Item] = known if known is not None else {}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.indexes)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        """Return one item, the same object each time, or those of a slice, which are moved when they are asked for."""
        if isinstance(index, slice):
            return Carried(self.row, self.edits, self.indexes[index], self._known)
        return self._at(self.indexes[index])

    def among(self, indexes: Iterable[int]) -> "Carried[Item]":
        """Return those items that are left whose indexes in the row are among `indexes`, which are in order."""
        own, found = self.indexes, list[int]()
        for index in indexes:
            number = bisect_left(own, index)
            if number < len(own) and own[number] == index:
                found.append(index)
        return Carried(self.row, self.edits, found)

    def _at(self, index: int) -> Item:
        item = self._known.get(index)
        if item is None:
            item = self._known[index] = self.row.moved(self.row.items[index], self.edits)
        return item


def carried(row: CarriedRow[Item], edits: Sequence[Edit]) -> Carried[Item]:
    """Return the items of a row that edits, which are in order, do not touch."""
    return Carried(
        row, edits, without(range(len(row.items)), {index for edit in edits for index in row.touched(edit.span)})
    )


def without(indexes: Sequence[int], gone: Iterable[int]) -> Sequence[int]:
    """Return the numbers of `indexes`, which are in order, without those in `gone`."""
    left: list[int] = []
    position = 0
    for number in sorted(gone):
        index = bisect_left(indexes, number, position)
        if index < len(indexes) and indexes[index] == number:
            left += indexes[position:index]
            position = index + 1
    return [*left, *indexes[position:]] if position else indexes


def originals(items: Sequence[Item]) -> Sequence[Item]:
    """Return the items as they were before they were carried, with spans in the text of then."""
    return [items.row.items[index] for index in items.indexes] if isinstance(items, Carried) else items


def spans_of(items: Sequence[PlacedItem]) -> list[Span]:
    """Return where items stand; nothing else of those that were carried is moved for that."""
    if not isinstance(items, Carried):
        return [item.span for item in items]
    return [carry_span(span, items.edits) or span for span in map(items.row.span, items.indexes)]


def chosen(items: Sequence[Item], are_wanted: Sequence[bool]) -> Sequence[Item]:
    """Return the items whose entry in `are_wanted` is true; the two are of one length."""
    if isinstance(items, Carried):
        return Carried(items.row, items.edits, list(compress(items.indexes, are_wanted)))
    return tuple(compress(items, are_wanted))
