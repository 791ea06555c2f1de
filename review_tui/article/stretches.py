"""Many stretches of a text, looked up by binary search."""

from bisect import bisect_right
from collections.abc import Iterable


class Stretches:
    """Some stretches (start and end in code points), sorted; those that share a character are one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            elif start < end:
                self._starts.append(start)
                self._ends.append(end)

    def overlap(self, start: int, end: int) -> bool:
        """Tell whether one of them shares a character with the stretch from `start` to `end`."""
        index = bisect_right(self._ends, start)
        return start < end and index < len(self._starts) and self._starts[index] < end

    def cover(self, start: int, end: int) -> bool:
        """Tell whether the stretch from `start` to `end` lies wholly inside one of them."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and end <= self._ends[index]
