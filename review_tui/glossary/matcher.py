"""Finding the glossary's words in a text.

Chinese has no word boundaries, so all renderings and blockers are looked for at once, leftmost and longest first, and
what is found is used up: 次级抵押贷款 eats 抵押贷款 eats 贷款, and the blocker 修改者 eats 修改. That is one pass of an
Aho-Corasick automaton. It knows neither guards nor word edges, so what it finds is tested, and where the longest words
fail, a slower search from that very place takes the next shorter ones, and then goes on to where the automaton's next
find begins.
"""

from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from itertools import starmap
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import Struct

from review_tui.glossary.concept import BANNED, Concept, Kind, Rendering
from review_tui.glossary.context import Context, fold, folds, has_latin_edge, on_edges, parse_context
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.headings import HeadingMatcher
from review_tui.glossary.surroundings import Surroundings


class Claim(NamedTuple):
    """A concept that may be meant by certain words, and the rendering that says so."""

    concept: Concept
    rendering: Rendering


class Match(NamedTuple):
    """Words of the glossary in a text: their span in code points, the words as they stand, and whose they can be."""

    start: int
    end: int
    zh: str
    entries: tuple[Claim, ...]


class Mention(Struct, frozen=True, gc=False):
    """Words that stand for a concept. If several concepts claim them and nothing decides, there is no `concept`.

    Where all that claim them call them wrong, they are wrong, whichever is meant: then it is the first.
    """

    start: int
    end: int
    concept: Concept | None
    rendering: Rendering | None
    claims: tuple[Claim, ...]

    @property
    def ambiguous(self) -> bool:
        """Tell whether several concepts claim the words."""
        return self.concept is None


class _Index:
    """Renderings ready for searching: all of a glossary's, or only those that can stand in one text."""

    def __init__(self, glossary: Glossary, text: str | None = None) -> None:
        """Index a glossary; with a (folded) text, only the renderings that it holds.

        That takes a tenth of the time, and is all that one article needs.
        """
        self._glossary = glossary
        patterns = _without_headings(glossary, _all(glossary) if text is None else _standing(glossary, text))
        self._numbers = list(patterns.values())
        self.ready: list[_Pattern | None] = [None] * len(patterns)
        self.places = {folded: index for index, folded in enumerate(patterns)}
        self.automaton = AhoCorasick(patterns, MatchKind.LeftmostLongest, store_patterns=False) if patterns else None
        lengths: dict[str, set[int]] = {}
        for folded in patterns:
            lengths.setdefault(folded[0], set()).add(len(folded))
        self.lengths = {first: sorted(those, reverse=True) for first, those in lengths.items()}

    def pattern(self, index: int) -> "_Pattern":
        """Return a pattern, made ready when it is first found: of fifty thousand, articles have a few hundred."""
        pattern = self.ready[index]
        if pattern is None:
            claims = starmap(Claim, self._glossary.renderings(self._numbers[index]))
            pattern = self.ready[index] = _pattern([_entry(claim) for claim in claims])
        return pattern


def _all(glossary: Glossary) -> dict[str, list[int]]:
    """Return the numbers of all renderings by their words, folded."""
    patterns: dict[str, list[int]] = {}
    for words in glossary.heads.values():
        patterns.update(words)
    return patterns


def _standing(glossary: Glossary, text: str) -> dict[str, list[int]]:
    """Return the numbers of the renderings that stand in a folded text, by their words, folded."""
    heads = {text[place : place + 2] for place in range(len(text))} | set(text)
    return {
        words: numbers
        for head in heads & glossary.heads.keys()
        for words, numbers in glossary.heads[head].items()
        if words in text
    }


def _without_headings(glossary: Glossary, patterns: dict[str, list[int]]) -> dict[str, list[int]]:
    """Return the patterns without the renderings of whole headings, which are not looked for in prose."""
    for index in glossary.headings:
        numbers = range(glossary.starts[index], glossary.starts[index + 1])
        for _, rendering in glossary.renderings(numbers):
            words = fold(rendering.zh)
            others = [number for number in patterns.get(words, ()) if number not in numbers]
            if others:
                patterns[words] = others
            else:
                patterns.pop(words, None)
    return patterns


_SHORT = 100_000  # code points: a longer text has most heads, and gains nothing
_FEW = 3  # texts that are searched with an index of their own before the whole glossary is made ready


class Matcher:
    """A glossary made ready for searching. Keep one for a glossary: see `matcher_for`."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._whole: _Index | None = None
        self._searched = 0

    def _index_for(self, folded: str) -> _Index:
        """Return what a text is searched with: for the first few an index of their own, then that of everything."""
        if self._whole is None:
            self._searched += 1
            if self._searched <= _FEW and len(folded) < _SHORT:
                return _Index(self.glossary, folded)
            self._whole = _Index(self.glossary)
        return self._whole

    def find(self, text: str) -> list[Match]:
        """Return the renderings in a text, in order; contexts are not asked. Offsets are code points of `text`."""
        return [
            Match(start, end, text[start:end], tuple(entry.claim for entry in entries))
            for start, end, entries in self._search(text)
            if entries
        ]

    def mentions(
        self,
        text: str,
        paragraph_of: Callable[[int], tuple[int, int]] | None = None,
        slug_at: Callable[[int, int], str | None] | None = None,
        *,
        article: str | None = None,
        topic: str = "",
        with_code: bool = False,
    ) -> list[Mention]:
        """Return what the words of a text stand for, in order. Words that no claim holds for are left out.

        `paragraph_of` gives the span of the paragraph an offset lies in (without it, all of the text is one), `slug_at`
        the slug of the link that a span lies in. `article` is where article-wide words are looked for, if the text is
        only a part of it, `topic` its title, and `with_code` tells that it has fenced code. A link's slug says what its
        words stand for, so it decides between concepts, and no context is asked. Otherwise a claim whose context asks
        for a word, and has it, beats claims without.
        """
        surroundings = Surroundings(text, paragraph_of, article, topic, with_code=with_code)
        found: list[Mention] = []
        add = found.append
        for start, end, entries in self._search(text):
            if not entries:
                continue
            if len(entries) == 1 and (entry := entries[0]).context is None:
                concept, rendering = entry.claim
                add(Mention(start, end, concept, rendering, entry.claims))
                continue
            slug = slug_at(start, end) if slug_at else None
            claims = self._linked(entries, slug) if slug else ()
            if not claims:
                claims = _holding(entries, surroundings, start)
            if claims:
                add(_mention(start, end, claims))
        return found

    @cached_property
    def headings(self) -> HeadingMatcher:
        """The matcher for whole headings, which the search through prose leaves out."""
        return HeadingMatcher(self.glossary)

    def _linked(self, entries: "tuple[_Entry, ...]", slug: str) -> tuple[Claim, ...]:
        concept = self.glossary.by_slug(slug)
        return tuple(entry.claim for entry in entries if entry.claim.concept is concept)

    def _search(self, text: str) -> "Iterator[tuple[int, int, tuple[_Entry, ...]]]":
        """Yield the spans that are used up, with the entries that pass their tests there: none for a blocker."""
        folded = fold(text)
        ready = self._index_for(folded)
        if ready.automaton is None:
            return
        patterns = ready.ready
        done = 0
        for index, start, end in ready.automaton.find_matches_as_indexes(folded):
            if start >= done:
                pattern = patterns[index] or ready.pattern(index)
                entries = pattern.entries if pattern.plain else pattern.passing(text, start, end)
                if entries is not None:
                    yield start, end, entries
                    done = end
                    continue
                done = start
            # The longest words failed here, or an earlier search ran into them: look at each place up to their end.
            while done < end:
                span = _longest_at(ready, done, text, folded)
                if span is None:
                    done += 1
                else:
                    yield span
                    done = span[1]


def _longest_at(ready: _Index, start: int, text: str, folded: str) -> "tuple[int, int, tuple[_Entry, ...]] | None":
    for length in ready.lengths.get(folded[start], ()):
        end = start + length
        index = ready.places.get(folded[start:end])
        if index is not None and end <= len(folded):
            entries = ready.pattern(index).passing(text, start, end)
            if entries is not None:
                return start, end, entries
    return None


@lru_cache(maxsize=4)
def matcher_for(glossary: Glossary) -> Matcher:
    """Return the matcher of a glossary, made once as long as it is in use."""
    return Matcher(glossary)


class _Entry(Struct, frozen=True, gc=False):
    """A rendering as the search needs it. `claims` is the claim alone in a tuple; no context is None."""

    claim: Claim
    claims: tuple[Claim]
    blocker: bool
    exact: str
    edges: bool
    not_before: str
    not_after: str
    context: Context | None

    @property
    def plain(self) -> bool:
        """Tell whether the entry passes wherever its characters stand."""
        return not (self.exact or self.edges or self.not_before or self.not_after)

    def passes(self, text: str, start: int, end: int) -> bool:
        """Tell whether case, word edges and guards allow the entry at text[start:end]."""
        if self.exact and text[start:end] != self.exact:
            return False
        if self.edges and not on_edges(text, start, end):
            return False
        if self.not_before and end < len(text) and text[end] in self.not_before:
            return False
        return not (self.not_after and start > 0 and text[start - 1] in self.not_after)


class _Pattern(Struct, frozen=True, gc=False):
    """All entries with the same words. Plain: nothing to test, and `entries` are what passes everywhere."""

    entries: tuple[_Entry, ...]
    plain: bool

    def passing(self, text: str, start: int, end: int) -> tuple[_Entry, ...] | None:
        """Return the entries that pass here: none of them for a blocker, None if the words are not used up.

        Entries that have the very words, capitals and all, come first.
        """
        if self.plain:
            return self.entries
        passing = tuple([entry for entry in self.entries if entry.passes(text, start, end)])
        if not passing:
            return None
        if any(entry.blocker for entry in passing):
            return ()
        if len(passing) > 1:
            return tuple(sorted(passing, key=lambda entry: entry.claim.rendering.zh != text[start:end]))
        return passing


def _entry(claim: Claim) -> _Entry:
    concept, rendering = claim.concept, claim.rendering
    zh = rendering.zh
    context = parse_context(rendering.context) if rendering.context else None
    # Without Latin letters there is no case, and nothing to compare again.
    exact = zh if zh.upper() != zh.lower() and not folds(zh) else ""
    return _Entry(
        claim,
        (claim,),
        concept.kind is Kind.BLOCKER,
        exact,
        has_latin_edge(zh),
        rendering.not_before,
        rendering.not_after,
        None if context is None or context.empty else context,
    )


def _pattern(entries: list[_Entry]) -> _Pattern:
    plain = all(entry.plain for entry in entries)
    if plain and any(entry.blocker for entry in entries):
        return _Pattern((), plain)
    return _Pattern(tuple(entries), plain)


def _holding(entries: tuple[_Entry, ...], surroundings: Surroundings, start: int) -> tuple[Claim, ...]:
    """Return the claims whose context holds: those that ask for a word and have it, or else all that hold."""
    holding = [entry for entry in entries if not entry.context or surroundings.hold(entry.context, start)]
    if len(holding) < 2:
        return holding[0].claims if holding else ()
    backed = [entry for entry in holding if entry.context and entry.context.positive]
    return tuple([entry.claim for entry in backed or holding])


def _mention(start: int, end: int, claims: tuple[Claim, ...]) -> Mention:
    concept, rendering = claims[0]
    if all(claim.concept is concept for claim in claims) or all(claim.rendering.status in BANNED for claim in claims):
        return Mention(start, end, concept, rendering, claims)
    return Mention(start, end, None, None, claims)
