"""Edits of a text: spans and what takes their place."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from msgspec import Struct

from review_tui.article.position import Span


class OverlapError(ValueError):
    """Two edits of one text touch the same characters."""


class Edit(Struct, frozen=True, order=True, gc=False):
    """Put `text` where `span` stands; an empty span inserts."""

    span: Span
    text: str

    @property
    def growth(self) -> int:
        """Return by how many code points the text grows; negative where it shrinks."""
        return len(self.text) - (self.span.end - self.span.start)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with all edits made; their spans are those of the text as given.

    Raises OverlapError where two of them overlap or insert at the same place, ValueError where one lies outside.
    """
    pieces: list[str] = []
    position = 0
    last: Edit | None = None
    for edit in sorted(edits):
        start, end = edit.span
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"an edit at {start}-{end} lies outside a text of {len(text)} characters")
        if last is not None and (start < position or last.span == edit.span):
            raise OverlapError(f"two edits overlap at {start}")
        pieces += (text[position:start], edit.text)
        position = end
        last = edit
    pieces.append(text[position:])
    return "".join(pieces)


def carry(offset: int, edits: Sequence[Edit]) -> int:
    """Return where an offset of the text before `edits` is after them; they are in order, and made together.

    An offset inside an edit moves to the end of it.
    """
    shift = 0
    for edit in edits:
        if edit.span.end <= offset:
            shift += edit.growth
        elif edit.span.start < offset:
            return edit.span.start + shift + len(edit.text)
        else:
            break
    return offset + shift


def carrier(edits: Iterable[Edit]) -> Callable[[Span], Span]:
    """Return a function from a span to where it stands after `edits`, which are made together.

    Text that is put in at an end of the span is outside; an end inside an edit moves to the end of that edit. Asking it
    about thousands of spans costs little.
    """
    ordered = sorted(edits)
    ends = [edit.span.end for edit in ordered]
    shifts = list(accumulate((edit.growth for edit in ordered), initial=0))

    def moved(offset: int, *, is_end: bool) -> int:
        count = bisect_right(ends, offset)
        if is_end and count and ordered[count - 1].span.start == offset:
            count -= 1
        if count < len(ordered) and ordered[count].span.start < offset:
            return ordered[count].span.start + shifts[count] + len(ordered[count].text)
        return offset + shifts[count]

    def carried(span: Span) -> Span:
        start = moved(span.start, is_end=False)
        return Span(start, max(start, moved(span.end, is_end=True)))

    return carried
