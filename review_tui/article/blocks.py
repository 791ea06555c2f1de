"""The blocks of an article: headings, paragraphs, table cells, code, HTML, rules, and what contains them."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from markdown_it.token import Token

from review_tui.article.inline import Inline
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


@dataclass(frozen=True, slots=True)
class Block:
    """A leaf block.

    `lines` are the indexes (from 0) of its first line and of the line after its last; `level` is a heading's level,
    else 0; `quotes` and `lists` say how many of each it stands in.
    """

    kind: BlockKind
    span: Span
    lines: tuple[int, int]
    level: int
    quotes: int
    lists: int
    inline: Inline | None


@dataclass(frozen=True, slots=True)
class Container:
    """A block quote or a list item. `empty` where it holds no leaf block."""

    kind: str  # "quote" or "item"
    span: Span
    lines: tuple[int, int]
    quotes: int
    lists: int
    empty: bool


_LEAVES = {
    "fence": BlockKind.CODE,
    "code_block": BlockKind.CODE,
    "html_block": BlockKind.HTML,
    "hr": BlockKind.RULE,
}
_INLINE_PARENTS = {
    "paragraph_open": BlockKind.PARAGRAPH,
    "heading_open": BlockKind.HEADING,
    "th_open": BlockKind.CELL,
    "td_open": BlockKind.CELL,
}
_CONTAINERS = {"blockquote_open": "quote", "list_item_open": "item"}
_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")


class _Builder:
    """Walks markdown-it-py's tokens once and makes blocks of them."""

    def __init__(self, text: str, lines: Lines, first_line: int) -> None:
        self.text = text
        self.lines = lines
        self.first = first_line
        self.blocks: list[Block] = []
        self.containers: list[Container] = []
        self.open: list[tuple[str, Token, int]] = []  # kind, token, how many blocks there were
        self.quotes = self.lists = 0
        self.row: tuple[int, list[Span]] | None = None
        self.cell = 0

    def build(self, tokens: list[Token]) -> None:
        parent: Token | None = None
        for token in tokens:
            kind = token.type
            if kind == "inline" and parent is not None:
                self._leaf(_INLINE_PARENTS[parent.type], token, parent)
            elif kind in _INLINE_PARENTS:
                parent = token
            elif kind in _LEAVES:
                self._leaf(_LEAVES[kind], token, token)
            elif kind in _CONTAINERS:
                self.open.append((_CONTAINERS[kind], token, len(self.blocks)))
                self._count(_CONTAINERS[kind], 1)
            elif kind in ("blockquote_close", "list_item_close"):
                self._close()
            elif kind == "tr_open" and token.map:
                self.row, self.cell = None, 0

    def _count(self, kind: str, step: int) -> None:
        if kind == "quote":
            self.quotes += step
        else:
            self.lists += step

    def _close(self) -> None:
        kind, token, before = self.open.pop()
        self._count(kind, -1)
        lines = self._lines(token)
        self.containers.append(
            Container(kind, self._span(lines), lines, self.quotes, self.lists, len(self.blocks) == before)
        )

    def _lines(self, token: Token) -> tuple[int, int]:
        start, end = token.map or (0, 0)
        return start + self.first, max(start + 1, end) + self.first

    def _span(self, lines: tuple[int, int]) -> Span:
        start, end = lines[0], min(lines[1], len(self.lines))
        if end - start == 1:
            return Span(self.lines.starts[start], self.lines.ends[start])
        while end - 1 > start and not self.lines.text(end - 1).strip(" \t"):
            end -= 1
        return Span(self.lines.starts[start], self.lines.ends[end - 1])

    def _leaf(self, kind: BlockKind, token: Token, parent: Token) -> None:
        lines = self._lines(token if token.map else parent)
        inline = None
        span = self._span(lines)
        if token.type == "inline":
            if kind is BlockKind.CELL:
                span, offsets = self._cell_offsets(token.content, lines[0])
            elif kind is BlockKind.HEADING and parent.markup.startswith("#"):
                offsets = self._heading_offsets(token.content, lines[0], len(parent.markup))
            else:
                offsets = self._line_offsets(token.content, lines)
            inline = Inline(token, offsets)
        level = int(parent.tag[1:]) if kind is BlockKind.HEADING else 0
        self.blocks.append(Block(kind, span, lines, level, self.quotes, self.lists, inline))

    def _line_offsets(self, content: str, lines: tuple[int, int]) -> OffsetMap:
        """Map the lines of a paragraph: each is the end of its source line, but for trimmed space."""
        offsets = OffsetMap()
        start, end = self.lines.starts[lines[0]], self.lines.ends[lines[0]]
        if "\n" not in content and self.text.endswith(content, start, end):  # as most paragraphs stand
            offsets.plain(end - len(content), len(content))
            return offsets
        parts = content.split("\n")
        for number, part in enumerate(parts):
            index = min(lines[0] + number, len(self.lines) - 1)
            line = self.lines.text(index).replace("\0", "\ufffd")
            bare = part.lstrip(" \t")
            column = line.rfind(bare) if bare else len(line)
            start = self.lines.starts[index] + max(column, 0)
            indent = len(part) - len(bare)
            if indent:  # the parser may have made a tab into spaces: they stand as a whole for what is there
                offsets.atom(Span(max(start - indent, self.lines.starts[index]), start), indent)
            offsets.plain(start, len(bare))
            if number + 1 < len(parts):
                following = min(index + 1, len(self.lines) - 1)
                offsets.atom(Span(self.lines.ends[index], self.lines.starts[following]), 1)
        return offsets

    def _heading_offsets(self, content: str, index: int, level: int) -> OffsetMap:
        offsets = OffsetMap()
        line = self.lines.text(index)
        after = line.find("#") + level
        column = line.replace("\0", "\ufffd").find(content, after) if content else after
        offsets.plain(self.lines.starts[index] + max(column, 0), len(content))
        return offsets

    def _cell_offsets(self, content: str, index: int) -> tuple[Span, OffsetMap]:
        r"""Map a table cell: the text between two pipes, in which `\|` stands for a pipe."""
        if self.row is None or self.row[0] != index:
            self.row, self.cell = (index, self._row_cells(index)), 0
        offsets = OffsetMap()
        cells = self.row[1]
        if self.cell >= len(cells):
            end = self.lines.ends[index]
            return Span(end, end), offsets
        span = cells[self.cell]
        self.cell += 1
        raw = span.cut(self.text)
        position = span.start + len(raw) - len(raw.lstrip())
        for part in re.split(r"(?<=\\)(?=\|)", raw.strip()) if "\\|" in raw else [raw.strip()]:
            keep = part[:-1] if part.endswith("\\") and "\\|" in raw else part
            offsets.plain(position, len(keep))
            position += len(part)
        if offsets.length != len(content):  # not the shape expected: the cell stands as a whole
            offsets = OffsetMap()
            offsets.atom(span, len(content))
        return span, offsets

    def _row_cells(self, index: int) -> list[Span]:
        start, end = self.lines.span(index)
        line = self.text[start:end]
        body = line.lstrip(" \t>")
        start += len(line) - len(body)
        bounds = [start - 1, *(start + match.end() - 1 for match in _PIPE.finditer(body)), end]
        cells = [Span(left + 1, right) for left, right in pairwise(bounds) if left < right]
        if cells and not cells[0].cut(self.text).strip():
            cells.pop(0)
        if cells and not cells[-1].cut(self.text).strip():
            cells.pop()
        return cells


def build_blocks(
    text: str, lines: Lines, first_line: int, tokens: list[Token]
) -> tuple[tuple[Block, ...], tuple[Container, ...]]:
    """Return the leaf blocks and the containers, in the order in which they begin, of an article's body.

    `first_line` is the index of the line at which the parsed body begins.
    """
    builder = _Builder(text, lines, first_line)
    builder.build(tokens)
    return tuple(builder.blocks), tuple(sorted(builder.containers, key=lambda item: (item.lines[0], -item.lines[1])))
