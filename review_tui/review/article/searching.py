"""Searching the text of an article for words."""

import re
from typing import NamedTuple

from review_tui.article import Span


class Hit(NamedTuple):
    """A place where the words stand: the `number`th (from 1) of `total`."""

    span: Span
    number: int
    total: int


def next_hit(text: str, words: str, place: int) -> Hit | None:
    """Return the first place after an offset where words stand, or from the top on; None where they stand nowhere.

    What stands right at the offset is where one is already, and comes last. Upper and lower case are one.
    """
    spans = [Span(*match.span()) for match in re.finditer(re.escape(words), text, re.IGNORECASE)] if words else []
    if not spans:
        return None
    index = next((index for index, span in enumerate(spans) if span.start > place), 0)
    return Hit(spans[index], index + 1, len(spans))
