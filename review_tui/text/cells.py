"""Widths in terminal cells: a Han character takes two, an accent that stands on another none."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from review_tui.text.lazy import lazy
from review_tui.text.visible import visible

ELLIPSIS = "..."  # three dots, not “…”: that one is one cell here and two there

# What takes two cells, whatever the script, but for marks.
_WIDE = "\u1100-\u115f\u2e80-\u2fff\u3003-\u3007\u3012\u3013\u3018-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff10-\uff19"
_WIDE += "\uff21-\uff3a\uff41-\uff5a\U0001f300-\U0001faff\U00020000-\U0003fffd"
_OPENING = "（《「『【〔〈“‘［｛"
_CLOSING = "，。、；：？！）》」』】〕〉”’］｝…—％·～"
_OTHER = rf"[^\s{_WIDE}{_OPENING}{_CLOSING}(\[{{]"  # letters, digits and signs of other scripts
# What is not torn: opening marks, then a word or one wide character, then closing marks and spaces. Python takes long
# over a class with all that is wide, so what is none of the others stands for it.
_UNBROKEN = lazy(
    rf"(?:[{_OPENING}]|[(\[{{](?![!-~]))*"
    rf"(?:(?:{_OTHER}|[(\[{{](?=[!-~]))+[{_CLOSING}]*|[{_CLOSING}]+|\S[{_CLOSING},.;:?!)\]}}%]*)?\s*"
)

_JOINER = "\u200d"

# Where what is no character yet is a wide one once it is: among Han characters and pictures.
_WIDE_ONE_DAY = (("\u2e80", "\ua4cf"), ("\uf900", "\ufaff"), ("\U0001f300", "\U0001faff"), ("\U00020000", "\U0003ffff"))


@lru_cache(maxsize=4096)
def character_width(character: str) -> int:
    """Return the cells that one character takes: 0, 1 or 2."""
    if character.isascii():
        return 1
    category = unicodedata.category(character)
    if category == "Cn":  # Python calls all of these wide
        return 2 if any(first <= character <= last for first, last in _WIDE_ONE_DAY) else 1
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if category in ("Mn", "Me", "Cf") else 1


def width(text: str) -> int:
    """Return the cells that a text takes."""
    return len(text) if text.isascii() else sum(map(character_width, text))


def around(text: str, offset: int) -> tuple[int, int]:
    """Return where the character that an offset (in code points) lies in begins and ends, with all that stands on it.

    These are accents, variation selectors, tones of skin, what a joiner joins to it, and the other letter of a flag.
    Other characters that show nothing stand for themselves: each is drawn as a placeholder.
    """
    start, end = offset, offset + 1
    while 0 < start < len(text) and _goes_on(text, start):
        start -= 1
    while end < len(text) and _goes_on(text, end):
        end += 1
    return start, end


def _goes_on(text: str, index: int) -> bool:
    """Tell whether the code point at an index, which is not the first, belongs to the character before it."""
    before, character = text[index - 1], text[index]
    if before == _JOINER:
        return _joins(text, index - 1)
    if character == _JOINER:
        return _joins(text, index)
    if _is_of_flag(character):
        return _is_of_flag(before) and _letters_of_flags(text, index) % 2 == 1
    is_on_top = "\U0001f3fb" <= character <= "\U0001f3ff" or unicodedata.category(character) in ("Mn", "Me", "Mc")
    return is_on_top and visible(before) == before


def _is_of_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _letters_of_flags(text: str, index: int) -> int:
    """Return how many letters stand right before an index of which each two make a flag."""
    start = index
    while start and _is_of_flag(text[start - 1]):
        start -= 1
    return index - start


def _joins(text: str, index: int) -> bool:
    """Tell whether the joiner at an index makes one picture of two."""
    before = index - 1
    while before >= 0 and unicodedata.category(text[before]) in ("Mn", "Sk"):  # how the first is to be drawn
        before -= 1
    ends = (text[place : place + 1] for place in (before, index + 1))
    return before >= 0 and all(end and unicodedata.category(end) == "So" for end in ends)


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
    end = head(text[::-1], cells)[::-1]
    while end and not character_width(end[0]):  # it stands on a character that is left out
        end = end[1:]
    return end


def clip(text: str, cells: int) -> str:
    """Return the text, its end cut off and marked where it does not fit into `cells`."""
    return text if width(text) <= cells else head(text, cells - len(ELLIPSIS)) + ELLIPSIS[: max(0, cells)]


def clip_inside(text: str, cells: int) -> str:
    """Return the text, its middle cut out and marked where it does not fit into `cells`: both ends tell it apart."""
    if width(text) <= cells:
        return text
    room = max(0, cells - len(ELLIPSIS))
    return head(text, room - room // 2) + ELLIPSIS[: max(0, cells)] + tail(text, room // 2)


def pad(text: str, cells: int) -> str:
    """Return the text with spaces after it, up to `cells`."""
    return text + " " * (cells - width(text))


def wrap(text: str, cells: int) -> list[str]:
    """Break a paragraph into lines of at most `cells` as `fold` does, with one space for each stretch of blanks."""
    return fold(" ".join(text.split()), cells)


def fold(text: str, cells: int) -> list[str]:
    """Break a line into lines of at most `cells`; a longer word has a line of its own, and blanks stay within a line.

    Lines break where `unbroken` says.
    """
    if width(text) <= cells:  # as nearly always
        return [text.rstrip()] if text.strip() else []
    lines: list[str] = []
    line = ""
    for _, _, piece in unbroken(text):
        if line and width(line) + width(piece.rstrip()) > cells:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    if line.strip():
        lines.append(line.rstrip())
    return lines


def unbroken(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what may not be torn over two lines, blanks after it included: where it begins, where it ends, and itself.

    A line may break between any two Chinese characters, but not before a closing mark nor after an opening one.
    """
    end = 0
    while end < len(text):
        match = _UNBROKEN.match(text, end)
        start, end = end, max(end + 1, match.end() if match else 0)
        yield start, end, text[start:end]
