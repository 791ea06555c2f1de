"""What most articles of a run call a concept, and which articles call it otherwise.

This is the half of T708 that needs no article at hand: see `across.py`. Each mark is one rendering of one concept.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from review_tui.glossary.consistency.counts import Counts, UseCount
from review_tui.glossary.consistency.rivalry import is_rival, is_title, majorities, rivals
from review_tui.rules.across import Judge, Mark, Remark, Whole

_DECODER = msgspec.json.Decoder(UseCount)
_ENCODER = msgspec.json.Encoder()


def mark_of(use: UseCount) -> Mark:
    """Return a use of a rendering as a mark. Its key is the use as JSON, without counts and positions."""
    key = _key(use.concept, use.zh, use.pos, use.status, use.linked, use.field, use.label)
    return Mark(key, use.count, use.start, use.end)


@lru_cache(maxsize=1 << 14)  # most come again in the next article
def _key(concept: str, zh: str, pos: str, status: str, linked: bool, field: str, label: str) -> str:
    return _ENCODER.encode(UseCount(concept, zh, 0, 0, 0, pos, status, linked, field, label)).decode()


def use_of(key: str) -> UseCount:
    """Return the use that a mark's key stands for, its counts and positions 0."""
    return _DECODER.decode(key)


def across(whole: Whole) -> Judge:
    """Return the function that finds the renderings of an article that most others do not have."""
    uses = list(map(use_of, whole.keys))
    majority_of = majorities(_counts(whole, uses))
    differing = {number for number, use in enumerate(uses) if is_rival(use, majority_of)}

    def group(number: int) -> tuple[str, str]:
        return uses[number].concept, uses[number].pos

    def judge(numbers: Sequence[int], places: Iterable[tuple[int, int]]) -> Iterator[Remark]:
        if differing.isdisjoint(numbers):  # as in most articles
            return
        groups = {group(number) for number in numbers if number in differing}
        concerned = (
            replace(uses[number], start=start, end=end)
            for number, (start, end) in zip(numbers, places, strict=True)
            if group(number) in groups
        )
        for use, message in rivals(concerned, majority_of):
            yield Remark(use.start, use.end, f"“{use.label or use.concept}” is {message}", use.concept)

    return judge


def _counts(whole: Whole, uses: Sequence[UseCount]) -> Counts:
    """Return the counts of the renderings. Titles do not count: they are only held against them."""
    counts = Counts(whole.articles)
    for use, count, articles in zip(uses, whole.counts, whole.users, strict=True):
        if not is_title(use):
            tally = counts.tally(use)
            tally.uses += count
            tally.articles += articles
    return counts
