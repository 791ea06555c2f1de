"""Finding candidates for the glossary in articles that are there already.

What the articles suggest (see `sightings`) is no proof, so every candidate is provisional, and what cannot be a term is
rejected with the reason. First come the concepts that it pays most to settle: articles times (1 - HHI).
"""

from collections import Counter
from collections.abc import Mapping
from itertools import islice

from msgspec import Struct

from review_tui.article.letters import letters_of
from review_tui.article.slug import folded
from review_tui.glossary.concept import NO_TERMS, Concept, Kind, Rendering
from review_tui.glossary.consistency.measures import by_class, urgency
from review_tui.glossary.exchange.foreign_row import id_of
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.mining.evidence import Evidence, Seen
from review_tui.glossary.mining.rejecting import (
    ConceptEvidence,
    reject_overruns,
    reject_pieces,
    reject_strangers,
    split_fault,
)
from review_tui.glossary.mining.sightings import forms
from review_tui.glossary.termlike import fault_of

_PLURAL = 2  # letters more or less
_MOST_ENGLISH = 3  # anchors taken for one concept
_MOST_TERMS = 20  # English ones of one concept


class Candidate(Struct, frozen=True):
    """A rendering that the articles suggest. With a `fault` it is rejected; `known` is its status in the glossary."""

    concept: str
    en: tuple[str, ...]
    zh: str
    slugs: tuple[str, ...]
    uses: int
    articles: int
    origin: str
    urgency: float
    fault: str = ""
    known: str = ""


def candidates(evidence: Evidence, glossary: Glossary) -> list[Candidate]:
    """Return all candidates: those that can be terms first, by what settling them pays; then the rejected ones."""
    groups = _groups(evidence, glossary)
    for group in groups.values():
        for zh, seen in group.seen.items():
            group.faults[zh] = fault_of(zh) or seen.fault or split_fault(seen)
        reject_pieces(group)
        reject_overruns(group)
    reject_strangers(groups, glossary)
    found: list[tuple[tuple[float, ...], Candidate]] = []
    for group in groups.values():
        kept = {zh: seen for zh, seen in group.seen.items() if not group.faults[zh]}
        classes = by_class((_class_of(zh, group.concept), (seen.uses, len(seen.articles))) for zh, seen in kept.items())
        pays = urgency(len(group.articles), classes)
        uses = sum(seen.uses for seen in kept.values())
        en = _english(group, evidence)
        spelling = evidence.spellings.get(group.slugs[0])
        slugs = (spelling.most_common(1)[0][0],) if spelling else ()
        if group.concept is not None and len(group.slugs) > 1:  # no one of them says more than the glossary
            en, slugs = group.concept.en or en, ()
        for zh, seen in group.seen.items():
            known = group.concept.rendering(zh) if group.concept is not None else None
            candidate = Candidate(
                concept=group.concept.id if group.concept is not None else group.id,
                en=en,
                zh=zh,
                slugs=slugs,
                uses=seen.uses,
                articles=len(seen.articles),
                origin=", ".join(f"{origin} ×{count}" for origin, count in sorted(seen.origins.items())),
                urgency=pays,
                fault=group.faults[zh],
                known=known.status.value if known is not None else "",
            )
            order = (bool(candidate.fault), -pays, -len(group.articles), -uses)
            found.append((order, candidate))
    found.sort(key=lambda pair: (pair[0], pair[1].concept, -pair[1].uses, pair[1].zh))
    return [candidate for _, candidate in found]


def _class_of(zh: str, concept: Concept | None) -> str:
    """Return what words are compared as: only renderings of one class are rivals."""
    known = concept.rendering(zh) if concept is not None else None
    return (known or Rendering(zh)).compared_as


def _groups(evidence: Evidence, glossary: Glossary) -> dict[str, ConceptEvidence]:
    """Return the groups by their names: one for each concept of the glossary, whatever it is called."""
    groups: dict[str, ConceptEvidence] = {}
    # `federalfundsrate` of a link is `federal-funds-rate` of the glossary.
    spelt = {letters_of(concept.id): concept for concept in glossary.concepts if concept.kind is not Kind.BLOCKER}

    def group_of(slug: str) -> ConceptEvidence:
        concept = glossary.by_slug(slug) or spelt.get(letters_of(slug))
        name = folded(concept.id) if concept is not None else slug
        return groups.setdefault(name, ConceptEvidence(slug, concept=concept))

    for slug, seen in evidence.slugs.items():
        group = group_of(slug)
        group.slugs.append(slug)
        _join(group, seen, evidence.spread[slug])
    owners = _by_english(evidence, glossary)
    for en, seen in evidence.glosses.items():
        slug = owners.get(en.casefold()) or owners.get(id_of(en)) or id_of(en)
        if slug:
            group = group_of(slug)
            group.slugs = group.slugs or [slug]
            _join(group, seen, evidence.spread[en])
    return groups


def _join(group: ConceptEvidence, seen: Mapping[str, Seen], articles: set[int]) -> None:
    group.articles |= articles
    for zh, each in seen.items():
        group.seen.setdefault(zh, Seen()).join(each)


def _by_english(evidence: Evidence, glossary: Glossary) -> dict[str, str]:
    """Return which slug an English term stands for: by the links, titles and brackets, else by the glossary."""
    owners: dict[str, str] = {}
    for slug, seen in evidence.slugs.items():
        owners.setdefault(slug, slug)
        for each in seen.values():
            for en in each.en:
                owners.setdefault(en.casefold(), slug)
    for slug, terms in evidence.titles.items():
        for form in terms:
            owners.setdefault(form.casefold(), slug)
    for slug, anchors in evidence.english.items():
        for form in anchors:
            owners.setdefault(form.casefold(), slug)
    for concept in glossary.concepts:
        if concept.kind not in NO_TERMS:
            for en in concept.en:
                owners.setdefault(en.casefold(), folded(concept.id))
    return owners


def _english(group: ConceptEvidence, evidence: Evidence) -> tuple[str, ...]:
    """Return the English terms of a concept: its article's title, anchors, brackets; else the words of its slug."""
    found: list[str] = []
    for slug in group.slugs:
        found += evidence.titles.get(slug, ())
        anchors = [form for text, _ in evidence.english.get(slug, Counter()).most_common() for form in forms(text)]
        name = letters_of(slug)
        # An anchor that spells the slug is the term; another may be what the sentence made of it.
        spelt = [form for form in anchors if _spells(letters_of(form), name)]
        found += spelt[:_MOST_ENGLISH] or [form for form in anchors[:1] if name not in letters_of(form)]
    for seen in group.seen.values():
        found += [en for en, _ in seen.en.most_common(2)]
    if not found and group.concept is not None:
        found = list(group.concept.en)
    if not found:
        found = [group.slugs[0].replace("-", " ")]
    unique: dict[str, str] = {}
    for term in found:
        unique.setdefault(term.casefold(), term)
    return tuple(islice(unique.values(), _MOST_TERMS))


def _spells(form: str, name: str) -> bool:
    """Tell whether an English term is a slug's, give or take a plural; both as `letters_of` makes them."""
    return form == name or (len(form) > _PLURAL and abs(len(form) - len(name)) <= _PLURAL and form[:-1] in f"{name}s")
