"""Maps from positions in a derived text to positions in the article."""

from bisect import bisect_right

from review_tui.article.position import Span


class OffsetMap:
    """Where each character of a derived text stands in the article.

    The derived text is made of runs. In a plain run character n stands at n code points after the run's beginning; an
    atomic run (an entity, an escape, a joined line end) stands as a whole for a span of the article, whatever its
    length.
    """

    __slots__ = ("_atoms", "_derived", "_source", "length")

    def __init__(self) -> None:
        self.length = 0
        self._derived: list[int] = []
        self._source: list[int] = []
        self._atoms: dict[int, int] = {}

    def plain(self, source: int, length: int) -> None:
        """Add `length` characters that stand at `source` and after it, one for one."""
        if length:
            self._derived.append(self.length)
            self._source.append(source)
            self.length += length

    def atom(self, span: Span, length: int) -> None:
        """Add `length` characters that together stand for `span`."""
        if length:
            self._atoms[len(self._derived)] = span.end
            self._derived.append(self.length)
            self._source.append(span.start)
            self.length += length

    def _run(self, position: int) -> int:
        return max(0, bisect_right(self._derived, position) - 1)

    def start(self, position: int) -> int:
        """Return where the character at `position` begins in the article; the end of the last one past the end."""
        if not self._derived:
            return 0
        if position >= self.length:
            return self.end(self.length)
        run = self._run(position)
        return self._source[run] + (0 if run in self._atoms else position - self._derived[run])

    def end(self, position: int) -> int:
        """Return where the character before `position` ends in the article."""
        if not self._derived:
            return 0
        if position <= 0:
            return self._source[0]
        run = self._run(position - 1)
        stop = self._atoms.get(run)
        return self._source[run] + position - self._derived[run] if stop is None else stop

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the article that derived characters `start` to `end` stand for."""
        if start == end:
            place = self.start(start)
            return Span(place, place)
        return Span(self.start(start), self.end(end))

    def extend(self, other: "OffsetMap", start: int, end: int) -> None:
        """Add characters `start` to `end` of another map."""
        if len(other._derived) == 1 and not other._atoms:
            self.plain(other._source[0] + start, end - start)
            return
        run = other._run(start)
        position = start
        while position < end:
            following = other._derived[run + 1] if run + 1 < len(other._derived) else other.length
            stop = min(following, end)
            if run in other._atoms:
                self.atom(Span(other._source[run], other._atoms[run]), stop - position)
            else:
                self.plain(other._source[run] + position - other._derived[run], stop - position)
            position = stop
            run += 1
