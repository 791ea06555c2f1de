"""From offsets in an article to the lines and characters of the protocol, and back.

The protocol counts lines and characters from 0, and characters in units of an encoding that client and server agree
on. A byte order mark, which is no part of an article's text, is one character of the first line to a client that sends
it.
"""

from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple
from weakref import WeakKeyDictionary

from review_tui.article import Article, Span
from review_tui.article.source import BOM

_STEP = 1000  # code points between places whose units are kept
_sums: "WeakKeyDictionary[Article, dict[Encoding, tuple[int, ...]]]" = WeakKeyDictionary()
"""How many units stand before each step of an article's text."""


class Encoding(StrEnum):
    """What the characters of a line are counted in."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    UTF_32 = "utf-32"


class Point(NamedTuple):
    """A place in a document: line and character from 0, the character in units of the encoding."""

    line: int
    character: int


class Range(NamedTuple):
    """A stretch of a document, `start` included and `end` not."""

    start: Point
    end: Point


def units(text: str, encoding: Encoding) -> int:
    """Return how many units of an encoding a text takes; half a surrogate pair is a unit of UTF-16."""
    if encoding is Encoding.UTF_32 or text.isascii():
        return len(text)
    if encoding is Encoding.UTF_16:
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text.encode("utf-8", "surrogatepass"))


def point_at(article: Article, offset: int, encoding: Encoding) -> Point:
    """Return the place of an offset in code points."""
    line = article.lines.index_at(offset)
    before = _units_before(article, offset, encoding) - _units_before(article, article.lines.starts[line], encoding)
    return Point(line, before + _mark(article, line, encoding))


def range_at(article: Article, span: Span, encoding: Encoding) -> Range:
    """Return the stretch of the document that a span covers."""
    return Range(point_at(article, span.start, encoding), point_at(article, span.end, encoding))


def offset_at(article: Article, point: Point, encoding: Encoding) -> int:
    """Return the offset in code points of a place.

    What lies past the end of a line is its end, past the last line the end of the text; what lies inside a character is
    its beginning.
    """
    lines = article.lines
    if point.line >= len(lines):
        return len(article.text)
    span = lines.span(point.line)
    wanted = point.character - _mark(article, point.line, encoding)
    if wanted <= 0:
        return span.start
    text = span.cut(article.text)
    if encoding is Encoding.UTF_32 or text.isascii():
        return min(span.start + wanted, span.end)
    taken = 0
    for place, character in enumerate(text):
        taken += units(character, encoding)
        if taken > wanted:
            return span.start + place
    return span.end


def _units_before(article: Article, offset: int, encoding: Encoding) -> int:
    """Return how many units stand before an offset: all are counted once for an article, not for each that is asked."""
    if encoding is Encoding.UTF_32:
        return offset
    text = article.text
    sums = _sums.setdefault(article, {})
    if encoding not in sums:
        steps = (units(text[start : start + _STEP], encoding) for start in range(0, len(text), _STEP))
        sums[encoding] = tuple(accumulate(steps, initial=0))
    step = offset // _STEP
    return sums[encoding][step] + units(text[step * _STEP : offset], encoding)


def _mark(article: Article, line: int, encoding: Encoding) -> int:
    """Return how many units a byte order mark takes at the beginning of a line."""
    return units(BOM.decode(), encoding) if article.bom and line == 0 else 0
