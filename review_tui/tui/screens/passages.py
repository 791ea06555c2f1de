"""What differs in a passage, for the merge dialog: cut around what differs, and broken into rows."""

from collections.abc import Iterator
from itertools import groupby

from textual.content import Content

from review_tui.review.article.comparing import DiffLine, DiffPart, compared
from review_tui.text.cells import ELLIPSIS, head, tail, unbroken, width
from review_tui.text.visible import visible

_SIGNS = {"-": "$text-error", "+": "$text-success", ":": "$text-muted", " ": ""}
_LINES = 400  # of one side's changes in a section that are shown
_LEAST = 4  # cells of what is the same, before and after what differs


def shown(side: str, before: str, after: str, around: tuple[str, str], cells: int, rows: int) -> Content:
    """Return what one side made of a passage, under the side's name, in lines of so many cells.

    `around` is what stands before and after it in its paragraph. A line is cut to about so many rows.
    """
    is_part = any(around)
    what = "" if before and after else _what(after, is_part=is_part)
    lines = [Content.styled(f"{side}{what}", "bold")]
    for line in compared(before, after):
        if line.sign in " :" and not any(part.text for part in line.parts):
            continue  # a blank line around what differs says nothing
        if len(lines) > _LINES:
            lines.append(Content.styled("and more: too much to be shown", "$text-muted"))
            break
        lines += _rows(line, around, cells, rows)
    return Content("\n").join(lines)


def _what(after: str, *, is_part: bool) -> str:
    if is_part:
        return ": new words" if after else ": the words are taken out"
    return ": a new section" if after else ": the section is taken out"


def _rows(line: DiffLine, around: tuple[str, str], cells: int, rows: int) -> Iterator[Content]:
    parts = (DiffPart(around[0]), *line.parts, DiffPart(around[1]))
    seen = tuple(
        DiffPart("".join(visible(part.text) for part in alike), differs)
        for differs, alike in groupby(parts, key=lambda part: part.differs)
    )
    room = cells - 2
    for number, row in enumerate(in_rows(cut_around(seen, max(room, rows * (room - 3))), room)):
        sign = f"{line.sign} " if number == 0 else "  "
        color = _SIGNS[line.sign]
        yield Content("").join(
            [
                Content.styled(sign, color),
                *(Content.styled(part.text, f"{color} bold underline" if part.differs else color) for part in row),
            ]
        )


def cut_around(parts: tuple[DiffPart, ...], cells: int) -> tuple[DiffPart, ...]:
    """Return the parts of a line cut to so many cells, where that can be: only what does not differ is cut."""
    room = cells
    cut = parts
    while sum(width(part.text) for part in cut) > cells and room > _LEAST:
        room = max(_LEAST, room * 3 // 4)
        last = len(parts) - 1
        cut = tuple(
            part if part.differs else DiffPart(_cut(part.text, room if number else 0, room if number < last else 0))
            for number, part in enumerate(parts)
        )
    return cut


def _cut(text: str, first: int, last: int) -> str:
    """Return the first and last so many cells of a text, with dots for the rest where that is shorter."""
    if not first and not last:
        return text
    short = (head(text, first) if first else "") + ELLIPSIS + (tail(text, last) if last else "")
    return short if width(short) < width(text) else text


def in_rows(parts: tuple[DiffPart, ...], cells: int) -> list[list[DiffPart]]:
    """Return the parts of a line broken into rows of so many cells; joined, they are the line."""
    rows: list[list[DiffPart]] = []
    for start, end in _breaks("".join(part.text for part in parts), cells):
        row, place = [], 0
        for part in parts:
            text = part.text[max(0, start - place) : max(0, end - place)]
            place += len(part.text)
            if text:
                row.append(DiffPart(text, part.differs))
        rows.append(row)
    return rows


def _breaks(text: str, cells: int) -> Iterator[tuple[int, int]]:
    """Yield where the rows of a text begin and end."""
    start = place = 0
    for _, _, piece in unbroken(text):
        rest = piece
        if place > start and width(text[start:place]) + width(piece.rstrip()) > cells:
            yield start, place
            start = place
        while width(rest.rstrip()) > cells:
            first = head(rest, cells) or rest[0]
            start, place, rest = place + len(first), place + len(first), rest[len(first) :]
            yield start - len(first), start
        place += len(rest)
    if place > start or not text:
        yield start, place
