"""Candidates for the glossary, one after another: what is provisional in it, and what the open articles suggest.

First comes what it pays most to settle: articles times (1 - HHI). Accepting and rejecting return another glossary and
leave the old one as it was, so that undo is keeping it.
"""

from collections.abc import Container, Iterable

from msgspec import Struct
from msgspec.structs import replace

from review_tui.article import Article
from review_tui.glossary.concept import Concept, Kind, Rendering, Status
from review_tui.glossary.edit import add_concept, add_rendering, remove_rendering, set_status
from review_tui.glossary.exchange.merge import MINED
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.mining.candidates import Candidate, candidates
from review_tui.glossary.mining.evidence import Evidence
from review_tui.glossary.mining.sightings import sightings_of

Name = tuple[str, str]


class WaitingCandidate(Struct, frozen=True):
    """A rendering that waits for a verdict. `rivals` are the others of its concept with their statuses.

    `uses` and `articles` are what mining counted, 0 where it did not. `is_row` tells that it stands in the glossary;
    else an open article suggests it.
    """

    concept: str
    en: tuple[str, ...]
    zh: str
    slugs: tuple[str, ...] = ()
    uses: int = 0
    articles: int = 0
    urgency: float = 0.0
    origin: str = ""
    rivals: tuple[Rendering, ...] = ()
    is_row: bool = True

    @property
    def name(self) -> Name:
        """Return what tells it from all others: concept and rendering."""
        return self.concept, self.zh

    @property
    def verdict(self) -> Status:
        """Return the status that it gets when it is accepted: preferred, unless another one is."""
        taken = any(rival.status is Status.PREFERRED for rival in self.rivals)
        return Status.ADMITTED if taken else Status.PREFERRED


def waiting(
    glossary: Glossary, articles: Iterable[Article] = (), rejected: Container[Name] = ()
) -> list[WaitingCandidate]:
    """Return what waits for a verdict, the most urgent first; what an article suggests not where it is `rejected`."""
    evidence = Evidence()
    for article in articles:
        evidence.add(sightings_of(article))
    mined = candidates(evidence, glossary) if evidence.articles else []
    counted = {(each.concept, each.zh): each for each in mined}
    found: dict[Name, WaitingCandidate] = {}
    for concept in glossary.concepts:
        if concept.kind is Kind.BLOCKER:
            continue
        for rendering in concept.renderings:
            if rendering.status is Status.PROVISIONAL:
                each = _of_row(concept, rendering, counted.get((concept.id, rendering.zh)))
                found[each.name] = each
    for candidate in mined:
        if not candidate.fault and not candidate.known:
            each = _of_article(candidate, glossary)
            if each.name not in rejected:
                found.setdefault(each.name, each)
    return sorted(found.values(), key=lambda each: (-each.urgency, -each.articles, -each.uses, each.name))


def fresh(candidate: WaitingCandidate, glossary: Glossary) -> WaitingCandidate:
    """Return the candidate with the renderings that its concept has by now."""
    concept = glossary.named(candidate.concept)
    rivals = concept.renderings if concept is not None else ()
    others = tuple(each for each in rivals if not candidate.is_row or each.zh != candidate.zh)
    return replace(candidate, rivals=others)


def accept(glossary: Glossary, candidate: WaitingCandidate, zh: str, today: str = "") -> Glossary:
    """Return the glossary with the candidate accepted, as `zh` where an editor changed the words.

    Raises EditError where that cannot be, as when `zh` is empty.
    """
    zh = zh.strip()
    concept = glossary.named(candidate.concept)
    old = concept.rendering(candidate.zh) if concept is not None and candidate.is_row else None
    known = concept.rendering(zh) if concept is not None else None
    if concept is not None and known is not None:
        if known.status is Status.PROVISIONAL:
            glossary = set_status(glossary, concept.id, zh, candidate.verdict, today)
        return remove_rendering(glossary, concept.id, candidate.zh) if old is not None and zh != old.zh else glossary
    new = Rendering(zh, candidate.verdict, origin=candidate.origin, updated=today)
    if old is not None:
        new = replace(old, zh=zh, status=candidate.verdict, updated=today or old.updated)
    if concept is None:
        return add_concept(glossary, Concept(candidate.concept, candidate.en, slugs=candidate.slugs, renderings=(new,)))
    glossary = add_rendering(glossary, concept.id, new)
    return remove_rendering(glossary, concept.id, candidate.zh) if old is not None else glossary


def reject(glossary: Glossary, candidate: WaitingCandidate) -> Glossary:
    """Return the glossary without the candidate; the one that was given where it does not stand in it."""
    concept = glossary.named(candidate.concept)
    if not candidate.is_row or concept is None or concept.rendering(candidate.zh) is None:
        return glossary
    return remove_rendering(glossary, concept.id, candidate.zh)


def _of_row(concept: Concept, rendering: Rendering, mined: Candidate | None) -> WaitingCandidate:
    cells = dict(rendering.extra)  # what `glossary mine` wrote besides
    return WaitingCandidate(
        concept.id,
        concept.en,
        rendering.zh,
        concept.slugs,
        _number(cells.get("uses", "")) or (mined.uses if mined else 0),
        _number(cells.get("articles", "")) or (mined.articles if mined else 0),
        _figure(cells.get("urgency", "")) or (mined.urgency if mined else 0.0),
        rendering.origin,
        tuple(other for other in concept.renderings if other is not rendering),
    )


def _of_article(mined: Candidate, glossary: Glossary) -> WaitingCandidate:
    known = glossary.named(mined.concept)
    return WaitingCandidate(
        known.id if known is not None else mined.concept,
        (known.en if known is not None else ()) or mined.en,
        mined.zh,
        () if known is not None else mined.slugs,
        mined.uses,
        mined.articles,
        mined.urgency,
        f"{MINED}{mined.origin}",
        known.renderings if known is not None else (),
        is_row=False,
    )


def _number(cell: str) -> int:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 10 else 0


def _figure(cell: str) -> float:
    try:
        figure = float(cell)
    except ValueError:
        return 0.0
    return figure if 0 <= figure < 1e9 else 0.0
