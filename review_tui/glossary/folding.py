"""How words are compared: long ones without regard to ASCII case, and Latin ones on word edges.

Chinese has neither case nor edges, so that nothing is asked of it.
"""

from functools import lru_cache

LONG_ENOUGH_TO_FOLD = 5
"""Words with more ASCII letters than this are compared without regard to case: ARM is not arm, Mortgage is mortgage."""

_ASCII_WORD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")


def fold(text: str) -> str:
    """Return the text with ASCII capitals made small, character for character: no offset moves.

    A lone surrogate, which no UTF-8 text holds, becomes `?`.
    """
    return text.encode("utf-8", "replace").lower().decode("utf-8")


@lru_cache(maxsize=1 << 14)  # the words of a glossary, asked for again in each article
def folds(word: str) -> bool:
    """Tell whether a word is compared without regard to ASCII case."""
    return sum(character.isascii() and character.isalpha() for character in word) > LONG_ENOUGH_TO_FOLD


def has_latin_edge(word: str) -> bool:
    """Tell whether a word begins or ends in an ASCII letter or digit, and so asks for a word edge there."""
    return word[0] in _ASCII_WORD or word[-1] in _ASCII_WORD


def on_edges(text: str, start: int, end: int) -> bool:
    r"""Tell whether text[start:end] stands on ASCII word edges, wherever it begins or ends in a Latin letter or digit.

    Not `\b`: to a regular expression a Han character is a letter too, and 贷款MBS has no edge before the M.
    """
    if start > 0 and text[start - 1] in _ASCII_WORD and text[start] in _ASCII_WORD:
        return False
    return not (end < len(text) and text[end] in _ASCII_WORD and text[end - 1] in _ASCII_WORD)
