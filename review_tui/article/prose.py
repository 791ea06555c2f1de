"""Prose: the text of an article in which a term may stand, and where each of its characters comes from.

Left out are code, link targets, bare addresses, HTML tags and front-matter keys. Emphasis marks and link brackets are
taken out as well, so that a term broken by one of them is still one term.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from string import ascii_letters, digits

from msgspec import Struct

from review_tui.article.blocks import Block, BlockKind
from review_tui.article.front_matter import FrontMatter
from review_tui.article.han import is_han
from review_tui.article.inline import Inline
from review_tui.article.inline_parser import PLAIN
from review_tui.article.offsets import OffsetMap
from review_tui.article.position import Span
from review_tui.text.lazy import lazy

_TERM_FIELDS = ("title", "description")
_BARRIER = "\n"  # stands between segments and where code was: no term runs across it
_LINE_END = "\r"  # of a soft line end among the gaps, until it is known what stands around it
_ADDRESS = lazy(r"(?:https?://|www\.)[!-~]+|@[\w-]+\.[\w.]+", re.ASCII)  # of mail: what stands after the name
_NAME_CHARACTERS = ascii_letters + digits + "._+-"
_LONGEST_NAME = 64  # characters, by RFC 5321
_RAW = ("script", "style", "pre", "code", "kbd", "samp", "tt")  # elements that hold no prose
_HTML_OPENING = lazy(rf"<(!--|(?:{'|'.join(_RAW)})\b)", re.IGNORECASE)
_HTML_CLOSING = {"!--": lazy("-->")} | {name: lazy(rf"</{name}\s*>", re.IGNORECASE) for name in _RAW}
_BREAK = lazy(r"<br\b", re.IGNORECASE)


class SegmentKind(StrEnum):
    """What a segment of the prose is."""

    FIELD = "field"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CELL = "cell"
    HTML = "html"


class Segment(Struct, frozen=True):
    """A stretch of the prose, from `start` to `end` in it: one block, or the value of one front-matter key."""

    start: int
    end: int
    kind: SegmentKind
    span: Span
    block: Block | None
    key: str | None = None


class Prose:
    """The prose of an article: `text`, its `segments`, and the way back to the article."""

    def __init__(self, text: str, segments: tuple[Segment, ...], offsets: tuple[OffsetMap, ...]) -> None:
        """Take the text, its segments, each followed by a barrier, and a map to the article for each of these."""
        self.text = text
        self.segments = segments
        self._offsets = offsets
        self._starts = [segment.start for segment in segments]
        self._body = next((segment.start for segment in segments if segment.key is None), len(text))

    def _index_at(self, position: int) -> int:
        return max(0, bisect_right(self._starts, position) - 1)

    def start(self, position: int) -> int:
        """Return where the character at a position of the prose begins in the article (code points)."""
        if not self.segments:
            return 0
        index = self._index_at(position)
        return self._offsets[index].start(position - self._starts[index])

    def span(self, start: int, end: int) -> Span:
        """Return the span in the article of a stretch of the prose (code points)."""
        index = bisect_right(self._starts, start) - 1
        if index >= 0 and start < end <= self.segments[index].end:  # as nearly always
            begin = self._starts[index]
            return self._offsets[index].span(start - begin, end - begin)
        left = self.start(start)
        if start >= end or not self.segments:
            return Span(left, left)
        index = self._index_at(end - 1)
        return Span(left, self._offsets[index].end(end - self._starts[index]))

    def segment_at(self, position: int) -> Segment:
        """Return the segment that a position of the prose lies in (or the one before it)."""
        return self.segments[self._index_at(position)]

    def key_at(self, position: int) -> str | None:
        """Return the front-matter key whose value a position of the prose lies in; None in the body."""
        return self.segment_at(position).key if position < self._body else None

    def segment_text(self, segment: Segment) -> str:
        """Return the prose of one segment."""
        return self.text[segment.start : segment.end]


class _ProsePart:
    """The prose of one segment while it is made of some content, whose characters `source` maps to the article."""

    def __init__(self, content: str, source: OffsetMap) -> None:
        self.texts: list[str] = []
        self.offsets = OffsetMap()
        self._content = content
        self._source = source

    def keep(self, start: int, end: int) -> None:
        """Add a stretch of the content as it is."""
        if start < end:
            self.texts.append(self._content[start:end])
            self.offsets.extend(self._source, start, end)

    def replace(self, start: int, end: int, text: str) -> None:
        """Add a text that stands as a whole for a stretch of the content."""
        if text:
            self.texts.append(text)
            self.offsets.atom(self._source.span(start, end), len(text))


def build_prose(text: str, front_matter: FrontMatter, blocks: tuple[Block, ...]) -> Prose:
    """Return the prose of an article."""
    texts: list[str] = []
    maps: list[OffsetMap] = []
    segments: list[Segment] = []
    start = 0
    for name in _TERM_FIELDS:
        item = front_matter.field(name)
        if item is not None and item.text is not None and item.offsets is not None:
            end = start + len(item.text)
            segments.append(Segment(start, end, SegmentKind.FIELD, item.value_span, None, name))
            texts.append(item.text)
            maps.append(item.offsets)
            start = end + 1
    has_addresses = "://" in text or "www." in text or "@" in text
    for block in blocks:
        inline = block.inline
        if inline is not None:
            if inline.trace is PLAIN and not has_addresses:
                written, offsets = inline.content, inline.offsets
            else:
                written, offsets = _inline_part(inline, has_addresses=has_addresses)
        elif block.kind is BlockKind.HTML:
            written, offsets = _html_part(text, block.span)
        else:
            continue
        end = start + len(written)
        segments.append(Segment(start, end, _KINDS[block.kind], block.span, block))
        texts.append(written)
        maps.append(offsets)
        start = end + 1
    texts.append("")  # a barrier after the last segment too
    return Prose(_BARRIER.join(texts), tuple(segments), tuple(maps))


_KINDS = {
    BlockKind.PARAGRAPH: SegmentKind.PARAGRAPH,
    BlockKind.HEADING: SegmentKind.HEADING,
    BlockKind.CELL: SegmentKind.CELL,
    BlockKind.HTML: SegmentKind.HTML,
}


def _inline_part(inline: Inline, *, has_addresses: bool) -> tuple[str, OffsetMap]:
    """Return the prose of a block's content, and a map from it to the article."""
    content, offsets = inline.content, inline.offsets
    part = _ProsePart(content, offsets)
    position = 0
    for start, end, seen in (*_gaps(inline), (len(content), len(content), "")):
        if start < position:
            continue  # inside something already left out, such as a link target
        if has_addresses:
            for left, right in _addresses(content, position, start):
                part.keep(position, left)
                part.replace(left, right, _BARRIER)
                position = right
        part.keep(position, start)
        if seen == _LINE_END:
            joins = _runs_on(part.texts[-1][-1] if part.texts else "") and _runs_on(_next_visible(content, end))
            seen = "" if joins else _BARRIER
        part.replace(start, end, seen)
        position = end
    return "".join(part.texts), part.offsets if part.offsets.length else OffsetMap(offsets.start(0))


def _gaps(inline: Inline) -> list[tuple[int, int, str]]:
    """Return the stretches that are not plain text: start and end in the content, and what a reader sees instead."""
    content, trace = inline.content, inline.trace
    gaps: list[tuple[int, int, str]] = []
    unclosed: set[str] = set()
    for rule, start, end, seen in trace.pieces:
        if rule in ("escape", "entity"):
            gaps.append((start, end, seen or _BARRIER))  # an escaped line end shows nothing
        elif rule == "newline":
            gaps.append((start, end, _LINE_END))
        elif rule == "html_inline":
            is_comment = content.startswith("<!--", start)
            raw_end = 0 if is_comment else _end_of_raw(content, start, len(content), unclosed)
            gaps.append((start, raw_end or end, _BARRIER if raw_end or _BREAK.match(content, start) else ""))
        else:
            gaps.append((start, end, _BARRIER))
    for start, label_end, end, _ in trace.links:
        gaps.append((start, start + 1, ""))
        gaps.append((label_end, end, ""))
    if trace.runs:
        taken_out = set(inline.paired)
        for start, end in inline.asterisk_runs:
            taken_out.update(range(start, end))
        gaps += [(place, place + 1, "") for place in taken_out]
    gaps.sort()
    return gaps


def _end_of_raw(text: str, start: int, end: int, unclosed: set[str]) -> int:
    """Return where a comment or an element without prose (`<script>`) that begins at `start` ends.

    0 where none begins there, or none of its kind is closed before `end`. `unclosed` collects the kinds for which that
    is so, so that none is looked for twice.
    """
    opening = _HTML_OPENING.match(text, start, end)
    name = opening[1].lower() if opening else ""
    if opening is None or name in unclosed:
        return 0
    closing = _HTML_CLOSING[name].search(text, opening.end(), end)
    if closing is None:
        unclosed.add(name)
        return 0
    return closing.end()


def _next_visible(content: str, position: int) -> str:
    """Return the first character from a position on that opens no link or emphasis; nothing at the end."""
    while position < len(content) and content[position] in "[*_":
        position += 1
    return content[position : position + 1]


def _runs_on(character: str) -> bool:
    """Tell whether a sentence goes on without a space over a line end here: after Chinese, or full-width marks."""
    return is_han(character) or "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef"


def _addresses(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where web and mail addresses begin and end."""
    for match in _ADDRESS.finditer(content, start, end):
        left, right = match.span()
        if content[left] == "@":
            name = content[max(start, left - _LONGEST_NAME) : left]
            left -= len(name) - len(name.rstrip(_NAME_CHARACTERS))
            if left == match.start():
                continue  # an @ after something else is no mail address
        yield left, right
        start = right


def _html_part(text: str, span: Span) -> tuple[str, OffsetMap]:
    """Return what stands between the tags of an HTML block, and a map from it to the article."""
    part = _ProsePart(text, OffsetMap(0, len(text)))
    position = span.start
    for start, end in html_gaps(text, span):
        part.keep(position, start)
        part.replace(start, end, _BARRIER)
        position = end
    part.keep(position, span.end)
    return "".join(part.texts), part.offsets


def html_gaps(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Yield the stretches of an HTML block that are no text: tags, comments, and elements that hold no prose."""
    position, end = span
    unclosed: set[str] = set()
    while (opening := text.find("<", position, end)) >= 0:
        position = _end_of_raw(text, opening, end, unclosed) or text.find(">", opening, end) + 1
        if not position:
            return
        yield opening, position
