"""The one gate for text on its way to a terminal: what would steer it, or hide, is shown as a placeholder."""

import re

# C0 and DEL, C1, soft hyphen, Arabic letter mark, Mongolian vowel separator, zero-width and direction marks, line and
# paragraph separators, bidi embeddings, overrides and isolates, word joiner and its kin, byte order mark, interlinear
# annotation, lone surrogates, tag characters.
_HIDDEN = (
    "\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f"
)
_ANY = re.compile(f"[{_HIDDEN}]")
_KEEPING_LINES = re.compile(f"(?![\\n\\t])[{_HIDDEN}]")


def visible(text: str, *, lines: bool = False) -> str:
    """Return text in which nothing steers a terminal or hides from a reader.

    Control characters become their pictures (`␛`, `␊`), others their number (`<U+202E>`). With `lines`, line feeds and
    tabs stay. Text without such characters comes back as it is.
    """
    pattern = _KEEPING_LINES if lines else _ANY
    return pattern.sub(_placeholder, text) if pattern.search(text) else text


def _placeholder(match: re.Match[str]) -> str:
    number = ord(match[0])
    if number < 0x20:
        return chr(0x2400 + number)
    if number == 0x7F:
        return "␡"
    return f"<{number:02X}>" if number < 0x100 else f"<U+{number:04X}>"
