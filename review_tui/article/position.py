"""Positions in an article: offsets in code points, and the lines and columns made of them.

One kind of position is used everywhere, an offset in code points into the article's whole text, front matter
included. Lines and columns are made of it here and nowhere else.
"""

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

# The line ends of CommonMark 2.1. U+2028, U+0085, form feed and vertical tab are ordinary characters here, as in
# markdown-it-py, although str.splitlines() breaks at them.
LINE_END = re.compile(r"\r\n|\r|\n")


class Span(NamedTuple):
    """A stretch of the text, `start` included and `end` not, in code points."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share a character; an empty span overlaps what it stands strictly inside of."""
        return self.start < other.end and other.start < self.end


class Place(NamedTuple):
    """A line and a column, both from 1, the column in code points."""

    line: int
    column: int


class Lines:
    """The lines of a text: where each begins, and which one an offset lies on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.starts: list[int] = [0]
        self.ends: list[int] = []
        if "\r" in text:
            for match in LINE_END.finditer(text):
                self.ends.append(match.start())
                self.starts.append(match.end())
        else:
            self.ends += [end + index for index, end in enumerate(accumulate(map(len, text.split("\n"))))][:-1]
            self.starts += [end + 1 for end in self.ends]
        self.ends.append(len(text))

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, index: int) -> Span:
        """Return the span of the line with this index (from 0), its line end left out."""
        return Span(self.starts[index], self.ends[index])

    def full_span(self, index: int) -> Span:
        """Return the span of the line with this index (from 0) with its line end."""
        following = index + 1
        return Span(self.starts[index], self.starts[following] if following < len(self.starts) else len(self._text))

    def text(self, index: int) -> str:
        """Return the line with this index (from 0), without its line end."""
        return self._text[self.starts[index] : self.ends[index]]

    def index_at(self, offset: int) -> int:
        """Return the index (from 0) of the line that an offset lies on."""
        return bisect_right(self.starts, offset) - 1

    def place(self, offset: int) -> Place:
        """Return the line and column, both from 1, of an offset."""
        index = self.index_at(offset)
        return Place(index + 1, offset - self.starts[index] + 1)
