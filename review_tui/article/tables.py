"""Tables: which cell is the head of a cell's column."""

from collections.abc import Sequence

from review_tui.article.blocks import Block, BlockKind

_HEAD = 2  # lines from the head's row to the one below it, as the line of dashes is between them


def column_heads(blocks: Sequence[Block]) -> dict[int, int]:
    """Return for each cell below the head of its table the index of its column's head; keys are indexes of `blocks`."""
    heads: dict[int, int] = {}
    head = row = -1  # the indexes of the first cells of the table's head, and of the row
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.CELL:
            head = row = -1
            continue
        line = block.lines[0]
        if head < 0 or line - blocks[row].lines[0] > (_HEAD if row == head else 1):
            head = row = index
        elif line != blocks[row].lines[0]:
            row = index
        if row != head:
            heads[index] = head + index - row
    return heads
