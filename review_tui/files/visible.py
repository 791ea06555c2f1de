"""The one gate for text on its way to a terminal: what would steer it, or hide, is shown as a placeholder."""

import re

# C0 and DEL, C1, soft hyphen, Arabic letter mark, Mongolian vowel separator, zero-width and direction marks, line and
# paragraph separators, bidi embeddings, overrides and isolates, word joiner and its kin, byte order mark, interlinear
# annotation, lone surrogates, tag characters.
HIDDEN = (
    "\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f"
)
"""What steers a terminal or hides from a reader, as a class of characters for a regular expression."""
_ANY = re.compile(f"[{HIDDEN}]")
_KEEPING_LINES = re.compile(f"(?![\\n\\t])[{HIDDEN}]")


def visible(text: str, *, lines: bool = False, keep_length: bool = False) -> str:
    """Return text in which nothing steers a terminal or hides from a reader.

    Control characters become their pictures (`␛`, `␊`), others their number (`<U+202E>`). With `lines`, line feeds and
    tabs stay. With `keep_length`, each stands for one character, so that offsets into the text hold. Text without such
    characters comes back as it is.
    """
    pattern = _KEEPING_LINES if lines else _ANY
    if not pattern.search(text):
        return text
    return pattern.sub(_picture if keep_length else _placeholder, text)


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
