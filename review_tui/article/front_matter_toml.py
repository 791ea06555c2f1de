"""Front matter in TOML, between two lines of plus signs, as Hugo and Zola have it: the standard library reads it."""

import re
import tomllib
from collections.abc import Iterator

from review_tui.article.front_matter import Fenced, Field, FrontMatter, Syntax
from review_tui.article.offsets import OffsetMap
from review_tui.article.position import Span

_LONE = re.compile(r"\r(?!\n)")  # ends a line, too, which TOML does not know
_LIMIT = 32 * 1024  # characters; front matter is a handful of lines
_TOO_DEEP = "the front matter is nested too deep"
_DEEP_KEY = re.compile(r"(?:[\w\"' \t-]{1,20}\.){50}")  # tomllib's time grows with the square of the dots
# A key with a string on one line that holds no escapes: its characters stand in the article as they are.
_PLAIN_LINE = re.compile(
    r"""([\w-]{1,60})[ \t]*=[ \t]*(?:"([^"\\\r\n]*)"|'([^'\r\n]*)')[ \t]*(?:#.*)?\r?$""", re.ASCII | re.MULTILINE
)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")


def read_toml(fenced: Fenced) -> FrontMatter:
    """Return front matter as it is read. What is wrong with it stands in `problem`, never raised."""
    body = _LONE.sub("\n", fenced.body)  # as long as it was: places stay
    if len(body) > _LIMIT:
        message = f"the front matter has {len(body):,} characters; at most {_LIMIT:,} are read"
        return fenced.unreadable(Syntax.TOML, message)
    deep = _DEEP_KEY.search(body)
    if deep is not None:
        return fenced.unreadable(Syntax.TOML, _TOO_DEEP, deep.start())
    try:
        values = tomllib.loads(body)
    except (ValueError, RecursionError) as error:
        return fenced.unreadable(Syntax.TOML, *_explain(error, body))
    fields = tuple(_fields(body, fenced.inner.start, values))
    return FrontMatter(fenced.span, fenced.lines, fields, values, syntax=Syntax.TOML)


def _explain(error: Exception, body: str) -> tuple[str, int]:
    """Return what is wrong, and where in the body (code points)."""
    if isinstance(error, RecursionError):
        return _TOO_DEEP, 0
    message, place = str(error), 0
    found = _PLACE.search(message)
    if found:
        above = body.split("\n")[: int(found[1]) - 1]  # U+2028 and the like end no line in TOML
        place = min(len(body), sum(map(len, above)) + len(above) + int(found[2]) - 1)
        message = message[: found.start()]
    return f"the front matter is not TOML: {message}", place


def _fields(body: str, start: int, values: dict[str, object]) -> Iterator[Field]:
    """Yield the keys before the first table whose values are strings on one line; the others are values only."""
    table = _TABLE.search(body)
    for match in _PLAIN_LINE.finditer(body, 0, table.start() if table else len(body)):
        group = 2 if match[2] is not None else 3
        words = match[group]
        if (match.start() and body[match.start() - 1] != "\n") or values.get(match[1]) != words:
            continue  # within a longer string
        begin, end = match.span(group)
        offsets = OffsetMap(start + begin, len(words))
        key_span = Span(start + match.start(1), start + match.end(1))
        yield Field(match[1], key_span, words, Span(start + begin - 1, start + end + 1), words, offsets)
