"""The one gate for text on its way to a terminal: what would steer it, or hide, is shown as a placeholder."""

import re

from review_tui.text.lazy import lazy

HIDDEN_RANGES = (
    (0x00, 0x1F),  # C0
    (0x7F, 0x9F),  # DEL, C1
    (0xAD, 0xAD),  # soft hyphen
    (0x61C, 0x61C),  # Arabic letter mark
    (0x180E, 0x180E),  # Mongolian vowel separator
    (0x200B, 0x200F),  # zero-width and direction marks
    (0x2028, 0x202E),  # line and paragraph separators, bidi embeddings and overrides
    (0x2060, 0x206F),  # word joiner and its kin, bidi isolates
    (0xD800, 0xDFFF),  # lone surrogates
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFF9, 0xFFFB),  # interlinear annotation
    (0xE0000, 0xE007F),  # tags
)
"""What steers a terminal or hides from a reader: the first and the last of each row of code points."""
HIDDEN = "".join(f"{chr(first)}-{chr(last)}" for first, last in HIDDEN_RANGES)
"""The same, to stand in a class of a regular expression. Who means more or less says so by `hidden`."""


def hidden(*, without: str = "", more: str = "") -> str:
    """Return a pattern for a character of `HIDDEN`, `without` some and with some `more`, both as in a class."""
    pattern = f"(?![{without}])[{HIDDEN}]" if without else f"[{HIDDEN}]"
    return f"(?:{pattern}|[{more}])" if more else f"(?:{pattern})"


INVISIBLE = hidden(without="\t\n\f\r\x85\u2028\u2029\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f")
"""A pattern for one character that shows nothing in an article, and means nothing there.

Without what breaks lines, what no file can have (lone surrogates), what keeps two texts apart (annotation), and what
spells the flags of emoji (tags).
"""
JOINERS = ("\u200c", "\u200d")
"""What keeps two letters apart, and what joins them: in the scripts that need it, and in emoji."""
_ANY = lazy(hidden())
_BYTES = lazy("[\udc80-\udcff]+")  # as Python has them in names where the locale is not UTF-8
_KEEPING_LINES = lazy(hidden(without="\n\t"))


def visible(text: str, *, lines: bool = False, keep_length: bool = False) -> str:
    """Return text in which nothing steers a terminal or hides from a reader.

    Control characters become their pictures (`␛`, `␊`), others their number (`<U+202E>`). With `lines`, line feeds and
    tabs stay. With `keep_length`, each stands for one character, so that offsets into the text hold; without it, bytes
    of a name that Python could not read in this locale are read as UTF-8. Text without such characters comes back as it
    is.
    """
    if text.isprintable():  # as nearly always: what steers or hides is not
        return text
    pattern = _KEEPING_LINES if lines else _ANY
    if not keep_length:
        text = _BYTES.sub(_as_text, text)
    if not pattern.search(text):
        return text
    return pattern.sub(_picture if keep_length else _placeholder, text)


def without_hidden(text: str) -> str:
    """Return text without what would steer a terminal or hide from a reader."""
    return text if text.isprintable() else _ANY.sub("", text)


def _as_text(match: re.Match[str]) -> str:
    return match[0].encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")


def _picture(match: re.Match[str]) -> str:
    number = ord(match[0])
    return chr(0x2400 + number) if number < 0x20 else "␡" if number == 0x7F else "\N{REPLACEMENT CHARACTER}"


def _placeholder(match: re.Match[str]) -> str:
    number = ord(match[0])
    if number < 0x20:
        return chr(0x2400 + number)
    if number == 0x7F:
        return "␡"
    return f"<{number:02X}>" if number < 0x100 else f"<U+{number:04X}>"
