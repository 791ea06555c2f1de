"""Why what the articles suggest is no rendering: it is a piece of one, or overruns one, or is another concept's."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from review_tui.article.han import HAN
from review_tui.article.slug import folded
from review_tui.glossary.concept import BANNED, Concept, Kind
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.mining.evidence import Seen
from review_tui.glossary.mining.sightings import GLOSS, INSIDE, SPLIT

_LONG_TERM = 40  # code points; no longer words are looked for inside others


class ConceptEvidence(Struct):
    """The renderings of one concept while they are judged. `slugs` are what it is called by in links."""

    id: str
    slugs: list[str] = []
    articles: set[int] = set()
    seen: dict[str, Seen] = {}
    faults: dict[str, str] = {}
    concept: Concept | None = None


def split_fault(seen: Seen) -> str:
    """Return why what was seen is no rendering, if it was seen in split links only."""
    return "joined from a split link" if set(seen.origins) == {SPLIT} else ""


def reject_pieces(group: ConceptEvidence) -> None:
    """Reject what is a piece of a rendering of its own concept, or holds one with more around it.

    What the whole rendering is, the glossary tells, or a term with the English in brackets behind it: 国内生产 is a
    piece in `[国内生产](/gdp)总值 (GDP)`. Where the glossary has 房利美, 抵押贷款巨头房利美 is rejected and counts as a
    use of 房利美.
    """
    accepted = [item.zh for item in group.concept.accepted if HAN.search(item.zh)] if group.concept is not None else []
    known = sorted(accepted, key=len, reverse=True)
    inside: dict[str, int] = {}
    articles: dict[str, set[int]] = {}
    glossed = {zh for zh, seen in group.seen.items() if GLOSS in seen.origins and not group.faults[zh]}
    anchored = {zh for zh, seen in group.seen.items() if set(seen.origins) - {GLOSS} and not group.faults[zh]}
    ends = {other[start:]: other for other in sorted(anchored) for start in range(1, min(len(other), _LONG_TERM))}
    starts = {other[:end]: other for other in sorted(glossed) for end in range(1, min(len(other), _LONG_TERM))}
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
            articles.setdefault(shorter, set()).update(group.seen[zh].articles)
    for zh, count in inside.items():
        seen = group.seen.setdefault(zh, Seen())
        seen.uses += count
        seen.articles |= articles[zh]
        seen.origins[INSIDE] += count
        group.faults.setdefault(zh, "")


def reject_overruns(group: ConceptEvidence) -> None:
    """Reject what holds a commoner rendering of its own concept: 抵押贷款行业 beside 抵押贷款."""
    kept = {zh: number for number, (zh, fault) in enumerate(group.faults.items()) if not fault}
    for zh in kept:
        for other in sorted(_held(zh, kept), key=lambda other: kept[other]):
            if _uses(group, other) > _uses(group, zh):
                group.faults[zh] = f"overruns {other}"
                break


def _held(zh: str, others: Mapping[str, int]) -> Iterator[str]:
    """Yield those of the other words that stand inside some words."""
    if len(others) < len(zh) ** 2:
        yield from (other for other in others if other != zh and other in zh)
        return
    lengths = range(1, min(len(zh), _LONG_TERM))
    yield from {
        zh[start : start + length] for length in lengths for start in range(len(zh) - length + 1)
    } & others.keys()


def reject_strangers(groups: dict[str, ConceptEvidence], glossary: Glossary) -> None:
    """Reject what is another concept's: in the glossary, or because that one's links have it more often."""
    owners: dict[str, list[ConceptEvidence]] = {}
    for group in groups.values():
        for zh, fault in group.faults.items():
            if not fault:
                owners.setdefault(zh, []).append(group)
    for zh, several in owners.items():
        best = max(several, key=lambda group: _uses(group, zh))
        for group in several:
            known = group.concept.rendering(zh) if group.concept is not None else None
            if known is not None:
                if known.status in BANNED:
                    group.faults[zh] = f"{known.status} in the glossary"
                continue
            owning = [each for each in glossary.concepts_of(zh) if each.kind is not Kind.HEADING and each.accepts(zh)]
            if owning and owning[0] is not group.concept:
                group.faults[zh] = f"belongs to {owning[0].id}"
            elif _uses(best, zh) > _uses(group, zh):
                group.faults[zh] = f"belongs to {best.id}"
            else:
                group.faults[zh] = _banned_fault(group, zh, glossary)


def _banned_fault(group: ConceptEvidence, zh: str, glossary: Glossary) -> str:
    """Return why words cannot be a rendering: they are banned for a concept whose slug is a part of this one's.

    锻炼 is banned for `workout`, and so for `workout-agreement`. Empty where that is not so.
    """
    words = [set(slug.split("-")) for slug in group.slugs]
    for concept in glossary.concepts_of(zh):
        rendering = concept.rendering(zh)
        name = set(folded(concept.id).split("-"))
        if rendering and rendering.status in BANNED and any(name <= each for each in words):
            return f"{rendering.status} in the glossary"
    return ""


def _uses(group: ConceptEvidence, zh: str) -> tuple[int, int]:
    return len(group.seen[zh].articles), group.seen[zh].uses
