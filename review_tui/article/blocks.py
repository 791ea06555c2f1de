"""The blocks of an article: headings, paragraphs, table cells, code, HTML, rules, and what contains them."""

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.token import Token
from msgspec import Struct

from review_tui.article.block_parser import COLUMNS
from review_tui.article.inline import Inline
from review_tui.article.markdown import TRACE
from review_tui.article.offsets import OffsetMap
from review_tui.article.position import Lines, Span


class BlockKind(StrEnum):
    """What a block is to CommonMark (a table cell: to GitHub's tables)."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CELL = "cell"
    CODE = "code"
    HTML = "html"
    RULE = "rule"


class Block(Struct, frozen=True):
    """A leaf block.

    `lines` are the indexes (from 0) of its first line and of the line after its last. `level` is a heading's level,
    else 0. `quotes` and `lists` are how many of each it stands in. `inline` is its content, None for code, HTML and
    rules. `hashes` are the `#` of a heading that has them. Code is `fenced` or indented.
    """

    kind: BlockKind
    span: Span
    lines: tuple[int, int]
    level: int
    quotes: int
    lists: int
    inline: Inline | None
    hashes: Span | None = None
    fenced: bool = False

    def written(self, words: str) -> str:
        r"""Return words of the content as they stand in the article: in a cell, a pipe has a backslash (`\|`)."""
        return words.replace("|", "\\|") if self.kind is BlockKind.CELL else words


class Container(NamedTuple):
    """A block quote or a list item, `empty` without a leaf block; `lines`, `quotes` and `lists` are as in `Block`.

    `number` is what an ordered item shows; but it is 1 where all items so far are written as 1, since then the writer
    leaves the counting to the page.
    """

    kind: str  # "quote" or "item"
    span: Span
    lines: tuple[int, int]
    quotes: int
    lists: int
    empty: bool
    number: int | None = None


_LEAVES = {
    "fence": BlockKind.CODE,
    "code_block": BlockKind.CODE,
    "html_block": BlockKind.HTML,
    "hr": BlockKind.RULE,
}
_CONTAINERS = {"blockquote_open": "quote", "list_item_open": "item"}
_PIPE = re.compile(r"(?<!\\)\|")


class _Builder:
    """Walks markdown-it-py's tokens once and makes blocks of them."""

    def __init__(self, text: str, lines: Lines, first_line: int) -> None:
        self.text = text
        self.lines = lines
        self.first = first_line
        self.blocks: list[Block] = []
        self.containers: list[Container] = []
        self.open: list[tuple[str, Token, int, int | None]] = []  # kind, token, how many blocks there were, number
        self.counters: list[tuple[bool, int] | None] = []  # of each open list: whether all are 1, and the next number
        self.quotes = self.lists = 0
        self.columns: list[int] = []  # of the rows of the table at hand
        self.table_line = 0
        self.cells: list[tuple[Span, OffsetMap]] = []  # what is left of the row at hand, last cell first

    def build(self, tokens: list[Token]) -> None:
        parent: Token | None = None
        for token in tokens:
            kind = token.type
            if kind == "inline":
                if parent is None:
                    self._cell(token)
                elif parent.type == "paragraph_open":
                    self._paragraph(token)
                else:
                    self._heading(token, parent)
                parent = None
            elif kind in ("paragraph_open", "heading_open"):
                parent = token
            elif kind in _CONTAINERS:
                self._open(_CONTAINERS[kind], token)
            elif kind in ("blockquote_close", "list_item_close"):
                self._close()
            elif kind == "ordered_list_open":
                self.counters.append((True, int(token.attrs.get("start", 1))))
            elif kind == "bullet_list_open":
                self.counters.append(None)
            elif kind in ("ordered_list_close", "bullet_list_close"):
                self.counters.pop()
            elif kind in _LEAVES:
                lines = self._line_range(token)
                self._add(_LEAVES[kind], self._span(lines), lines, None, fenced=kind == "fence")
            elif kind == "tr_open":
                self.cells = self._row_cells(token)
            elif kind == "table_open":
                self.columns = token.meta[COLUMNS]
                self.table_line = self._line_range(token)[0]

    def _open(self, kind: str, token: Token) -> None:
        number = self._number(token) if kind == "item" else None
        self.open.append((kind, token, len(self.blocks), number))
        self._count(kind, 1)

    def _count(self, kind: str, step: int) -> None:
        if kind == "quote":
            self.quotes += step
        else:
            self.lists += step

    def _number(self, item: Token) -> int | None:
        counter = self.counters[-1]
        if counter is None:
            return None
        is_ones, number = counter[0] and item.info == "1", counter[1]
        self.counters[-1] = (is_ones, number + 1)
        return 1 if is_ones else number

    def _close(self) -> None:
        kind, token, before, number = self.open.pop()
        self._count(kind, -1)
        lines = self._line_range(token)
        self.containers.append(
            Container(kind, self._span(lines), lines, self.quotes, self.lists, len(self.blocks) == before, number)
        )

    def _add(
        self,
        kind: BlockKind,
        span: Span,
        lines: tuple[int, int],
        inline: Inline | None,
        level: int = 0,
        hashes: Span | None = None,
        *,
        fenced: bool = False,
    ) -> None:
        self.blocks.append(Block(kind, span, lines, level, self.quotes, self.lists, inline, hashes, fenced))

    def _line_range(self, token: Token) -> tuple[int, int]:
        start, end = token.map or (0, 0)
        return start + self.first, end + self.first

    def _span(self, lines: tuple[int, int]) -> Span:
        """Return the span of some lines, blank ones at the end left out."""
        start, end = lines[0], min(lines[1], len(self.lines))
        while end - 1 > start and not self.lines.text(end - 1).strip(" \t"):
            end -= 1
        return Span(self.lines.starts[start], self.lines.ends[end - 1])

    def _paragraph(self, token: Token) -> None:
        first, last = self._line_range(token)
        start, end = self.lines.starts[first], self.lines.ends[last - 1]
        content = token.content
        place = end - len(content)
        if last - first == 1 and place >= start and self.text.startswith(content, place):
            offsets = OffsetMap(place, len(content))
        else:
            offsets = self._line_offsets(content, (first, last))
        self._add(BlockKind.PARAGRAPH, Span(start, end), (first, last), _inline(token, offsets))

    def _heading(self, token: Token, parent: Token) -> None:
        lines = self._line_range(parent)
        level = int(parent.tag[1:])
        hashes = None
        if parent.markup.startswith("#"):
            start = self.text.index("#", self.lines.starts[lines[0]])
            hashes = Span(start, start + level)
            offsets = self._heading_offsets(token.content, lines[0], start + level)
        else:
            offsets = self._line_offsets(token.content, (lines[0], lines[1] - 1))
        self._add(BlockKind.HEADING, self._span(lines), lines, _inline(token, offsets), level, hashes)

    def _heading_offsets(self, content: str, index: int, after: int) -> OffsetMap:
        """Return where the content of a heading stands, whose hashes end at `after` on the line with this index."""
        line = self.text[after : self.lines.ends[index]]
        return OffsetMap(after + len(line) - len(line.lstrip(MD_TRIM_CHARS)) if content else after, len(content))

    def _line_offsets(self, content: str, lines: tuple[int, int]) -> OffsetMap:
        """Return where the content of a paragraph stands: each of its lines is the end of one of the source."""
        ends = self.lines.ends
        parts = content.split("\n")
        index = self._first_line_of(parts, lines)
        offsets = OffsetMap(ends[index])
        for number, part in enumerate(parts):
            bare = part.lstrip(" \t")
            end = self._end_of(index, last=number + 1 == len(parts))
            start = max(end - len(bare), self.lines.starts[index])
            indent = len(part) - len(bare)
            if indent:  # the parser may have made a tab into spaces: they stand as a whole for what is there
                offsets.atom(Span(max(start - indent, self.lines.starts[index]), start), indent)
            offsets.plain(start, len(bare))
            if number + 1 < len(parts):
                index += 1
                offsets.atom(Span(ends[index - 1], self.lines.starts[index]), 1)
        return offsets

    def _first_line_of(self, parts: Sequence[str], lines: tuple[int, int]) -> int:
        """Return the index of the line that the first part stands on: the parser drops lines of full-width space."""
        bare = parts[0].lstrip(" \t").replace("\0", "\ufffd")
        for index in range(lines[0], lines[1] - len(parts)):
            line = self.lines.text(index).replace("\0", "\ufffd")
            if (line.rstrip(MD_TRIM_CHARS) if len(parts) == 1 else line).endswith(bare):
                return index
        return lines[1] - len(parts)

    def _end_of(self, index: int, *, last: bool) -> int:
        """Return where the text on a line ends; the parser cuts off the space behind the `last` line of a paragraph."""
        start, end = self.lines.span(index)
        if last:
            end = start + len(self.text[start:end].rstrip(MD_TRIM_CHARS))
        return end

    def _cell(self, token: Token) -> None:
        """Add a table cell; one that the row does not have, and the parser adds, stands at its end."""
        lines = self._line_range(token)
        end = self.lines.ends[lines[0]]
        span, offsets = self.cells.pop() if self.cells else (Span(end, end), OffsetMap(end))
        self._add(BlockKind.CELL, span, lines, _inline(token, offsets))

    def _row_cells(self, row: Token) -> list[tuple[Span, OffsetMap]]:
        """Return the cells of a row, last first: what stands between two pipes that no backslash escapes."""
        index = self._line_range(row)[0]
        start, end = self.lines.span(index)
        start += self.columns[index - self.table_line]
        line = self.text[start:end]
        start += len(line) - len(line.lstrip(MD_TRIM_CHARS))
        line = line.strip(MD_TRIM_CHARS)
        bounds = [-1, *(match.start() for match in _PIPE.finditer(line)), len(line)]
        spans = [(left + 1, right) for left, right in pairwise(bounds)]
        if spans[0] == (0, 0):
            spans.pop(0)
        return [
            (Span(start + left, start + right), _cell_offsets(line[left:right], start + left))
            for left, right in reversed(spans)
        ]


def _inline(token: Token, offsets: OffsetMap) -> Inline:
    return Inline(token.content, offsets, token.meta[TRACE], token.children or [])


def _cell_offsets(raw: str, start: int) -> OffsetMap:
    r"""Return where the content of a table cell stands; `raw` is the cell as written, where `\|` stands for a pipe."""
    start += len(raw) - len(raw.lstrip(MD_TRIM_CHARS))
    raw = raw.strip(MD_TRIM_CHARS)
    if "\\|" not in raw:
        return OffsetMap(start, len(raw))
    offsets = OffsetMap(start)
    position = 0
    while (pipe := raw.find("\\|", position)) >= 0:
        offsets.plain(start + position, pipe - position)
        offsets.atom(Span(start + pipe, start + pipe + 2), 1)
        position = pipe + 2
    offsets.plain(start + position, len(raw) - position)
    return offsets


def build_blocks(
    text: str, lines: Lines, first_line: int, tokens: list[Token]
) -> tuple[tuple[Block, ...], tuple[Container, ...]]:
    """Return the leaf blocks and the containers, in the order in which they begin, of an article's body.

    `first_line` is the index of the line at which the parsed body begins.
    """
    builder = _Builder(text, lines, first_line)
    builder.build(tokens)
    return tuple(builder.blocks), tuple(sorted(builder.containers, key=lambda item: (item.lines[0], -item.lines[1])))
