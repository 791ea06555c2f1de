r"""Where each character of a YAML string stands in its source.

PyYAML says where a scalar begins and ends, but not where its characters come from, once `\uXXXX` escapes, doubled
quotes or folded lines are in it. This module reads the scalar again, character by character, by the rules of YAML 1.1
(chapters 5.7 and 9), and believes its own reading only where the result equals PyYAML's.
"""

import re

from review_tui.article.offsets import OffsetMap
from review_tui.article.position import Span

_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEX = {"x": 2, "u": 4, "U": 8}
_FOLD = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*((?:(?:\r\n|\r|\n)[ \t]*)*)")
_BREAK = re.compile(r"\r\n|\r|\n")

Piece = tuple[str, int, int]  # the characters, and where they begin and end in the source


def scalar_offsets(source: str, start: int, value: str, style: str | None) -> tuple[OffsetMap, bool]:
    """Return where the characters of `value` stand, and whether that is known for each of them.

    `source` is the scalar as written, quotes and block header included, and `start` its place in the article (code
    points). Where the reading does not come out as `value`, the whole scalar stands for the whole value.
    """
    offsets = OffsetMap()
    if style is None and source == value:
        offsets.plain(start, len(value))
        return offsets, True
    pieces = _block(source) if style in ("|", ">") else _flow(source, style)
    if "".join(piece[0] for piece in pieces) != value:
        offsets = OffsetMap()
        offsets.atom(Span(start, start + len(source)), len(value))
        return offsets, False
    for characters, begin, end in pieces:
        if len(characters) == end - begin:
            offsets.plain(start + begin, len(characters))
        else:
            offsets.atom(Span(start + begin, start + end), len(characters))
    return offsets, True


def _flow(source: str, style: str | None) -> list[Piece]:
    """Read a plain or quoted scalar."""
    position, end = (1, len(source) - 1) if style else (0, len(source))
    pieces: list[Piece] = []
    while position < end:
        character = source[position]
        if character in " \t\r\n" and (fold := _FOLD.match(source, position, end)):
            breaks = len(_BREAK.findall(fold[1]))
            pieces.append(("\n" * breaks or " ", position, fold.end()))
            position = fold.end()
        elif style == '"' and character == "\\":
            piece = _escape(source, position)
            pieces.append(piece)
            position = piece[2]
        elif style == "'" and source.startswith("''", position):
            pieces.append(("'", position, position + 2))
            position += 2
        else:
            pieces.append((character, position, position + 1))
            position += 1
    return pieces


def _escape(source: str, position: int) -> Piece:
    kind = source[position + 1 : position + 2]
    if kind in _HEX:
        end = position + 2 + _HEX[kind]
        try:
            return chr(int(source[position + 2 : end], 16)), position, end
        except (ValueError, OverflowError):
            return "", position, end
    joined = re.compile(r"\\(?:\r\n|\r|\n)[ \t]*").match(source, position)
    if joined:
        return "", position, joined.end()
    return _ESCAPES.get(kind, ""), position, position + 2


def _block(source: str) -> list[Piece]:
    """Read a literal or folded block scalar with the usual header; the rarer ones come out unequal, which is seen."""
    header = re.match(r"[|>]([+-]?)[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)", source)
    if header is None:
        return []
    lines = [
        (match.start(), match[0].rstrip("\r\n"), match.end())
        for match in re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)").finditer(source, header.end())
        if match[0]
    ]
    indent = min((len(line) - len(line.lstrip(" ")) for _, line, _ in lines if line.strip()), default=0)
    pieces: list[Piece] = []
    blank = 0  # how many empty lines stand since the last one with text
    for number, (begin, line, end) in enumerate(lines):
        text = line[indent:]
        if not text:
            blank += 1
            continue
        if number:
            last = pieces[-1][2] if pieces else begin
            join = "\n" * (blank + 1) if source[0] == "|" else ("\n" * blank or " ")
            pieces.append((join, last, begin + indent))
        pieces += ((character, begin + indent + n, begin + indent + n + 1) for n, character in enumerate(text))
        blank = 0
        del end
    if header[1] != "-" and pieces:
        pieces.append(("\n", pieces[-1][2], min(pieces[-1][2] + 1, len(source))))
    return pieces
