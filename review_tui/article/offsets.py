"""Maps from positions in a derived text to positions in the article."""

from bisect import bisect_right

from review_tui.article.position import Span

_made = tuple.__new__  # what `Span(…)` comes to, at half the price: here hundreds are made


class OffsetMap:
    """Where each character of a derived text stands in the article.

    The derived text is made of runs. In a plain run character n stands at n code points after the run's beginning; an
    atomic run (an entity, an escape, a joined line end) stands as a whole for a span of the article, whatever its
    length.
    """

    # Most maps are a single plain run, which begins at `_first`; `_derived` is None until there is more in one.
    # Else run n begins at `_derived[n]` and stands at `_source[n]`; of an atomic one `_atoms[n]` is the end there.
    __slots__ = ("_atoms", "_derived", "_first", "_source", "length")

    def __init__(self, source: int = 0, length: int = 0) -> None:
        """Begin with `length` characters that stand at `source` and after it, one for one."""
        self.length = length
        self._first = source
        self._derived: list[int] | None = None
        self._source: list[int]
        self._atoms: dict[int, int]

    def _runs(self) -> list[int]:
        """Return where the runs begin, after making the lists if there are none."""
        if self._derived is None:
            self._derived = [0] if self.length else []
            self._source = [self._first] if self.length else []
            self._atoms = {}
        return self._derived

    def plain(self, source: int, length: int) -> None:
        """Add `length` characters that stand at `source` and after it, one for one."""
        if not length:
            return
        if not self.length:
            self._first = source
            self.length = length
            return
        derived = self._runs()
        last = len(derived) - 1
        if last in self._atoms or self._source[last] + self.length - derived[last] != source:
            derived.append(self.length)
            self._source.append(source)
        self.length += length

    def atom(self, span: Span, length: int) -> None:
        """Add `length` characters that together stand for `span`."""
        if length:
            derived = self._runs()
            self._atoms[len(derived)] = span[1]
            derived.append(self.length)
            self._source.append(span[0])
            self.length += length

    def start(self, position: int) -> int:
        """Return where the character at `position` begins in the article; the end of the last one past the end."""
        if position >= self.length:
            return self.end(position)
        derived = self._derived
        if derived is None:
            return self._first + max(0, position)
        run = max(0, bisect_right(derived, position) - 1)
        return self._source[run] + (0 if run in self._atoms else max(0, position - derived[run]))

    def end(self, position: int) -> int:
        """Return where the character before `position` ends in the article."""
        position = max(0, min(position, self.length))
        derived = self._derived
        if derived is None:
            return self._first + position
        if not position:
            return self._source[0]
        run = bisect_right(derived, position - 1) - 1
        stop = self._atoms.get(run)
        return self._source[run] + position - derived[run] if stop is None else stop

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the article that derived characters `start` to `end` stand for."""
        derived = self._derived
        if derived is None:
            if 0 <= start <= end <= self.length:  # as nearly always
                return _made(Span, (self._first + start, self._first + end))
        elif 0 <= start < end:
            run = bisect_right(derived, start) - 1
            if end <= (derived[run + 1] if run + 1 < len(derived) else self.length) and run not in self._atoms:
                shift = self._source[run] - derived[run]  # all of it lies in one plain run
                return _made(Span, (start + shift, end + shift))
        if start == end:
            place = self.start(start)
            return Span(place, place)
        return Span(self.start(start), self.end(end))

    def extend(self, other: "OffsetMap", start: int, end: int) -> None:
        """Add characters `start` to `end` of another map."""
        derived = other._derived
        if derived is None:
            self.plain(other._first + start, end - start)
            return
        run = max(0, bisect_right(derived, start) - 1)
        position = start
        while position < end:
            stop = min(derived[run + 1] if run + 1 < len(derived) else other.length, end)
            if run in other._atoms:
                self.atom(Span(other._source[run], other._atoms[run]), stop - position)
            else:
                self.plain(other._source[run] + position - derived[run], stop - position)
            position = stop
            run += 1
