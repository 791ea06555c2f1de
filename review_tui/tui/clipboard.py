"""What is handed to the terminal's clipboard: plain text, and not more of it than terminals take."""

import unicodedata

MOST = 70_000
"""Bytes of UTF-8. Terminals and tmux drop an OSC 52 sequence of more than 100,000 bytes, which are in base64."""
# What turns text round, and with the categories below, all of `text.visible.HIDDEN` that steers. What only hides (zero
# width, soft hyphens, joiners of emoji) is part of the words, and goes along.
_STEERING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def for_clipboard(text: str) -> str:
    """Return a text without what steers a terminal or turns text round, cut to what a clipboard takes."""
    plain = "".join(character for character in text if character in "\n\t" or not _is_control(character))
    data = plain.encode("utf-8")
    return plain if len(data) <= MOST else data[:MOST].decode("utf-8", "ignore")


def _is_control(character: str) -> bool:
    return character in _STEERING or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
