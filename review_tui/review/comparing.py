"""What differs between two texts, line by line and, inside a line, character by character, for a reader."""

from difflib import SequenceMatcher
from typing import NamedTuple

from review_tui.article.position import LINE_END

_LARGEST = 4_000_000  # pairs of characters of two lines; beyond, the lines are shown without what differs in them


class Part(NamedTuple):
    """A stretch of a line, and whether the other text has it otherwise."""

    text: str
    differs: bool = False


class Line(NamedTuple):
    """A line of a comparison. `sign` is `-` for the first text, `+` for the second, a blank for both, `:` for a gap."""

    sign: str
    parts: tuple[Part, ...]


def compared(before: str, after: str, context: int = 1) -> list[Line]:
    """Return the lines that differ, with so many of the lines around them; empty where the texts are equal.

    Where only line ends differ, one line says so.
    """
    if before == after:
        return []
    old, new = LINE_END.split(before), LINE_END.split(after)
    if old == new:
        return [Line(":", (Part("only the line ends differ"),))]
    lines: list[Line] = []
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(context):
        if lines or group[0][1]:
            lines.append(Line(":", ()))
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                lines += [Line(" ", (Part(text),)) for text in old[i1:i2]]
            elif tag == "replace" and i2 - i1 == j2 - j1:
                for one, two in zip(old[i1:i2], new[j1:j2], strict=True):
                    lines += _pair(one, two)
            else:
                lines += [Line("-", (Part(text, differs=True),)) for text in old[i1:i2]]
                lines += [Line("+", (Part(text, differs=True),)) for text in new[j1:j2]]
    return lines


def _pair(one: str, two: str) -> list[Line]:
    if len(one) * len(two) > _LARGEST:
        return [Line("-", (Part(one),)), Line("+", (Part(two),))]
    left: list[Part] = []
    right: list[Part] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        left.append(Part(one[i1:i2], tag != "equal"))
        right.append(Part(two[j1:j2], tag != "equal"))
    return [Line(sign, tuple(part for part in parts if part.text)) for sign, parts in (("-", left), ("+", right))]
