"""Finding candidates for the glossary in articles that are there already.

What the articles suggest (see `sightings`) is no proof, so every candidate is provisional, and what cannot be a term is
rejected with the reason. First come the concepts that it pays most to settle: articles times (1 - HHI).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from review_tui.article.slug import normal_slug
from review_tui.glossary.concept import ACCEPTED, BANNED, Concept, Kind
from review_tui.glossary.consistency import urgency
from review_tui.glossary.exchange.gathering import id_of
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.sightings import GLOSS, INSIDE, SPLIT, Sightings, forms
from review_tui.glossary.termlike import HAN, fault_of

_PLURAL = 2  # letters more or less
_MOST_ENGLISH = 3  # anchors taken for one concept
_LONG_TERM = 40  # code points; no longer words are looked for inside others
_MOST_TERMS = 20  # English ones of one concept


@dataclass(slots=True)
class _Seen:
    """One rendering of one concept over many articles."""

    uses: int = 0
    articles: int = 0
    origins: Counter[str] = field(default_factory=Counter)
    en: Counter[str] = field(default_factory=Counter)
    fault: str = ""


@dataclass(slots=True)
class Evidence:
    """What many articles suggest: sightings by slug and rendering. Add up with `add`."""

    articles: int = 0
    slugs: dict[str, dict[str, _Seen]] = field(default_factory=dict)
    spread: Counter[str] = field(default_factory=Counter)
    glosses: dict[str, dict[str, _Seen]] = field(default_factory=dict)
    english: dict[str, Counter[str]] = field(default_factory=dict)
    titles: dict[str, list[str]] = field(default_factory=dict)
    spellings: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, sightings: Sightings) -> None:
        """Take in one article."""
        self.articles += 1
        here: set[tuple[str, str, str]] = set()
        for each in sightings.renderings:
            home = self.slugs if each.slug else self.glosses
            key = each.slug or each.en
            seen = home.setdefault(key, {}).setdefault(each.zh, _Seen())
            seen.uses += 1
            seen.origins[each.origin] += 1
            seen.fault = each.fault
            if each.en:
                seen.en[each.en] += 1
            place = (each.slug, key, each.zh)
            if place not in here:
                here.add(place)
                seen.articles += 1
        self.spread.update({key for _, key, _ in here})
        for slug, text in sightings.english:
            self.english.setdefault(slug, Counter())[text] += 1
        for slug, form in sightings.titles:
            known = self.titles.setdefault(slug, [])
            if form not in known:
                known.append(form)
        for slug, spelling in sightings.spellings:
            self.spellings.setdefault(slug, Counter())[spelling] += 1


@dataclass(frozen=True, slots=True)
class Candidate:
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


@dataclass(slots=True)
class _Group:
    """The renderings of one concept while they are judged."""

    id: str
    slug: str
    articles: int
    seen: dict[str, _Seen] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    concept: Concept | None = None


def candidates(evidence: Evidence, glossary: Glossary) -> list[Candidate]:
    """Return all candidates: those that can be terms first, by what settling them pays; then the rejected ones."""
    groups = _groups(evidence, glossary)
    for group in groups.values():
        for zh, seen in group.seen.items():
            group.faults[zh] = fault_of(zh) or seen.fault or _split_fault(seen)
        _reject_pieces(group)
        _reject_overruns(group)
    _reject_strangers(groups, glossary)
    several = Counter(group.concept.id for group in groups.values() if group.concept is not None)
    found: list[tuple[tuple[float, ...], Candidate]] = []
    for group in groups.values():
        kept = [seen.uses for zh, seen in group.seen.items() if not group.faults[zh]]
        pays = urgency(group.articles, kept)
        en = _english(group, evidence)
        spelling = evidence.spellings.get(group.slug)
        slugs = (spelling.most_common(1)[0][0],) if spelling else ()
        if group.concept is not None and several[group.concept.id] > 1:  # its rows have to be alike
            en, slugs = group.concept.en or en, ()
        for zh, seen in group.seen.items():
            known = group.concept.rendering(zh) if group.concept is not None else None
            candidate = Candidate(
                group.concept.id if group.concept is not None else group.id,
                en,
                zh,
                slugs,
                seen.uses,
                seen.articles,
                ", ".join(f"{origin} ×{count}" for origin, count in sorted(seen.origins.items())),
                pays,
                group.faults[zh],
                known.status.value if known is not None else "",
            )
            order = (bool(candidate.fault), -pays, -group.articles, -sum(kept))
            found.append((order, candidate))
    found.sort(key=lambda pair: (pair[0], pair[1].concept, -pair[1].uses, pair[1].zh))
    return [candidate for _, candidate in found]


def _groups(evidence: Evidence, glossary: Glossary) -> dict[str, _Group]:
    groups: dict[str, _Group] = {}
    # `federalfundsrate` of a link is `federal-funds-rate` of the glossary.
    spelt = {_compact(concept.id): concept for concept in glossary.concepts if concept.kind is not Kind.BLOCKER}
    for slug, seen in evidence.slugs.items():
        concept = glossary.by_slug(slug) or spelt.get(_compact(slug))
        group = groups.setdefault(slug, _Group(slug, slug, evidence.spread[slug], concept=concept))
        group.seen.update(seen)
    owners = _by_english(evidence, glossary)
    linked = {group.concept.id: slug for slug, group in groups.items() if group.concept is not None}
    for en, seen in evidence.glosses.items():
        slug = owners.get(en.casefold()) or owners.get(id_of(en)) or id_of(en)
        if not slug:
            continue
        concept = glossary.by_slug(slug)
        if concept is not None and slug not in groups:
            slug = linked.get(concept.id, slug)
        group = groups.setdefault(slug, _Group(slug, slug, evidence.spread[en], concept=concept))
        for zh, each in seen.items():
            mine = group.seen.setdefault(zh, _Seen())
            mine.uses += each.uses
            mine.articles = max(mine.articles, each.articles)
            mine.origins.update(each.origins)
            mine.fault = mine.fault or each.fault
            mine.en.update(each.en)
    return groups


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
        if concept.kind not in (Kind.BLOCKER, Kind.HEADING):
            for en in concept.en:
                owners.setdefault(en.casefold(), normal_slug(concept.id))
    return owners


def _split_fault(seen: _Seen) -> str:
    return "joined from a split link" if set(seen.origins) == {SPLIT} else ""


def _reject_pieces(group: _Group) -> None:
    """Reject what is a piece of a rendering of its own concept, or holds one, by the glossary and by the brackets.

    国内生产 of `[国内生产](/gdp)总值 (GDP)`; 抵押贷款巨头房利美 where the glossary has 房利美, which was seen then.
    """
    known = sorted(_accepted_of(group.concept), key=len, reverse=True)
    inside: dict[str, int] = {}
    articles: dict[str, int] = {}
    glossed = {zh for zh, seen in group.seen.items() if GLOSS in seen.origins and not group.faults[zh]}
    anchored = {zh for zh, seen in group.seen.items() if set(seen.origins) - {GLOSS} and not group.faults[zh]}
    ends = {other[place:]: other for other in sorted(anchored) for place in range(1, min(len(other), _LONG_TERM))}
    starts = {other[:place]: other for other in sorted(glossed) for place in range(1, min(len(other), _LONG_TERM))}
    for zh, fault in group.faults.items():
        if fault or zh in known:
            continue
        longer = next((other for other in known if zh in other), "")
        if not longer and zh in glossed and zh not in anchored:
            longer = ends.get(zh, "")
        if not longer and zh in anchored and zh not in glossed:
            longer = starts.get(zh, "")
        shorter = next((other for other in known if other in zh), "")
        if longer:
            group.faults[zh] = f"a part of {longer}"
        elif shorter:
            group.faults[zh] = f"overruns {shorter}"
            inside[shorter] = inside.get(shorter, 0) + 1
            articles[shorter] = max(articles.get(shorter, 0), group.seen[zh].articles)
    for zh, count in inside.items():
        seen = group.seen.setdefault(zh, _Seen())
        seen.uses += count
        seen.articles = max(seen.articles, articles[zh])
        seen.origins[INSIDE] += count
        group.faults.setdefault(zh, "")


def _accepted_of(concept: Concept | None) -> tuple[str, ...]:
    if concept is None:
        return ()
    return tuple(each.zh for each in concept.renderings if each.status in ACCEPTED and HAN.search(each.zh))


def _reject_overruns(group: _Group) -> None:
    """Reject what holds a commoner rendering of its own concept: 抵押贷款行业 beside 抵押贷款."""
    kept = {zh: number for number, (zh, fault) in enumerate(group.faults.items()) if not fault}
    for zh in kept:
        for other in sorted(_held(zh, kept), key=lambda other: kept[other]):
            if _uses(group, other) > _uses(group, zh):
                group.faults[zh] = f"overruns {other}"
                break


def _held(zh: str, others: Mapping[str, int]) -> Iterator[str]:
    """Yield which of some other words some words hold."""
    if len(others) < len(zh) ** 2:
        yield from (other for other in others if other != zh and other in zh)
        return
    lengths = range(1, min(len(zh), _LONG_TERM))
    yield from {
        zh[start : start + length] for length in lengths for start in range(len(zh) - length + 1)
    } & others.keys()


def _reject_strangers(groups: dict[str, _Group], glossary: Glossary) -> None:
    """Reject what is another concept's: in the glossary, or because that one's links have it more often."""
    owners: dict[str, list[_Group]] = {}
    for group in groups.values():
        for zh, fault in group.faults.items():
            if not fault:
                owners.setdefault(zh, []).append(group)
    for zh, several in owners.items():
        best = max(several, key=lambda group: (group.seen[zh].articles, group.seen[zh].uses))
        for group in several:
            known = group.concept.rendering(zh) if group.concept is not None else None
            if known is not None:
                if known.status in BANNED:
                    group.faults[zh] = f"{known.status} in the glossary"
                continue
            stranger = next((each for each in glossary.concepts_of(zh) if _accepts(each, zh)), None)
            if stranger is not None and stranger is not group.concept:
                group.faults[zh] = f"belongs to {stranger.id}"
            elif _uses(best, zh) > _uses(group, zh):
                group.faults[zh] = f"belongs to {best.id}"
            else:
                group.faults[zh] = _banned_fault(group, zh, glossary)


def _banned_fault(group: _Group, zh: str, glossary: Glossary) -> str:
    """Return why words are banned for a concept whose name this one's holds: 锻炼 for `workout-agreement`."""
    words = set(group.slug.split("-"))
    for concept in glossary.concepts_of(zh):
        rendering = concept.rendering(zh)
        banned = rendering is not None and rendering.status in BANNED
        if rendering is not None and banned and set(normal_slug(concept.id).split("-")) <= words:
            return f"{rendering.status} in the glossary"
    return ""


def _accepts(concept: Concept, zh: str) -> bool:
    rendering = concept.rendering(zh)
    return concept.kind is not Kind.HEADING and rendering is not None and rendering.status in ACCEPTED


def _uses(group: _Group, zh: str) -> tuple[int, int]:
    return group.seen[zh].articles, group.seen[zh].uses


def _english(group: _Group, evidence: Evidence) -> tuple[str, ...]:
    """Return the English terms of a concept: its article's title, anchors, brackets; else the words of its slug."""
    found: list[str] = list(evidence.titles.get(group.slug, ()))
    anchors = [form for text, _ in evidence.english.get(group.slug, Counter()).most_common() for form in forms(text)]
    name = _compact(group.slug)
    # An anchor that spells the slug is the term; another may be what the sentence made of it.
    spelt = [form for form in anchors if _spells(_compact(form), name)]
    found += spelt[:_MOST_ENGLISH] or [form for form in anchors[:1] if name not in _compact(form)]
    for seen in group.seen.values():
        found += [en for en, _ in seen.en.most_common(2)]
    if not found and group.concept is not None:
        found = list(group.concept.en)
    if not found:
        found = [group.slug.replace("-", " ")]
    unique: dict[str, str] = {}
    for term in found:
        unique.setdefault(term.casefold(), term)
    return tuple(islice(unique.values(), _MOST_TERMS))


def _spells(form: str, name: str) -> bool:
    """Tell whether an English term is a slug's, give or take a plural: both in small letters and digits only."""
    return form == name or (len(form) > _PLURAL and abs(len(form) - len(name)) <= _PLURAL and form[:-1] in f"{name}s")


def _compact(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
