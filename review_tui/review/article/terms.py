"""The glossary as it is shown beside an article: which terms, in what order, and how they fare there."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from review_tui.article import Span
from review_tui.glossary.concept import ACCEPTED, BANNED, Concept, Kind
from review_tui.glossary.glossary import Glossary
from review_tui.review.article.analysis import Analysis
from review_tui.review.article.carrying import originals
from review_tui.review.article.placed import standing_in
from review_tui.review.article.session import Session
from review_tui.text.narrow import narrowed


class Standing(Struct, frozen=True):
    """How a concept fares in an article: how often each of its renderings stands there."""

    concept: Concept
    counts: Counter[str]

    @property
    def total(self) -> int:
        """Return how often any of its renderings stands there."""
        return self.counts.total()

    @property
    def needs_work(self) -> bool:
        """Tell whether a rendering that is advised against stands there, or two that are not stand side by side."""
        used = [item for item in self.concept.renderings if self.counts[item.zh]]
        if any(item.status in BANNED for item in used):
            return True
        rivals = {item.zh for item in used if item.status in ACCEPTED and not item.compared_as}
        return len(rivals) > 1


@lru_cache(maxsize=2)  # the terms are sorted at every key, the uses counted once
def _standings_in(analysis: Analysis) -> dict[str, Standing]:
    found: dict[str, Standing] = {}
    for use in analysis.uses:
        standing = found.setdefault(use.concept.id, Standing(use.concept, Counter()))
        if use.zh is not None:
            standing.counts[use.zh] += 1
    return found


def standings_in(session: Session) -> dict[str, Standing]:
    """Return how the concepts that an article uses fared when it was looked at last: by id, in order of first use."""
    return _standings_in(session.analysis.looked_at)


def sorted_for(session: Session, start: int, end: int) -> tuple[list[Standing], list[Standing]]:
    """Return the terms of a stretch of the article, and those of the rest, in order of first use.

    Counts are those of the whole article.
    """
    everywhere = standings_in(session)
    here = {use.concept.id for use in originals(standing_in(session.analysis.uses, Span(start, end)))}
    return (
        [standing for key, standing in everywhere.items() if key in here],
        [standing for key, standing in everywhere.items() if key not in here],
    )


class TermIndex:
    """All concepts of a glossary with what a filter looks at, made once: a filter costs one pass over strings."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self.concepts = [concept for concept in glossary.concepts if concept.kind is not Kind.BLOCKER]
        self._texts = [_text(concept) for concept in self.concepts]

    def matching(self, wanted: str) -> list[Concept]:
        """Return the concepts that hold every word of `wanted`, in the order of how likely they are meant.

        First come those of which it is the id, an English term or a rendering that may be used, then those of which it
        is another rendering; then what begins with it, or at least with its first word; then what holds the words; then
        those that need their definition for that.
        """
        words = narrowed(wanted).casefold().split()
        if not words:
            return list(self.concepts)
        texts = self._texts
        indexes = [index for index, text in enumerate(texts) if words[0] in text]
        for word in words[1:]:
            indexes = [index for index in indexes if word in texts[index]]
        ranks = [_rank(texts[index], words) for index in indexes]
        return [self.concepts[index] for _, index in sorted(zip(ranks, indexes, strict=True))]


def _text(concept: Concept) -> str:
    """Return what a filter looks at: the names that may be used, the others, and the definition, with NUL between them.

    Each name is a line, so that one search tells whether it is some words, begins with them, or holds them.
    """
    accepted, others = (
        [item.zh for item in concept.renderings if (item.status in ACCEPTED) is is_accepted]
        for is_accepted in (True, False)
    )
    parts = ("\n".join(("", *names, "")) for names in ((concept.id, *concept.en, *accepted), others))
    return narrowed("\0".join((*parts, concept.definition))).casefold()


def _rank(text: str, words: Sequence[str]) -> int:
    """Return how likely the words mean the concept with a text that holds them; 0 is likeliest."""
    accepted, _, rest = text.partition("\0")
    others, _, _ = rest.partition("\0")
    whole = "\n" + " ".join(words)
    if f"{whole}\n" in accepted:
        return 0
    if f"{whole}\n" in others:
        return 1
    if whole in accepted or whole in others:
        return 2
    if not all(word in accepted or word in others for word in words):
        return 5
    return 3 if f"\n{words[0]}" in accepted or f"\n{words[0]}" in others else 4
