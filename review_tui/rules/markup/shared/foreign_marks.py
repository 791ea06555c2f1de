"""Lines in a row that begin with a list sign which Markdown does not know (M202): `•`, `·`, `–`, `1。`."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from review_tui.article.blocks import Block, BlockKind
from review_tui.article.inline import Inline
from review_tui.rules.markup.shared.list_marks import LEADS_IN
from review_tui.text.lazy import lazy

_SIGNS = "•·●▪–－"
DASHES = "–－"
"""Signs that are a minus before a number, and begin what people say."""

_INDENT = 3
_ANY = lazy(rf"[ >]*(?:[{_SIGNS}]|\d{{1,2}} ?[。、．])(?=\s?\S)")
_SIGN = rf"([{_SIGNS}])(?![{_SIGNS}]|(?<=[{DASHES}])[ ]?[\d.])"
_MARK = lazy(rf"[ ]{{0,3}}(?:{_SIGN}|(\d{{1,2}}) ?([。、．]))[ \t\u3000]*(?=\w|[“‘《「『（<\[*`$])")
_BROKEN = lazy(r"(?:  |\\|<br ?/?>)\Z", re.IGNORECASE)  # ends a line on purpose
_SPEECH = ("。", "！", "？", "…", "”", "!", "?")  # how dialogue ends that begins with a dash


class FaultyMark(NamedTuple):
    """A sign at the start of a line that makes no list item of it, and the mark `meant`, which does: `1。` and `1. `.

    `start` and `end` are where the sign begins and the space behind it ends in the content, `last` where the line ends.
    """

    sign: str
    meant: str
    start: int
    end: int
    last: int

    @property
    def number(self) -> int:
        """Return the number of the item, 0 where it has none."""
        return int(self.meant[:-2]) if self.meant[0].isdecimal() else 0

    @property
    def is_foreign(self) -> bool:
        """Tell whether the sign is none in Markdown, and does not only lack its space."""
        return self.sign != self.meant.rstrip()

    def follows(self, other: "FaultyMark") -> bool:
        """Tell whether this is the mark that comes after another."""
        return self.sign[-1] == other.sign[-1] and (not self.number or self.number == other.number + 1)


def begins_a_line(text: str, starts: Iterable[int]) -> bool:
    """Tell whether one of the lines of a text that begin at `starts` begins with such a sign."""
    return any(_ANY.match(text, start) for start in starts)


def first_foreign(content: str) -> FaultyMark | None:
    """Return the mark with which the content of a block begins, `1、` and `1．` among them; None where it has none."""
    return _mark(content.split("\n", 1)[0], 0)


def foreign_run(block: Block, inline: Inline) -> list[FaultyMark]:
    """Return the marks of a list whose lines make up a paragraph, or all of it behind a colon; else none.

    A list has two lines at least, and no other line stands among them.
    """
    if block.kind is not BlockKind.PARAGRAPH or block.lists:
        return []
    run: list[FaultyMark] = []
    place = 0
    lines = inline.content.split("\n")
    for number, line in enumerate(lines):
        mark = _mark(line, place)
        if mark and mark.sign[-1] in "、．":  # right Chinese, though no list
            mark = None
        place += len(line) + 1
        if mark is None or (number and not run and not LEADS_IN.search(lines[number - 1].rstrip())):
            if run:
                return []
            continue
        if number + 1 < len(lines) and _BROKEN.search(line):
            return []
        if run and not mark.follows(run[-1]):
            return []
        run.append(mark)
    if not _is_list(run, inline.content) or (run[0].number > 1 and run[0].start > _INDENT):
        return []  # what begins with another number than 1 begins no list within a paragraph
    return run


def _is_list(run: list[FaultyMark], content: str) -> bool:
    """Tell whether lines are items, and not what people say in turn."""
    if len(run) < 2:
        return False
    return run[0].sign not in DASHES or not any(content[mark.end : mark.last].endswith(_SPEECH) for mark in run)


def _mark(line: str, place: int) -> FaultyMark | None:
    match = _MARK.match(line)
    if match is None:
        return None
    bullet, digits, stop = match.groups()
    sign, meant = (bullet, "- ") if bullet else (f"{int(digits)}{stop}", f"{digits}. ")
    start = place + match.start(1 if bullet else 2)
    return FaultyMark(sign, meant, start, place + match.end(), place + len(line.rstrip()))
