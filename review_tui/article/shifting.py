"""Where a place of the text comes to stand when the text is edited, and what two texts have in common."""

from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from review_tui.article.edit import Edit, carry
from review_tui.article.position import Span

_MOST_LINES = 5000  # of a text that is compared line by line


def moved(offset: int, before: str, after: str) -> int:
    """Return where an offset of the text `before` stands in the text `after` that others made of it.

    It stays on its line, where that is still there, wherever else they changed something. One inside what they changed
    keeps its distance from the beginning of that: of the lines around it that they changed.
    """
    edit = smallest(0, before, after)
    if edit.span.start <= offset <= edit.span.end:
        stays = _among_its_lines(offset, before, after)
        if stays is not None:
            return stays
    return moved_by(offset, edit)


def moved_by(offset: int, edit: Edit) -> int:
    """Return where an offset stands after an edit; one inside it keeps its distance from the beginning of that."""
    if edit.span.start < offset < edit.span.end:
        return min(offset, edit.span.start + len(edit.text))
    return carry(offset, (edit,))


def _among_its_lines(offset: int, before: str, after: str) -> int | None:
    """Return where an offset stands in another text: on its line, or in what the changed lines around it became.

    None where there are too many lines to compare.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if max(len(old), len(new)) > _MOST_LINES:
        return None
    starts, new_starts = (list(accumulate(map(len, lines), initial=0)) for lines in (old, new))
    line = max(0, min(bisect_right(starts, offset) - 1, len(old) - 1))
    for _, first, last, new_first, new_last in opcodes(old, new):
        if first <= line < last:
            if last - first == new_last - new_first:  # each of them may have been changed for itself
                first, last, new_first, new_last = (
                    line,
                    line + 1,
                    new_first + line - first,
                    new_first + line - first + 1,
                )
            start, new_start = starts[first], new_starts[new_first]
            edit = smallest(start, before[start : starts[last]], after[new_start : new_starts[new_last]])
            return new_start - start + moved_by(offset, edit)
    return None


def carry_span(span: Span, edits: Sequence[Edit]) -> Span | None:
    """Return where a span stands after `edits`, which are in order; None where one of them touches it."""
    shift = 0
    for edit in edits:
        if edit.span.end <= span.start:
            shift += edit.growth
        elif edit.span.start < span.end:
            return None
        else:
            break
    return Span(span.start + shift, span.end + shift)


def inverse(text: str, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits that take `edits` of `text` back, in positions of the text after them."""
    back: list[Edit] = []
    shift = 0
    for edit in sorted(edits):
        start = edit.span.start + shift
        back.append(Edit(Span(start, start + len(edit.text)), edit.span.cut(text)))
        shift += edit.growth
    return tuple(back)


def smallest(start: int, before: str, after: str) -> Edit:
    """Return the edit that makes `after` of the text `before` that begins at `start`: what begins and ends alike stays.

    Line ends of two characters are not torn.
    """
    left, limit = alike_start(before, after), min(len(before), len(after))
    if before[left - 1 : left] == "\r":
        left -= 1
    right = min(alike_end(before, after), limit - left)
    if right and before[-right] == "\n" and before[-right - 1 : -right] == "\r":
        right -= 1
    return Edit(Span(start + left, start + len(before) - right), after[left : len(after) - right])


Opcode = tuple[str, int, int, int, int]
"""As in difflib: what became (`equal`, `replace`, `delete` or `insert`) of the items of one row, from the first index
to the second, in the other, from the third to the fourth."""


def opcodes(one: Sequence[str], two: Sequence[str], most: int | None = None) -> list[Opcode]:
    """Return how the second row of texts is made of the first, as `SequenceMatcher.get_opcodes` does.

    What both begin and end with is set apart before. Among 200 texts and more, those that stand there often, as blank
    lines, are only found beside others: it would take minutes. Where more than `most` pairs are left to be compared,
    they are not, and the tag is `differ`.
    """
    start, end = alike_ends(one, two)
    left, right = one[start : len(one) - end], two[start : len(two) - end]
    if most is not None and len(left) * len(right) > most:
        found: list[Opcode] = [("differ", 0, len(left), 0, len(right))]
    else:
        found = list(SequenceMatcher(None, left, right).get_opcodes())
    return [
        ("equal", 0, start, 0, start),
        *((tag, start + i1, start + i2, start + j1, start + j2) for tag, i1, i2, j1, j2 in found),
        ("equal", len(one) - end, len(one), len(two) - end, len(two)),
    ]


def alike_ends(one: Sequence[object], two: Sequence[object]) -> tuple[int, int]:
    """Return how many characters (or items) two texts (or rows) begin and end with in common, none counted twice."""
    start = alike_start(one, two)
    return start, min(alike_end(one, two), min(len(one), len(two)) - start)


def alike_start(one: Sequence[object], two: Sequence[object]) -> int:
    """Return how many characters (or items) two texts (or rows) begin with in common."""
    known, most = 0, min(len(one), len(two))
    while known < most:  # by halves: a large text is compared in few steps
        middle = (known + most + 1) // 2
        if one[known:middle] == two[known:middle]:
            known = middle
        else:
            most = middle - 1
    return known


def alike_end(one: Sequence[object], two: Sequence[object]) -> int:
    """Return how many characters (or items) two texts (or rows) end with in common."""
    known, most = 0, min(len(one), len(two))
    while known < most:
        middle = (known + most + 1) // 2
        if one[len(one) - middle : len(one) - known] == two[len(two) - middle : len(two) - known]:
            known = middle
        else:
            most = middle - 1
    return known
