"""Words reduced to their letters, to be compared."""

import re

_NO_LETTERS = re.compile(r"[\W_]+")


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, case folded: without space, punctuation and underscores."""
    return _NO_LETTERS.sub("", text).casefold()
