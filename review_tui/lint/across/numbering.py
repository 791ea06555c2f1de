"""The marks that the articles of a run contribute, numbered: most come again in thousands of articles.

A mark travels with its key and waits as one number, so that the reduce of a run looks at each key but once.
"""

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
        """Return what the marks of all articles come to. All must be counted by then."""
        return Whole(self.articles, list(self._numbers), self._counts, self._users)
