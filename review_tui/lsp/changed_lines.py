"""What differs between two versions of an article, line by line."""

from collections.abc import Iterator
from typing import NamedTuple

from review_tui.article import Article, Edit
from review_tui.article.shifting import opcodes, smallest
from review_tui.lint.fixing.difference import COMPARED, Block, blocks


def edits_between(before: Article, after: Article) -> tuple[Edit, ...]:
    """Return the edits, in order, that turn one text into the other; each is as small as its lines allow."""
    return tuple(edit for _, edit, _ in changed_lines(before, after))


class ChangedLines(NamedTuple):
    """Lines that changed: the indexes of the first and after the last, the edit that does it, and what they are now."""

    lines: tuple[int, int]
    edit: Edit
    now: str


def changed_lines(before: Article, after: Article) -> Iterator[ChangedLines]:
    """Yield the lines of an article that are others in the article `after`, in order."""
    old, new = _lines(before), _lines(after)
    for first, last, start, end in _blocks(old, new):
        at = before.lines.starts[first] if first < len(old) else len(before.text)
        now = "".join(new[start:end])
        yield ChangedLines((first, last), smallest(at, "".join(old[first:last]), now), now)


def _blocks(old: list[str], new: list[str]) -> list[Block]:
    """Return the lines that differ: as finely as can be told in little time."""
    if len(old) == len(new):
        return blocks(old, new)
    codes = opcodes(old, new, COMPARED * COMPARED)
    return [(first, last, start, end) for what, first, last, start, end in codes if what != "equal"]


def _lines(article: Article) -> list[str]:
    """Return the lines with their ends."""
    return [article.lines.full_span(index).cut(article.text) for index in range(len(article.lines))]
