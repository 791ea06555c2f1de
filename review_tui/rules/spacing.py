"""Blanks between Chinese and Latin words: fixes set them as the article does."""

import re

from review_tui.article import Edit, Span
from review_tui.article.han import LETTER, is_han
from review_tui.rules.reading import Reading, once_per_reading
from review_tui.text.lazy import lazy

_APART = lazy(rf"{LETTER} [A-Za-z0-9]|[A-Za-z0-9] {LETTER}")
_LATIN = lazy(r"[A-Za-z0-9](?:.{0,3}[A-Za-z0-9])*", re.DOTALL)  # what is around it is apart from the next, and whole
_TOGETHER = lazy(rf"{LETTER}[A-Za-z0-9]|[A-Za-z0-9]{LETTER}")


def put(reading: Reading, span: Span, words: str) -> Edit:
    """Return the edit that replaces a stretch of the article by words, and sets the blanks beside them right.

    Latin words get a blank towards Chinese ones if the article mostly has one there. Where Chinese words replace Latin
    ones, the blanks beside these go.
    """
    text, (start, end) = reading.article.text, span
    if not words or start == end:
        return Edit(span, words)
    if not (words[0].isascii() or words[-1].isascii() or text[start].isascii() or text[end - 1].isascii()):
        return Edit(span, words)  # as nearly everywhere
    old = text[start:end]
    if _is_latin(words[0]) and is_han(text[start - 1 : start]) and _sets_apart(reading):
        words = f" {words}"
    if _is_latin(words[-1]) and is_han(text[end : end + 1]) and _sets_apart(reading):
        words = f"{words} "
    if is_han(words) and _is_latin(old[0]) and start > 1 and text[start - 1] == " " and is_han(text[start - 2]):
        start -= 1
    if is_han(words[-1]) and _is_latin(old[-1]) and text[end : end + 1] == " " and is_han(text[end + 1 : end + 2]):
        end += 1
    return Edit(Span(start, end), words)


@once_per_reading
def _sets_apart(reading: Reading) -> bool:
    """Tell whether an article mostly has a blank between Chinese and Latin words."""
    text = reading.article.prose.text
    # Where no Latin letter is near there is nothing to count, and a search for either pattern stops at each character.
    near = "\n".join([text[max(0, latin.start() - 2) : latin.end() + 2] for latin in _LATIN.finditer(text)])
    return len(_APART.findall(near)) > len(_TOGETHER.findall(near))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
