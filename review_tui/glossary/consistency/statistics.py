"""The figures of `glossary stats`: per concept and over all, from counts of many articles."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from review_tui.article import Article
from review_tui.glossary.concept import ACCEPTED, NO_TERMS, Concept, Rendering
from review_tui.glossary.consistency.counts import Counts, RenderingCounts, UseCount
from review_tui.glossary.consistency.measures import (
    agreement,
    by_class,
    effective_renderings,
    hhi,
    ltcr,
    macro,
    micro,
    normalised_hhi,
    pseudo_reference,
    success,
    urgency,
    within,
)
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.english import english_matcher_for


class RenderingFigures(Struct, frozen=True):
    """One rendering: in how many places and articles, and what the glossary says of it (empty: not in it)."""

    zh: str
    uses: int
    articles: int
    share: float
    status: str


class ConceptFigures(Struct, frozen=True):
    """One concept, its renderings the commonest first. A figure that is not defined is None, and null in JSON.

    Renderings are measured by their rivals, those of the same class (`compared_as`). `reference` is what the others are
    measured by; `agreeing` counts the uses that have it, or the commonest of another class. `preferred` is the share of
    the preferred rendering in the uses of its class. `success` is the success rate of the WMT terminology tasks, over
    the articles with an original.
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


class Figures(Struct, frozen=True):
    """All concepts, those first that it pays most to settle, and the averages over them."""

    articles: int
    originals: int
    slugs: int
    concepts: tuple[ConceptFigures, ...]
    micro: float | None
    macro: float | None
    preferred: float | None
    success: float | None


class Successes(Struct):
    """Success rates while articles come in: their sum and number, by concept."""

    originals: int = 0
    sums: dict[str, tuple[float, int]] = {}

    def add(self, rates: Iterable[tuple[str, float]]) -> None:
        """Take in one article with an original."""
        self.originals += 1
        for concept, rate in rates:
            total, number = self.sums.get(concept, (0.0, 0))
            self.sums[concept] = (total + rate, number + 1)


def success_rates(original: Article, glossary: Glossary, uses: Iterable[UseCount]) -> list[tuple[str, float]]:
    """Return the success rate of each concept that an original speaks of and that has an accepted rendering.

    `uses` are those of the translation. Terms are counted leftmost and longest first, on either side.
    """
    rendered: dict[str, int] = {}
    for use in uses:
        if use.status in ACCEPTED:
            rendered[use.concept] = rendered.get(use.concept, 0) + use.count
    rates = []
    for concept_id, uses_there in english_matcher_for(glossary).count(original.prose.text).items():
        concept = glossary.by_id(concept_id)
        rate = success(rendered.get(concept_id, 0), uses_there)
        if concept is not None and _accepted(concept) and rate is not None:
            rates.append((concept_id, rate))
    return rates


def substring_success_rates(article: Article, original: Article, glossary: Glossary) -> list[tuple[str, float]]:
    """Return the same rates, counted as the WMT tasks do.

    They count the first English term and the accepted renderings wherever their letters stand, in lower case, inside
    longer words too.
    """
    source, target = original.prose.text.lower(), article.prose.text.lower()
    rates = []
    for concept in glossary.concepts:
        accepted = _accepted(concept)
        uses_there = source.count(concept.en[0].lower()) if concept.en and accepted else 0
        rate = success(sum(target.count(zh.lower()) for zh in accepted), uses_there)
        if rate is not None:
            rates.append((concept.id, rate))
    return rates


def figures(counts: Counts, successes: Successes, glossary: Glossary) -> Figures:
    """Return the figures for what was counted."""
    names = dict.fromkeys((*counts.concepts, *successes.sums))
    concepts = [_concept(name, counts, successes, glossary) for name in names]
    concepts.sort(key=lambda each: (-each.urgency, -each.uses, each.id))
    agreements = [(each.agreeing, each.uses) for each in concepts]
    preferred = [_preferred(counts.concepts.get(each.id, {}), glossary.by_id(each.id)) for each in concepts]
    rates = sum(total for total, _ in successes.sums.values())
    number = sum(number for _, number in successes.sums.values())
    return Figures(
        counts.articles,
        successes.originals,
        len(counts.slugs),
        tuple(concepts),
        micro(agreements),
        macro(agreements),
        micro(preferred),
        rates / number if number else None,
    )


def _concept(name: str, counts: Counts, successes: Successes, glossary: Glossary) -> ConceptFigures:
    tallies = counts.concepts.get(name, {})
    total = sum(tally.uses for tally in tallies.values())
    renderings = tuple(
        RenderingFigures(zh, tally.uses, tally.articles, tally.uses / total, tally.status)
        for zh, tally in sorted(tallies.items(), key=lambda pair: (-pair[1].uses, pair[0]))
    )
    concept = glossary.by_id(name)
    if concept is not None and any(tally.linked for tally in tallies.values()):
        concept = None
    classes = by_class((_class_of(zh, tally), (tally.uses, tally.articles)) for zh, tally in tallies.items())
    uses = [[uses for uses, _ in each] for each in classes]
    index = within(hhi, uses)
    articles = counts.spread.get(name, 0)
    right, beside = _preferred(tallies, concept)
    rates = successes.sums.get(name)
    return ConceptFigures(
        id=name,
        label=concept.label if concept is not None else name,
        linked=concept is None,
        uses=total,
        articles=articles,
        renderings=renderings,
        hhi=index,
        hhi_normalised=within(normalised_hhi, uses),
        effective=effective_renderings(index),
        ltcr=within(ltcr, uses),
        reference=_reference({each.zh: each.uses for each in renderings}, concept),
        agreeing=_agreeing(tallies, concept),
        preferred=right / beside if beside else None,
        success=rates[0] / rates[1] if rates else None,
        urgency=urgency(articles, classes),
    )


def _class_of(zh: str, tally: RenderingCounts) -> str:
    """Return what words are compared as; those that the glossary does not have are acronyms, or else ordinary."""
    return tally.pos or Rendering(zh).compared_as


def _reference(uses: Mapping[str, int], concept: Concept | None) -> str | None:
    preferred = concept.preferred if concept is not None else None
    return pseudo_reference(uses, preferred.zh if preferred is not None else None)


def _agreeing(tallies: Mapping[str, RenderingCounts], concept: Concept | None) -> int:
    """Return how many uses have the preferred rendering, or the commonest of a class that has none."""
    right, beside = _preferred(tallies, concept)
    own = concept.preferred.compared_as if beside and concept is not None and concept.preferred is not None else None
    others = ((_class_of(zh, tally), tally.uses) for zh, tally in tallies.items())
    return right + sum(map(max, by_class(each for each in others if each[0] != own)))


def _preferred(tallies: Mapping[str, RenderingCounts], concept: Concept | None) -> tuple[int, int]:
    """Return how often a concept has its preferred rendering, and how often that or a rival."""
    preferred = concept.preferred if concept is not None else None
    if preferred is None or any(tally.linked for tally in tallies.values()):
        return 0, 0
    rivals = {zh: tally.uses for zh, tally in tallies.items() if _class_of(zh, tally) == preferred.compared_as}
    return agreement(rivals, preferred.zh)


def _accepted(concept: Concept) -> tuple[str, ...]:
    if concept.kind in NO_TERMS:
        return ()
    return tuple(rendering.zh for rendering in concept.accepted)
