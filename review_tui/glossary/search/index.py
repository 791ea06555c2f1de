"""The words of a glossary ready for searching: all of them, or those that can stand in one text.

Chinese has no word boundaries, so all renderings and blockers are looked for at once, leftmost and longest first, and
what is found is used up: 次级抵押贷款 eats 抵押贷款 eats 贷款, and the blocker 修改者 eats 修改. That is one pass of an
Aho-Corasick automaton. It knows neither guards nor word edges, so what it finds is tested, and where the longest words
fail, a slower search from that very place takes the next shorter ones, and then goes on to where the automaton's next
find begins. The same holds where whoever asks has no use for the longest words.
"""

import sys
from collections.abc import Callable
from itertools import starmap

from ahocorasick_rs import AhoCorasick, MatchKind

from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.entries import Claim, Entry, Pattern, entry_of, pattern_of

Take = Callable[[int, int, tuple[Entry, ...]], bool]
"""Takes start and end in code points, and the entries that pass their tests there (none for a blocker).

It returns whether the words are used up; if not, shorter ones are looked for at the same start.
"""


_HEAD = 2  # characters by which it is known how long the words are that begin with them
_ONE = (1,)  # with others, there can only be a word of one


class Index:
    """Renderings ready for searching: all of a glossary's, or only those that can stand in one text."""

    def __init__(self, glossary: Glossary, text: str | None = None) -> None:
        """Index a glossary; with a (folded) text, only the renderings that it holds.

        That takes a tenth of the time, and is all that one article needs.
        """
        self._glossary = glossary
        patterns = _without_headings(glossary, _all(glossary) if text is None else glossary.word_index.found_in(text))
        self._numbers = list(patterns.values())
        self._ready: list[Pattern | None] = [None] * len(patterns)
        self._indexes = {folded: index for index, folded in enumerate(patterns)}
        self._automaton = AhoCorasick(patterns, MatchKind.LeftmostLongest, store_patterns=False) if patterns else None
        lengths: dict[str, set[int]] = {}
        for folded in patterns:
            lengths.setdefault(folded[:_HEAD], {1}).add(len(folded))
        shared: dict[tuple[int, ...], tuple[int, ...]] = {}  # of twenty thousand heads, hundreds differ
        sizes = ((head, tuple(sorted(those, reverse=True))) for head, those in lengths.items())
        self._lengths = {head: shared.setdefault(those, those) for head, those in sizes}

    def search(self, text: str, folded: str, take: Take) -> None:
        """Hand over to `take` what stands in a text, from left to right; `folded` is the text folded."""
        if self._automaton is None:
            return
        patterns = self._ready
        done = 0
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if start >= done:
                pattern = patterns[index] or self._pattern(index)
                entries = pattern.entries if pattern.plain else pattern.passing(text, start, end)
                if entries is not None and take(start, end, entries):
                    done = end
                    continue
                done = self._longest_at(start, text, folded, take, end - start) or start + 1
            # The longest words failed here, or an earlier search ran into them: go on character by character.
            while done < end:
                done = self._longest_at(done, text, folded, take) or done + 1

    def _longest_at(self, start: int, text: str, folded: str, take: Take, below: int = sys.maxsize) -> int | None:
        """Hand over the longest words of less than `below` characters that begin at `start`; return their end."""
        for length in self._lengths.get(folded[start : start + _HEAD], _ONE):
            end = start + length
            if length >= below or end > len(folded):
                continue
            index = self._indexes.get(folded[start:end])
            if index is not None:
                entries = self._pattern(index).passing(text, start, end)
                if entries is not None and take(start, end, entries):
                    return end
        return None

    def _pattern(self, index: int) -> Pattern:
        """Return a pattern, made ready when it is first found: of fifty thousand, articles have a few hundred."""
        pattern = self._ready[index]
        if pattern is None:
            claims = starmap(Claim, self._glossary.renderings(self._numbers[index]))
            pattern = self._ready[index] = pattern_of([entry_of(claim) for claim in claims])
        return pattern


def _all(glossary: Glossary) -> dict[str, list[int]]:
    """Return the numbers of all renderings by their words, folded."""
    patterns: dict[str, list[int]] = {}
    for words in glossary.word_index.values():
        patterns.update(words)
    return patterns


def _without_headings(glossary: Glossary, patterns: dict[str, list[int]]) -> dict[str, list[int]]:
    """Return the patterns without the renderings of whole headings, which are not looked for in prose."""
    starts = glossary.starts
    headings = {number for index in glossary.headings for number in range(starts[index], starts[index + 1])}
    for words in [words for words, numbers in patterns.items() if not headings.isdisjoint(numbers)]:
        others = [number for number in patterns[words] if number not in headings]
        if others:
            patterns[words] = others
        else:
            del patterns[words]
    return patterns
