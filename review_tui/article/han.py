"""Chinese characters in patterns and tests."""

import re

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
"""Finds a Chinese character."""

LETTER = r"[^\W\x00-\u02ff]"
"""A pattern for a letter that is not Latin: in these articles, a Chinese character.

`HAN` says it more exactly, but Python takes a millisecond to compile each pattern with that range.
"""


def is_han(character: str) -> bool:
    """Tell whether a character (or the first of several) is a Chinese one of the Basic Multilingual Plane."""
    return "\u3400" <= character[:1] <= "\u9fff"
