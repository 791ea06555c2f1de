"""Finding the glossary's words in a text, and telling what they stand for there."""

import sys
from collections.abc import Callable
from functools import cached_property, lru_cache
from operator import attrgetter

from msgspec import Struct

from review_tui.glossary.concept import BANNED, Concept, Rendering
from review_tui.glossary.folding import fold
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.context_words import ContextWords
from review_tui.glossary.search.entries import Claim, Entry
from review_tui.glossary.search.headings import HeadingMatcher
from review_tui.glossary.search.index import Index
from review_tui.glossary.search.surroundings import Surroundings


class Mention(Struct, frozen=True, gc=False):
    """Words that stand for a concept, from `start` to `end` in the text that was searched (code points).

    `claims` are the concepts that may be meant, each with its rendering. Where several may be and nothing decides,
    `concept` and `rendering` are None; but where they all call the words wrong, they are those of the first.
    """

    start: int
    end: int
    concept: Concept | None
    rendering: Rendering | None
    claims: tuple[Claim, ...]


_SHORT = 100_000  # code points: a longer text has words with most heads, and gains nothing
_is_accepted = attrgetter("accepted")
_FEW = 48  # texts; an index of its own costs each a ninetieth of making all ready, so that at most half of that is lost

ALWAYS_FEW = sys.maxsize
"""For a `Matcher` whose texts come one by one: an editor waits for each, and none should be the one that waits long."""


class Matcher:
    """A glossary made ready for searching. Keep one for a glossary: see `matcher_for`.

    The first `few` texts are searched with an index of their own; after so many the whole glossary is made ready.
    """

    def __init__(self, glossary: Glossary, few: int = _FEW) -> None:
        self.glossary = glossary
        self._few = few
        self._whole: Index | None = None
        self._searched = 0
        self._words = ContextWords()

    def _index_for(self, folded: str) -> Index:
        """Return what a text is searched with: for the first few an index of their own, then that of everything."""
        if self._whole is None:
            self._searched += 1
            if self._searched <= self._few and len(folded) < _SHORT:
                return Index(self.glossary, folded)
            self._whole = Index(self.glossary)
        return self._whole

    def mentions(
        self,
        text: str,
        paragraph_of: Callable[[int], tuple[int, int]] | None = None,
        slug_at: Callable[[int, int], str | None] | None = None,
        *,
        topic: str = "",
        with_code: bool = False,
    ) -> list[Mention]:
        """Return what the words of an article's prose stand for, in order.

        `paragraph_of` gives the span of the paragraph that an offset lies in (without it, all of the text is one),
        `slug_at` the slug of the link that a stretch lies in. `topic` is the article's title, and `with_code` tells
        that it has fenced code.

        In a link, only claims of the concept that its slug names count, if there are any, and no context is asked.
        Otherwise those count whose context holds; if one of them asks for a word and has it, those without such a
        context do not. Words without a claim that counts are left out: they are used up all the same if some concept
        accepts them, else the shorter words inside them are looked for.
        """
        surroundings = Surroundings(text, paragraph_of, topic=topic, with_code=with_code, words=self._words)
        found: list[Mention] = []
        add = found.append

        def take(start: int, end: int, entries: tuple[Entry, ...]) -> bool:
            if not entries:
                return True
            if len(entries) == 1 and (entry := entries[0]).context is None:
                concept, rendering = entry.claim
                add(Mention(start, end, concept, rendering, entry.claims))
                return True
            slug = slug_at(start, end) if slug_at else None
            claims = self._linked(entries, slug) if slug else ()
            if not claims:
                claims = _holding(entries, surroundings, start)
            if claims:
                add(_mention(start, end, claims))
                return True
            return any(map(_is_accepted, entries))

        folded = fold(text)
        self._index_for(folded).search(text, folded, take)
        return found

    @cached_property
    def headings(self) -> HeadingMatcher:
        """The matcher for whole headings, which the search through prose leaves out."""
        return HeadingMatcher(self.glossary)

    def _linked(self, entries: tuple[Entry, ...], slug: str) -> tuple[Claim, ...]:
        concept = self.glossary.by_slug(slug)
        return tuple(entry.claim for entry in entries if entry.claim.concept is concept)


@lru_cache(maxsize=4)
def matcher_for(glossary: Glossary, few: int = _FEW) -> Matcher:
    """Return the matcher of a glossary, made once as long as it is in use."""
    return Matcher(glossary, few)


def _holding(entries: tuple[Entry, ...], surroundings: Surroundings, start: int) -> tuple[Claim, ...]:
    """Return the claims whose context holds: those that ask for a word and have it, or else all that hold."""
    holds = surroundings.hold
    if len(entries) == 1:
        entry = entries[0]
        return entry.claims if entry.context is None or holds(entry.context, start) else ()
    holding = [entry for entry in entries if entry.context is None or holds(entry.context, start)]
    if len(holding) < 2:
        return holding[0].claims if holding else ()
    backed = [entry for entry in holding if entry.context and entry.context.positive]
    return tuple([entry.claim for entry in backed or holding])


def _mention(start: int, end: int, claims: tuple[Claim, ...]) -> Mention:
    concept, rendering = claims[0]
    if all(claim.concept is concept for claim in claims) or all(claim.rendering.status in BANNED for claim in claims):
        return Mention(start, end, concept, rendering, claims)
    return Mention(start, end, None, None, claims)
