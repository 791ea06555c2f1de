"""The glossary as it is shown beside an article: which terms, in what order, and how they fare there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from review_tui.article import Span
from review_tui.glossary.concept import ACCEPTED, BANNED, Concept, Kind, Rendering
from review_tui.glossary.glossary import Glossary
from review_tui.review.article.analysis import Analysis, Use
from review_tui.review.article.carrying import standing_in
from review_tui.review.article.session import Session


@dataclass(frozen=True, slots=True)
class Standing:
    """How a concept fares in an article: its uses by rendering, and whether an editor should look at it."""

    concept: Concept
    counts: dict[str, int]
    links: int

    @property
    def best(self) -> Rendering | None:
        """Return the rendering to show for the concept: the preferred one, or the first."""
        return self.concept.preferred or next(iter(self.concept.renderings), None)

    @property
    def total(self) -> int:
        """Return how often any of its renderings stands there."""
        return sum(self.counts.values())

    @property
    def needs_work(self) -> bool:
        """Tell whether a rendering that is advised against stands there, or two that are not stand side by side."""
        used = [item for item in self.concept.renderings if self.counts.get(item.zh)]
        if any(item.status in BANNED for item in used):
            return True
        rivals = {item.zh for item in used if item.status in ACCEPTED and not item.compared_as}
        return len(rivals) > 1


def standings(uses: Sequence[Use]) -> dict[str, Standing]:
    """Return how the concepts of some uses fare, by id, in order of first use."""
    found: dict[str, Standing] = {}
    links: dict[str, int] = {}
    for use in uses:
        concept = use.concept
        standing = found.setdefault(concept.id, Standing(concept, {}, 0))
        if use.zh is None:
            links[concept.id] = links.get(concept.id, 0) + 1
        else:
            standing.counts[use.zh] = standing.counts.get(use.zh, 0) + 1
    return {
        key: Standing(standing.concept, standing.counts, links[key]) if key in links else standing
        for key, standing in found.items()
    }


@lru_cache(maxsize=2)  # the terms are sorted at every key, the uses counted once
def _standings_in(analysis: Analysis) -> dict[str, Standing]:
    return standings(analysis.uses)


def standings_in(session: Session) -> dict[str, Standing]:
    """Return how the concepts that an article uses fared, by id, when it was looked at last."""
    return _standings_in(session.analysis.looked_at)


def sorted_for(session: Session, start: int, end: int) -> tuple[list[Standing], list[Standing]]:
    """Return the terms of a stretch of the article, and those of the rest, in order of first use.

    Counts are those of the whole article.
    """
    everywhere = standings_in(session)
    here = {use.concept.id for use in standing_in(session.analysis.uses, Span(start, end))}
    return (
        [standing for key, standing in everywhere.items() if key in here],
        [standing for key, standing in everywhere.items() if key not in here],
    )


class TermIndex:
    """All concepts of a glossary with what a filter looks at, made once: a filter costs one pass over strings."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self.concepts = [concept for concept in glossary.concepts if concept.kind is not Kind.BLOCKER]
        # Each term begins a line, so that one search tells whether a word begins one.
        self._texts = [
            "\n" + "\n".join((concept.id, *concept.en, *(item.zh for item in concept.renderings))).casefold()
            for concept in self.concepts
        ]

    def matching(self, wanted: str) -> list[Concept]:
        """Return the concepts that hold every word of `wanted`, those that begin with it first."""
        words = wanted.casefold().split()
        if not words:
            return list(self.concepts)
        texts, concepts = self._texts, self.concepts
        first = words[0]
        places = [place for place, text in enumerate(texts) if first in text]
        for word in words[1:]:
            places = [place for place in places if word in texts[place]]
        beginning = "\n" + first
        begins = [beginning in texts[place] for place in places]
        pairs = list(zip(places, begins, strict=True))
        return [concepts[place] for place, is_so in pairs if is_so] + [
            concepts[place] for place, is_so in pairs if not is_so
        ]
