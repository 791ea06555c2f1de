"""The figures of `glossary stats`: per concept and over all, from counts of many articles."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from review_tui.article import Article
from review_tui.glossary.concept import ACCEPTED, Concept, Kind
from review_tui.glossary.consistency import (
    agreement,
    effective_renderings,
    hhi,
    ltcr,
    macro,
    mean,
    micro,
    normalised_hhi,
    pseudo_reference,
    success,
    urgency,
)
from review_tui.glossary.counts import Counts, Use
from review_tui.glossary.english import count_substrings, english_matcher_for
from review_tui.glossary.matcher import Matcher


@dataclass(frozen=True, slots=True)
class RenderingFigures:
    """One rendering: in how many places and articles, and what the glossary says of it (empty: not in it)."""

    zh: str
    uses: int
    articles: int
    share: float
    status: str


@dataclass(frozen=True, slots=True)
class ConceptFigures:
    """One concept, its renderings the commonest first. A figure that is not defined is None.

    `reference` is the rendering that the others are measured by, and `agreeing` counts the uses that have it;
    `preferred` is the share of the uses that have the preferred rendering. `success` is the success rate of the WMT
    terminology tasks, over the articles with an original.
    """

    id: str
    label: str
    linked: bool
    uses: int
    articles: int
    renderings: tuple[RenderingFigures, ...]
    hhi: float | None
    hhi_normalised: float | None
    effective: float | None
    ltcr: float | None
    reference: str | None
    agreeing: int
    preferred: float | None
    success: float | None
    urgency: float


@dataclass(frozen=True, slots=True)
class Figures:
    """All concepts, those first that it pays most to settle, and the averages over them."""

    articles: int
    originals: int
    slugs: int
    concepts: tuple[ConceptFigures, ...]
    micro: float | None
    macro: float | None
    preferred: float | None
    success: float | None


@dataclass(slots=True)
class Successes:
    """Success rates while articles come in: their sum and number, by concept."""

    originals: int = 0
    sums: dict[str, tuple[float, int]] = field(default_factory=dict)

    def add(self, rates: Iterable[tuple[str, float]]) -> None:
        """Take in one article with an original."""
        self.originals += 1
        for concept, rate in rates:
            total, number = self.sums.get(concept, (0.0, 0))
            self.sums[concept] = (total + rate, number + 1)


def success_rates(
    article: Article, original: Article, matcher: Matcher, uses: Iterable[Use], *, substrings: bool = False
) -> list[tuple[str, float]]:
    """Return the success rate of each concept that the original speaks of and that has an accepted rendering.

    Terms are counted leftmost and longest first, by `mentions_of` and `EnglishMatcher`. With `substrings` they are
    counted as the WMT tasks do: the first English term and the accepted renderings wherever their letters stand, in
    lower case, inside longer words too.
    """
    source, target = original.prose.text, article.prose.text
    if substrings:
        concepts = [concept for concept in matcher.glossary.concepts if concept.en and _accepted(concept)]
        lowered, hypothesis = source.lower(), target.lower()
        counted = {concept.id: count_substrings(lowered, concept.en[0]) for concept in concepts}
        return [
            (concept.id, rate)
            for concept in concepts
            if counted[concept.id]
            and (
                rate := success(sum(count_substrings(hypothesis, zh) for zh in _accepted(concept)), counted[concept.id])
            )
            is not None
        ]
    rendered: dict[str, int] = {}
    for use in uses:
        if use.status in ACCEPTED:
            rendered[use.concept] = rendered.get(use.concept, 0) + use.count
    rates = []
    for concept_id, uses_there in english_matcher_for(matcher.glossary).count(source).items():
        concept = matcher.glossary.by_id(concept_id)
        rate = success(rendered.get(concept_id, 0), uses_there)
        if concept is not None and _accepted(concept) and rate is not None:
            rates.append((concept_id, rate))
    return rates


def figures(counts: Counts, successes: Successes, matcher: Matcher) -> Figures:
    """Return the figures for what was counted."""
    concepts = [_concept(concept, counts, successes, matcher) for concept in counts.concepts]
    concepts += [
        _concept(concept, counts, successes, matcher) for concept in successes.sums if concept not in counts.concepts
    ]
    concepts.sort(key=lambda each: (-each.urgency, -each.uses, each.id))
    agreements = [(each.agreeing, each.uses) for each in concepts]
    decided = [each for each in concepts if each.preferred is not None]
    right = sum(round((each.preferred or 0) * each.uses) for each in decided)
    total = sum(each.uses for each in decided)
    rates = sum(total for total, _ in successes.sums.values())
    number = sum(number for _, number in successes.sums.values())
    return Figures(
        counts.articles,
        successes.originals,
        len(counts.slugs),
        tuple(concepts),
        micro(agreements),
        macro(agreements),
        right / total if total else None,
        rates / number if number else None,
    )


def _concept(name: str, counts: Counts, successes: Successes, matcher: Matcher) -> ConceptFigures:
    tallies = counts.concepts.get(name, {})
    total = sum(tally.uses for tally in tallies.values())
    renderings = tuple(
        RenderingFigures(zh, tally.uses, tally.articles, tally.uses / total, tally.status)
        for zh, tally in sorted(tallies.items(), key=lambda pair: (-pair[1].uses, pair[0]))
    )
    concept = matcher.glossary.by_id(name)
    if concept is not None and any(tally.linked for tally in tallies.values()):
        concept = None
    by_name = {each.zh: each.uses for each in renderings}
    preferred = concept.preferred.zh if concept is not None and concept.preferred is not None else None
    reference = pseudo_reference(by_name, preferred)
    agreeing, uses = agreement(by_name, reference)
    rates = successes.sums.get(name)
    articles = counts.spread.get(name, 0)
    numbers = tuple(by_name.values())
    return ConceptFigures(
        name,
        concept.label if concept is not None else name,
        concept is None,
        uses,
        articles,
        renderings,
        hhi(numbers),
        normalised_hhi(numbers),
        effective_renderings(numbers),
        ltcr(numbers),
        reference,
        agreeing,
        by_name.get(preferred, 0) / uses if preferred is not None and uses else None,
        mean([rates[0] / rates[1]]) if rates else None,
        urgency(articles, numbers),
    )


def _accepted(concept: Concept) -> tuple[str, ...]:
    if concept.kind in (Kind.HEADING, Kind.BLOCKER):
        return ()
    return tuple(rendering.zh for rendering in concept.renderings if rendering.status in ACCEPTED)
