"""Where a line can be cut so that both parts stand for themselves: after a sentence or a clause.

No cut is inside of what is opened and closed: brackets, quotation marks, links, emphasis, code. Where one of them is
opened and not closed, the rest of the line is one piece; so is a line that may hold HTML from there on, and all of what
may be the row of a table.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

SENTENCE = "。！？；"
CLAUSE = f"{SENTENCE}，："
"""What a piece ends with, and the closing marks, footnotes and blanks after that."""

_PAIRS = dict(zip("([{（［【《〈「『“‘〔", ")]}）］】》〉」』”’〕", strict=True))
_CLOSING = frozenset(_PAIRS.values())
_TOKEN = re.compile(
    r"""\\[!-/:-@\[-`{-~]|`+|(?P<alike>\*+|~~+|(?<!\w)_+|_+(?!\w)|")|\]\(|\[\^[^\[\]\s]*\]|\s+|.""",
    re.DOTALL,
)
_PARENTHESIS = re.compile(r"[()]")


def sentences(line: str) -> list[str]:
    """Return the sentences of a line, as far as it can be cut; joined, they are the line."""
    return _pieces(line, SENTENCE)


def clauses(line: str) -> list[str]:
    """Return the clauses of a line, as far as it can be cut; joined, they are the line."""
    return _pieces(line, CLAUSE)


def _pieces(line: str, ends: str) -> list[str]:
    places = [0, *_cuts(line, ends), len(line)]
    return [line[start:end] for start, end in pairwise(places) if start < end]


def _cuts(line: str, ends: str) -> Iterator[int]:
    if "|" in line:
        return
    closers: list[str] = []  # of what is open, the innermost last
    place, is_over = 0, False
    while (match := _TOKEN.match(line, place)) is not None:
        token, start, place = match[0], place, match.end()
        if token in ends:
            is_over = True
        elif closers and token == closers[-1]:
            closers.pop()
        elif closers and token == "](" and closers[-1] == "]":
            closers.pop()
            place = _after_target(line, place)
            if not place:
                return
        elif token.isspace() or token in _CLOSING or token.startswith("[^"):
            pass  # it belongs to what it follows
        else:
            if is_over and not closers:
                yield start
            is_over = False
            if token[0] == "<":
                return
            if token[0] == "`":
                end = line.find(token, place)
                if end < 0:
                    return
                place = end + len(token)
            elif match["alike"]:  # closed with the same as it is opened with
                closers.append(token)
            elif token in _PAIRS:
                closers.append(_PAIRS[token])


def _after_target(line: str, place: int) -> int:
    """Return where the target of a link ends that begins at a place; 0 where it does not end."""
    depth = 1
    for match in _PARENTHESIS.finditer(line, place):
        depth += 1 if match[0] == "(" else -1
        if not depth:
            return match.end()
    return 0
