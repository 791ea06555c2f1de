r"""Chinese characters in patterns and tests: which they are is said here alone.

Three modules mean others, and say why: `article/source.py` and `rules/markup/shared/wrong_decoding.py`, which are about
encodings, and `tui/compat.py`, which is about widths.
"""

import re

HAN_RANGE = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters, the number 〇 and those for compatibility included, to stand in a class of a pattern."""

HAN = re.compile(f"[{HAN_RANGE}]")
"""Finds a Chinese character."""

LETTER = r"[^\W\x00-\u02ff]"
"""A pattern for a letter that is not Latin: in these articles, a Chinese character.

`HAN` says it more exactly, but Python takes a millisecond to compile each pattern with that range.
"""


def is_han(character: str) -> bool:
    """Tell whether a character is a Chinese one; the first of several is looked at, and of none there is none."""
    first = character[:1]
    return (
        "\u3400" <= first <= "\u9fff"
        or first == "\u3007"
        or "\U00020000" <= first <= "\U0003ffff"
        or "\uf900" <= first <= "\ufaff"
    )
