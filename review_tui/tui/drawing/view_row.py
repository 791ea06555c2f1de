"""The rows that a text is drawn in: which stretches of it each shows, and in which styles."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.style import Style

from review_tui.article import Span


class ViewRow(NamedTuple):
    """A row of the view: the index of its line, the stretches of the text it shows, and whether it begins the line."""

    line: int
    stretches: tuple[Span, ...]
    is_first: bool

    @property
    def start(self) -> int:
        """Return where the row begins in the text."""
        return self.stretches[0].start

    @property
    def end(self) -> int:
        """Return where the row ends in the text."""
        return self.stretches[-1].end


def without(span: Span, gaps: Sequence[Span]) -> list[Span]:
    """Return what is left of a span; at least one stretch, perhaps empty."""
    left: list[Span] = []
    position = span.start
    for gap in gaps:
        if gap.start > position:
            left.append(Span(position, min(gap.start, span.end)))
        position = max(position, gap.end)
    if position < span.end or not left:
        left.append(Span(min(position, span.end), span.end))
    return left


def cut(stretches: list[Span], start: int, stop: int) -> tuple[Span, ...]:
    """Return the part of some stretches that shows the characters from `start` to `stop` of them all."""
    parts: list[Span] = []
    position = 0
    for left, right in stretches:
        length = right - left
        first, last = max(start - position, 0), min(stop - position, length)
        if first < last or (not parts and first == last == length == 0):
            parts.append(Span(left + first, left + last))
        position += length
    return tuple(parts) or (Span(stretches[-1].end, stretches[-1].end),)


def pieces(stretch: Span, layers: list[tuple[int, int, Style]], base: Style) -> Iterator[tuple[int, int, Style]]:
    """Cut a stretch wherever its style changes."""
    cuts = {stretch.start, stretch.end}
    for start, end, _ in layers:
        if start < stretch.end and end > stretch.start:
            cuts.update((max(start, stretch.start), min(end, stretch.end)))
    for left, right in pairwise(sorted(cuts)):
        style = base
        for start, end, layer in layers:
            if start <= left and right <= end:
                style += layer
        yield left, right, style
