"""Widths in terminal cells: a Han character takes two, an accent that stands on another none."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

ELLIPSIS = "..."  # three dots, not “…”: that one is one cell here and two there

# What must not begin a line, and what must not end one.
_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’…—·,.;:?!)]}%")
_NOT_LAST = frozenset("（《〈「『【〔“‘([{")


@lru_cache(maxsize=4096)
def character_width(character: str) -> int:
    """Return the cells that one character takes: 0, 1 or 2."""
    if character.isascii():
        return 1
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1


def width(text: str) -> int:
    """Return the cells that a text takes."""
    return len(text) if text.isascii() else sum(map(character_width, text))


def head(text: str, cells: int) -> str:
    """Return as much of the beginning of a text as fits into `cells`."""
    if width(text) <= cells:
        return text
    used = 0
    for index, character in enumerate(text):
        used += character_width(character)
        if used > cells:
            return text[:index]
    return text


def tail(text: str, cells: int) -> str:
    """Return as much of the end of a text as fits into `cells`."""
    if width(text) <= cells:
        return text
    return head(text[::-1], cells)[::-1]


def clip(text: str, cells: int) -> str:
    """Return the text, its end cut off and marked where it does not fit into `cells`."""
    return text if width(text) <= cells else head(text, cells - len(ELLIPSIS)) + ELLIPSIS


def pad(text: str, cells: int) -> str:
    """Return the text with spaces after it, up to `cells`."""
    return text + " " * (cells - width(text))


def wrap(text: str, cells: int, indent: str = "") -> list[str]:
    """Break a paragraph into lines of at most `cells`, each with `indent` before it.

    Lines break at spaces, and between any two Han characters but where punctuation would begin a line.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(" ".join(text.split())):
        if line and width(indent + line) + width(piece.rstrip()) > cells:
            lines.append(indent + line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    if line.strip():
        lines.append(indent + line.rstrip())
    return lines


def _pieces(text: str) -> Iterator[str]:
    """Yield what must stay together, the space after it included."""
    start = 0
    for index in range(1, len(text)):
        before, after = text[index - 1], text[index]
        wide = character_width(before) == 2 or character_width(after) == 2
        if before == " " or (wide and after != " " and after not in _NOT_FIRST and before not in _NOT_LAST):
            yield text[start:index]
            start = index
    if start < len(text):
        yield text[start:]
