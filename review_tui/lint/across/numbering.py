"""The renderings that the articles of a run contribute, numbered: most come again in thousands of articles.

A rendering travels as one key and waits as one number, so that the reduce of a run looks at each but once.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from review_tui.glossary.consistency.counts import Counts, Tally, Use
from review_tui.glossary.consistency.rivalry import Majorities, is_rival, is_title
from review_tui.lint.report import Contribution

_DECODER = msgspec.json.Decoder(Use)
_ENCODER = msgspec.json.Encoder()


def key_of(use: Use) -> str:
    """Return what a use has in common with those of other articles."""
    return _key(use.concept, use.zh, use.pos, use.status, use.linked, use.field, use.label)


@lru_cache(maxsize=1 << 14)  # most come again in the next article
def _key(concept: str, zh: str, pos: str, status: str, linked: bool, field: str, label: str) -> str:
    return _ENCODER.encode(Use(concept, zh, 0, 0, 0, pos, status, linked, field, label)).decode()


def uses_in(contribution: Contribution) -> list[Use]:
    """Return what an article contributes, with places and counts."""
    given = (contribution.keys, contribution.counts, contribution.starts, contribution.ends)
    return [
        replace(_DECODER.decode(key), count=count, start=start, end=end)
        for key, count, start, end in zip(*given, strict=True)
    ]


class Numbering:
    """The numbers of renderings, from 0, and how often each was used, in how many articles."""

    def __init__(self) -> None:
        self.articles = 0
        self._numbers: dict[str, int] = {}
        self._uses: list[int] = []
        self._articles: list[int] = []

    def count(self, keys: Sequence[str], counts: Sequence[int]) -> list[int]:
        """Count the uses of one article; return their numbers."""
        self.articles += 1
        numbers = self._numbers
        found: list[int] = []
        for key, count in zip(keys, counts, strict=True):
            number = numbers.get(key)
            if number is None:
                number = numbers[key] = len(numbers)
                self._uses.append(0)
                self._articles.append(0)
            self._uses[number] += count
            self._articles[number] += 1
            found.append(number)
        return found

    def settle(self) -> "Settled":
        """Return what most articles call each concept. All must be counted by then."""
        uses = [_DECODER.decode(key) for key in self._numbers]
        counts = Counts(self.articles)
        for use, count, articles in zip(uses, self._uses, self._articles, strict=True):
            if is_title(use):
                continue
            tallies = counts.concepts.setdefault(use.concept, {})
            tally = tallies.setdefault(use.zh, Tally(pos=use.pos, status=use.status, linked=use.linked))
            tally.uses += count
            tally.articles += articles
        return Settled(uses, Majorities(counts))


class Settled:
    """Which of the numbered renderings most articles do not have."""

    def __init__(self, uses: list[Use], majorities: Majorities) -> None:
        self.majorities = majorities
        self._uses = uses
        self._rivals = {number for number, use in enumerate(uses) if is_rival(use, majorities)}

    def concerned(self, numbers: Sequence[int], places: Iterable[tuple[int, int]]) -> Iterator[Use]:
        """Yield the uses of an article that have to do with a rival of what most have; most articles have none."""
        if self._rivals.isdisjoint(numbers):
            return
        groups = {self._group(number) for number in numbers if number in self._rivals}
        for number, (start, end) in zip(numbers, places, strict=True):
            if self._group(number) in groups:
                yield replace(self._uses[number], start=start, end=end)

    def _group(self, number: int) -> tuple[str, str]:
        use = self._uses[number]
        return use.concept, use.pos
