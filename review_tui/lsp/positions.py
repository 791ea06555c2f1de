"""From offsets in an article to the lines and characters of the protocol, and back.

The protocol counts lines and characters from 0, and characters in units of an encoding that client and server agree
on. A byte order mark, which is no part of an article's text, is one character of the first line to a client that sends
it.
"""

from bisect import bisect_right
from itertools import accumulate
from weakref import WeakKeyDictionary

from lsprotocol.types import Position, PositionEncodingKind, Range

from review_tui.article import Article, Span
from review_tui.article.source import BOM

_STEP = 1000  # code points between places whose units are kept
_sums: "WeakKeyDictionary[Article, dict[PositionEncodingKind, tuple[int, ...]]]" = WeakKeyDictionary()
"""How many units stand before each step of an article's text."""


def units(text: str, encoding: PositionEncodingKind) -> int:
    """Return how many units of an encoding a text takes; half a surrogate pair is a unit of UTF-16."""
    if encoding is PositionEncodingKind.Utf32 or text.isascii():
        return len(text)
    if encoding is PositionEncodingKind.Utf16:
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text.encode("utf-8", "surrogatepass"))


def position_at(article: Article, offset: int, encoding: PositionEncodingKind) -> Position:
    """Return the place of an offset in code points."""
    line = article.lines.index_at(offset)
    before = _units_before(article, offset, encoding) - _units_before(article, article.lines.starts[line], encoding)
    return Position(line, before + _mark(article, line, encoding))


def range_at(article: Article, span: Span, encoding: PositionEncodingKind) -> Range:
    """Return the stretch of the document that a span covers."""
    return Range(position_at(article, span.start, encoding), position_at(article, span.end, encoding))


def offset_at(article: Article, position: Position, encoding: PositionEncodingKind) -> int:
    """Return the offset in code points of a place.

    What lies past the end of a line is its end, past the last line the end of the text; what lies inside a character is
    its beginning.
    """
    if position.line >= len(article.lines):
        return len(article.text)
    start, end = article.lines.span(position.line)
    wanted = position.character - _mark(article, position.line, encoding) + _units_before(article, start, encoding)
    places = range(start, end + 1)
    after = bisect_right(places, wanted, key=lambda offset: _units_before(article, offset, encoding))
    return places[max(0, after - 1)]


def _units_before(article: Article, offset: int, encoding: PositionEncodingKind) -> int:
    """Return how many units stand before an offset: all are counted once for an article, not for each that is asked."""
    if encoding is PositionEncodingKind.Utf32:
        return offset
    text = article.text
    sums = _sums.setdefault(article, {})
    if encoding not in sums:
        steps = (units(text[start : start + _STEP], encoding) for start in range(0, len(text), _STEP))
        sums[encoding] = tuple(accumulate(steps, initial=0))
    step = offset // _STEP
    return sums[encoding][step] + units(text[step * _STEP : offset], encoding)


def _mark(article: Article, line: int, encoding: PositionEncodingKind) -> int:
    """Return how many units a byte order mark takes at the beginning of a line."""
    return units(BOM.decode(), encoding) if article.bom and line == 0 else 0
