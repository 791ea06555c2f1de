"""What differs between two texts, line by line and, inside a line, character by character, for a reader."""

from difflib import SequenceMatcher
from typing import NamedTuple

from review_tui.article.position import LINE_END
from review_tui.article.shifting import opcodes

_LARGEST = 4_000_000
"""Pairs of lines, or of characters of two lines, that are compared; beyond, all of them are said to differ."""


class DiffPart(NamedTuple):
    """A stretch of a line, and whether the other text has it otherwise; empty where only that one has something."""

    text: str
    differs: bool = False


class DiffLine(NamedTuple):
    """A line of a comparison. `sign` is `-` for the first text, `+` for the second, a blank for both, `:` for a gap."""

    sign: str
    parts: tuple[DiffPart, ...]


def compared(before: str, after: str, context: int = 1) -> list[DiffLine]:
    """Return the lines that differ, with so many of the lines around them; empty where the texts are equal.

    Where only line ends differ, one line says so.
    """
    if before == after:
        return []
    old, new = LINE_END.split(before), LINE_END.split(after)
    if old == new:
        return [DiffLine(":", (DiffPart("only the line ends differ"),))]
    lines: list[DiffLine] = []
    for tag, i1, i2, j1, j2 in opcodes(old, new, _LARGEST):
        if tag == "equal":
            lines += [DiffLine(" ", (DiffPart(text),)) for text in old[i1:i2]]
        elif tag == "replace" and i2 - i1 == j2 - j1:
            for one, two in zip(old[i1:i2], new[j1:j2], strict=True):
                lines += _pair(one, two) if one != two else [DiffLine(" ", (DiffPart(one),))]
        else:
            lines += [DiffLine("-", (DiffPart(text, differs=True),)) for text in old[i1:i2]]
            lines += [DiffLine("+", (DiffPart(text, differs=True),)) for text in new[j1:j2]]
    return _without_the_rest(lines, context)


def _without_the_rest(lines: list[DiffLine], context: int) -> list[DiffLine]:
    """Leave out lines that both texts have, but for those around the others; a gap stands for what was left out."""
    near = {
        index + step for index, line in enumerate(lines) if line.sign != " " for step in range(-context, context + 1)
    }
    kept: list[DiffLine] = []
    for index, line in enumerate(lines):
        if index in near:
            kept.append(line)
        elif not kept or kept[-1].sign != ":":
            kept.append(DiffLine(":", ()))
    return kept if kept[-1].sign != ":" else kept[:-1]


def _pair(one: str, two: str) -> list[DiffLine]:
    if len(one) * len(two) > _LARGEST:
        return [DiffLine(sign, (DiffPart(text, differs=True),)) for sign, text in (("-", one), ("+", two))]
    left: list[DiffPart] = []
    right: list[DiffPart] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, one, two).get_opcodes():
        left.append(DiffPart(one[i1:i2], tag != "equal"))
        right.append(DiffPart(two[j1:j2], tag != "equal"))
    return [DiffLine(sign, tuple(parts)) for sign, parts in (("-", left), ("+", right))]
