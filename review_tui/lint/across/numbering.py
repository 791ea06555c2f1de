"""Numbers for the keys of marks, most of which come again in thousands of articles: a number takes less room."""

from collections.abc import Sequence

from review_tui.rules.across import Whole


class Numbering:
    """The numbers of marks, from 0, and how often each was there, in how many articles."""

    def __init__(self) -> None:
        self.articles = 0
        self._numbers: dict[str, int] = {}
        self._counts: list[int] = []
        self._users: list[int] = []

    def count(self, keys: Sequence[str], counts: Sequence[int]) -> list[int]:
        """Count the marks of one article; return their numbers."""
        self.articles += 1
        numbers = self._numbers
        found: list[int] = []
        for key, count in zip(keys, counts, strict=True):
            number = numbers.get(key)
            if number is None:
                number = numbers[key] = len(numbers)
                self._counts.append(0)
                self._users.append(0)
            self._counts[number] += count
            self._users[number] += 1
            found.append(number)
        return found

    def whole(self) -> Whole:
        """Return the counts over all articles. Call it after the last `count`."""
        return Whole(self.articles, list(self._numbers), self._counts, self._users)
