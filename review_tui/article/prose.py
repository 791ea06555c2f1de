"""Prose: the text of an article in which a term may stand, and where each of its characters comes from.

Left out are code, link targets, bare addresses, HTML tags and front-matter keys. Emphasis marks and link brackets are
taken out as well, so that a term broken by one of them is still one term.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from review_tui.article.blocks import Block, BlockKind
from review_tui.article.front_matter import FrontMatter
from review_tui.article.inline import Inline
from review_tui.article.offsets import OffsetMap
from review_tui.article.position import Span

TERM_FIELDS = ("title", "description")
BARRIER = "\n"  # stands between segments and where code was: no term runs across it
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+\.[\w.]+", re.ASCII)
_HTML_SKIP = re.compile(r"<(script|style|pre)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")


class SegmentKind(StrEnum):
    """What a segment of the prose is."""

    FIELD = "field"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CELL = "cell"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the prose, from `start` to `end` in it: one block, or the value of one front-matter key."""

    start: int
    end: int
    kind: SegmentKind
    span: Span
    block: Block | None
    key: str | None = None


class Prose:
    """The prose of an article: `text`, its `segments`, and the way back to the article."""

    def __init__(self) -> None:
        self.text = ""
        self.offsets = OffsetMap()
        self.segments: tuple[Segment, ...] = ()
        self._starts: list[int] = []

    def span(self, start: int, end: int) -> Span:
        """Return the span in the article of a stretch of the prose (code points)."""
        return self.offsets.span(start, end)

    def segment_at(self, position: int) -> Segment:
        """Return the segment that a position of the prose lies in (or the one before it)."""
        return self.segments[max(0, bisect_right(self._starts, position) - 1)]

    def segment_text(self, segment: Segment) -> str:
        """Return the prose of one segment."""
        return self.text[segment.start : segment.end]


class _Writer:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.offsets = OffsetMap()
        self.segments: list[Segment] = []

    def plain(self, text: str, source: int) -> None:
        self.parts.append(text)
        self.offsets.plain(source, len(text))

    def mapped(self, text: str, offsets: OffsetMap, start: int, end: int) -> None:
        if start < end:
            self.parts.append(text)
            self.offsets.extend(offsets, start, end)

    def atom(self, text: str, span: Span) -> None:
        self.parts.append(text)
        self.offsets.atom(span, len(text))

    def close(self, start: int, kind: SegmentKind, span: Span, block: Block | None, key: str | None = None) -> None:
        self.segments.append(Segment(start, self.offsets.length, kind, span, block, key))
        self.atom(BARRIER, Span(span.end, span.end))


def build_prose(text: str, front_matter: FrontMatter, blocks: tuple[Block, ...]) -> Prose:
    """Return the prose of an article."""
    writer = _Writer()
    for name in TERM_FIELDS:
        item = front_matter.field(name)
        if item is None or item.text is None or item.offsets is None:
            continue
        start = writer.offsets.length
        writer.mapped(item.text, item.offsets, 0, len(item.text))
        writer.close(start, SegmentKind.FIELD, item.value_span, None, name)
    for block in blocks:
        start = writer.offsets.length
        if block.inline is not None:
            _write_inline(writer, block.inline)
            writer.close(start, _KINDS[block.kind], block.span, block)
        elif block.kind is BlockKind.HTML:
            _write_html(writer, text, block.span)
            writer.close(start, SegmentKind.HTML, block.span, block)
    prose = Prose()
    prose.text = "".join(writer.parts)
    prose.offsets = writer.offsets
    prose.segments = tuple(writer.segments)
    prose._starts = [segment.start for segment in writer.segments]
    return prose


_KINDS = {
    BlockKind.PARAGRAPH: SegmentKind.PARAGRAPH,
    BlockKind.HEADING: SegmentKind.HEADING,
    BlockKind.CELL: SegmentKind.CELL,
}


def _write_inline(writer: _Writer, inline: Inline) -> None:
    content, offsets = inline.content, inline.offsets
    gaps = _gaps(inline)
    if not gaps:
        _write_text(writer, content, offsets, 0, len(content))
        return
    position = 0
    for start, end, seen in gaps:
        if start < position:
            continue  # inside something already left out, such as a link target
        _write_text(writer, content, offsets, position, start)
        if seen:
            writer.atom(seen, offsets.span(start, end))
        position = end
    _write_text(writer, content, offsets, position, len(content))


def _gaps(inline: Inline) -> list[tuple[int, int, str]]:
    """Return what is not plain text: where it begins and ends in the content, and what a reader sees there."""
    content = inline.content
    gaps: list[tuple[int, int, str]] = []
    if not (inline.trace.pieces or inline.trace.links or inline.trace.delimiters):
        return gaps
    for piece in inline.trace.pieces:
        if piece.rule in ("escape", "entity"):
            gaps.append((piece.start, piece.end, piece.text))
        elif piece.rule == "newline":
            joins = _is_han(content[piece.start - 1 : piece.start]) and _is_han(content[piece.end : piece.end + 1])
            gaps.append((piece.start, piece.end, "" if joins else BARRIER))
        elif piece.rule == "html_inline":
            gaps.append((piece.start, piece.end, ""))
        else:
            gaps.append((piece.start, piece.end, BARRIER))
    for link in inline.trace.links:
        gaps.append((link.start, link.start + 1, ""))
        gaps.append((link.label_end, link.end, ""))
    if not inline.trace.delimiters:
        gaps.sort()
        return gaps
    paired = inline.paired
    gaps += [(place, place + 1, "") for place in paired]
    for start, end in inline.asterisk_runs:
        gaps += [(place, place + 1, "") for place in range(start, end) if place not in paired]
    gaps.sort()
    return gaps


def _is_han(character: str) -> bool:
    return _HAN.match(character) is not None


def _write_text(writer: _Writer, content: str, offsets: OffsetMap, start: int, end: int) -> None:
    """Write a stretch of plain text, a barrier in place of each bare address."""
    if start >= end:
        return
    piece = content[start:end]
    position = start
    if "://" in piece or "www." in piece or "@" in piece:
        for match in _ADDRESS.finditer(content, start, end):
            writer.mapped(content[position : match.start()], offsets, position, match.start())
            writer.atom(BARRIER, offsets.span(match.start(), match.end()))
            position = match.end()
    writer.mapped(content[position:end], offsets, position, end)


def _write_html(writer: _Writer, text: str, span: Span) -> None:
    """Write what stands between the tags of an HTML block."""
    position = span.start
    for match in _HTML_SKIP.finditer(text, span.start, span.end):
        writer.plain(text[position : match.start()], position)
        writer.atom(BARRIER, Span(match.start(), match.end()))
        position = match.end()
    writer.plain(text[position : span.end], position)
