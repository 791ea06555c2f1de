"""A text in rows: where each of its lines breaks, worked out anew only for the lines that are others than before."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from review_tui.article import Span
from review_tui.article.position import Lines
from review_tui.article.shifting import alike_end, alike_start
from review_tui.tui.drawing.view_row import ViewRow, cut, without

Breaks = tuple[int, ...]
"""Where the rows of a line end, in characters that it shows; the last one is how many these are."""


class TextRows:
    """The rows of a text. A row is made when it is asked for; what is kept is where each line breaks."""

    def __init__(
        self,
        text: str,
        lines: Lines,
        hidden: Sequence[Span],
        broken: Callable[[str], Breaks],
        before: "TextRows | None" = None,
    ) -> None:
        """Break the lines of a text, of which some stretches are hidden, which are in order.

        `broken` tells where a line breaks that shows some characters; `before` are the rows of another text, that were
        broken in the same way.
        """
        self.text, self.lines, self.hidden = text, lines, hidden
        first, last = self._as_before(before) if before is not None else (0, 0)
        count = len(lines)
        known = before.breaks if before is not None else []
        new = (broken(self._shown(line)) for line in range(first, count - last))
        self.breaks: list[Breaks] = [*known[:first], *new, *known[len(known) - last :]]
        self._firsts = list(accumulate(map(len, self.breaks), initial=0))  # the row that each line begins with

    def _as_before(self, before: "TextRows") -> tuple[int, int]:
        """Return how many lines at the beginning, and at the end, are what they were."""
        most = min(len(self.text), len(before.text))
        same = alike_start(self.text, before.text)
        # One that is alike but ends behind that start counts at the end, where it may be another.
        number = min(alike_start(self.hidden, before.hidden), bisect_right(self.hidden, same, key=lambda gap: gap.end))
        for hidden in (self.hidden, before.hidden):
            same = min([same, *(span.start for span in hidden[number : number + 1])])
        first = min(rows.lines.index_at(same) for rows in (self, before))
        growth = len(self.text) - len(before.text)
        there = [Span(start + growth, end + growth) for start, end in before.hidden[number:]]
        here = self.hidden[number:]
        number = alike_end(here, there)
        rest = min(alike_end(self.text, before.text), most - same)
        for spans in (here, there):
            rest = min([rest, *(len(self.text) - span.end for span in spans[: len(spans) - number][-1:])])
        last = min(len(rows.lines) - bisect_left(rows.lines.starts, len(rows.text) - rest) for rows in (self, before))
        return first, min(last, len(self.lines) - first, len(before.lines) - first)

    def _stretches(self, line: int) -> list[Span]:
        """Return what a line shows."""
        span = self.lines.span(line)
        first = bisect_right(self.hidden, span.start, key=lambda gap: gap.end)
        last = bisect_left(self.hidden, span.end, lo=first, key=lambda gap: gap.start)
        return without(span, self.hidden[first:last])

    def _shown(self, line: int) -> str:
        return "".join(stretch.cut(self.text) for stretch in self._stretches(line))

    def __len__(self) -> int:
        """Return how many rows there are."""
        return self._firsts[-1]

    def __getitem__(self, index: int) -> ViewRow:
        """Return a row."""
        line = bisect_right(self._firsts, index) - 1
        nth = index - self._firsts[line]
        stops = self.breaks[line]
        return ViewRow(line, cut(self._stretches(line), stops[nth - 1] if nth else 0, stops[nth]), nth == 0)

    def row_of(self, offset: int) -> int:
        """Return the index of the row that an offset stands on: the last one that begins there or before."""
        line = self.lines.index_at(offset)
        for index in range(self._firsts[line + 1] - 1, self._firsts[line] - 1, -1):
            if self[index].start <= offset:
                return index
        return max(0, self._firsts[line] - 1)
