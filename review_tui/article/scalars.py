r"""Where each character of a YAML string stands in its source.

PyYAML says where a scalar begins and ends, but not where its characters come from, once `\uXXXX` escapes, doubled
quotes or folded lines are in it. This module reads the scalar again by the rules of YAML 1.1 (chapters 5.7 and 9) as
libyaml applies them, and believes its own reading only where the result equals PyYAML's.
"""

import re
from collections.abc import Iterator

from review_tui.article.offsets import OffsetMap
from review_tui.article.position import Span

_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEX = {"x": 2, "u": 4, "U": 8}
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_FOLD = re.compile("[ \t]*(\r\n|[\r\n\x85\u2028\u2029])((?:[ \t]*(?:\r\n|[\r\n\x85\u2028\u2029]))*)[ \t]*")
_ESCAPED_BREAK = re.compile("\\\\(?:\r\n|[\r\n\x85\u2028\u2029])[ \t]*")
_SPACE = re.compile("[ \t]+")
_TEXT = {
    "": re.compile("[^ \t\r\n\x85\u2028\u2029]+"),
    "'": re.compile("[^ \t\r\n\x85\u2028\u2029']+"),
    '"': re.compile("[^ \t\r\n\x85\u2028\u2029\\\\]+"),
}
_HEADER = re.compile(
    "[|>](?:[+-]?([1-9])?|[1-9][+-])[ \t]*(?:#[^\r\n\x85\u2028\u2029]*)?(?:\r\n|[\r\n\x85\u2028\u2029])"
)
_LINE = re.compile("([^\r\n\x85\u2028\u2029]*)(\r\n|[\r\n\x85\u2028\u2029]|$)")

Piece = tuple[str, int, int]  # the characters, and where they begin and end in the source


def scalar_offsets(source: str, start: int, value: str, style: str | None) -> tuple[OffsetMap, bool]:
    """Return where the characters of `value` stand, and whether that is known for each of them.

    `source` is the scalar as written, quotes and block header included, and `start` its place in the article (code
    points). Where the reading does not come out as `value`, the whole scalar stands for the whole value.
    """
    if not style and source == value:
        return OffsetMap(start, len(value)), True
    pieces = list(_block(source) if style in ("|", ">") else _flow(source, style or ""))
    read = "".join(piece[0] for piece in pieces)
    if style in ("|", ">") and value.startswith(read) and not value[len(read) :].strip("\n\u2028\u2029"):
        last = pieces[-1][2] if pieces else 0
        pieces.append((value[len(read) :], last, last))  # line ends kept at the end of the block
    elif read != value:
        offsets = OffsetMap()
        offsets.atom(Span(start, start + len(source)), len(value))
        return offsets, False
    offsets = OffsetMap(start)
    for characters, begin, end in pieces:
        if characters == source[begin:end]:
            offsets.plain(start + begin, len(characters))
        else:
            offsets.atom(Span(start + begin, start + end), len(characters))
    return offsets, True


def _flow(source: str, style: str) -> Iterator[Piece]:
    """Read a plain or quoted scalar."""
    position, end = (1, len(source) - 1) if style else (0, len(source))
    text = _TEXT[style]
    while position < end:
        begin = position
        if match := text.match(source, position, end):
            position = match.end()
            yield match[0], begin, position
        elif match := _FOLD.match(source, position, end):
            position = match.end()
            yield _folded(match[1], match[2]), begin, position
        elif match := _SPACE.match(source, position, end):
            position = match.end()
            yield match[0], begin, position
        elif style == '"':
            characters, position = _escape(source, position)
            yield characters, begin, position
        else:
            position += 2  # a doubled quote
            yield "'", begin, position


def _folded(first: str, more: str) -> str:
    """Return what YAML makes of a line end and the empty lines after it, in a flow scalar or a folded block."""
    breaks = _normal(more)
    first = _normal(first)
    return first + breaks if first != "\n" else breaks or " "


def _normal(breaks: str) -> str:
    """Return line ends as YAML gives them; the Unicode ones stay what they are."""
    return "".join(found if found in "\u2028\u2029" else "\n" for found in _BREAK.findall(breaks))


def _escape(source: str, position: int) -> tuple[str, int]:
    """Return what an escape stands for, and where it ends."""
    kind = source[position + 1 : position + 2]
    if kind in _HEX:
        end = position + 2 + _HEX[kind]
        try:
            return chr(int(source[position + 2 : end], 16)), end
        except (ValueError, OverflowError):
            return "", end
    if match := _ESCAPED_BREAK.match(source, position):
        return "", match.end()
    return _ESCAPES.get(kind, ""), position + 2


def _block(source: str) -> Iterator[Piece]:
    """Read a literal or folded block scalar, but for the line ends after its last line."""
    header = _HEADER.match(source)
    if header is None:
        return
    indent = int(header[1]) if header[1] else -1
    last = header.end()  # where the text read so far ends
    leading, trailing = "", ""  # the end of the last line with text, and those of the empty lines after it
    was_indented = False
    for line in _LINE.finditer(source, header.end()):
        text = line[1]
        if not text.strip(" ") and (indent < 0 or len(text) <= indent):
            trailing += _normal(line[2])
            continue
        if indent < 0:
            indent = len(text) - len(text.lstrip(" "))
        is_indented = text[indent : indent + 1] in (" ", "\t")
        if source[0] == ">" and leading == "\n" and not was_indented and not is_indented:
            leading = "" if trailing else " "
        begin = line.start() + indent
        yield leading + trailing, last, begin
        yield text[indent:], begin, line.end(1)
        leading, trailing, was_indented, last = _normal(line[2]), "", is_indented, line.end(1)
