"""Which renderings go where: a machine gets one per English term, a person all that may be used."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from review_tui.glossary.concept import ACCEPTED, Concept, Kind, Rendering, Status
from review_tui.glossary.exchange.model import Losses

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Pair(NamedTuple):
    """An English term and the rendering that it shall get."""

    en: str
    zh: str
    concept: Concept
    rendering: Rendering


def terms(concepts: Iterable[Concept], losses: Losses) -> Iterator[Concept]:
    """Yield the concepts that are terms of a language: no blockers, and no headings with an X in them."""
    for concept in concepts:
        if concept.kind is Kind.BLOCKER:
            for rendering in concept.renderings:
                losses.add("blockers", rendering.zh)
        elif concept.kind is Kind.HEADING:
            for rendering in concept.renderings:
                losses.add("renderings of whole headings", rendering.zh)
        elif not concept.en:
            losses.add("concepts without an English term", concept.id)
        else:
            yield concept


def usable(concept: Concept, losses: Losses, also: tuple[Status, ...] = ()) -> list[Rendering]:
    """Return the renderings that a translator may use, the best first; `also` names further statuses to take."""
    kept = []
    for rendering in concept.renderings:
        if rendering.status in ACCEPTED or rendering.status in also:
            kept.append(rendering)
        else:
            losses.add(f"{rendering.status} renderings", rendering.zh)
    return kept


def chosen(concept: Concept, losses: Losses) -> Rendering | None:
    """Return the one rendering that a machine shall use: the preferred one, or the only one that is admitted."""
    fitting = usable(concept, losses)
    if not fitting:
        losses.add("concepts without a usable rendering", concept.id)
        return None
    if fitting[0].status is not Status.PREFERRED and len(fitting) > 1:
        losses.add("concepts without a preferred rendering", concept.id)
        return None
    for rendering in fitting[1:]:
        losses.add("admitted renderings, where another is preferred", rendering.zh)
    return fitting[0]


def pairs(concepts: Iterable[Concept], losses: Losses, *, longest: int | None = None) -> Iterator[Pair]:
    """Yield one pair for each English term. An English term of two concepts goes to the first.

    Terms with control characters are left out, and those of more than `longest` bytes in UTF-8. Several blanks in a row
    become one, as in most formats that have these pairs, so that no English term comes twice.
    """
    taken: dict[str, str] = {}  # the id of the concept that has a term
    for concept in terms(concepts, losses):
        rendering = chosen(concept, losses)
        if rendering is None:
            continue
        zh = " ".join(rendering.zh.split())
        for term in concept.en:
            en = " ".join(term.split())
            if not en or not zh or CONTROL.search(term.strip()) or CONTROL.search(rendering.zh.strip()):
                losses.add("terms that are empty or hold control characters", term)
            elif longest is not None and max(len(en.encode()), len(zh.encode())) > longest:
                losses.add(f"terms longer than {longest:,} bytes", en)
            elif en not in taken:
                taken[en] = concept.id
                yield Pair(en, zh, concept, rendering)
            elif taken[en] != concept.id:
                losses.add("English terms that another concept has already", f"{en} of {concept.id}")


def note_lost_conditions(concepts: Iterable[Concept], losses: Losses) -> None:
    """Note the preferred renderings whose conditions a format of pairs cannot hold."""
    for concept in concepts:
        for rendering in concept.renderings:
            if concept.kind is Kind.BLOCKER or rendering.status is not Status.PREFERRED:
                continue
            if rendering.context or rendering.not_before or rendering.not_after:
                losses.add("preferred renderings go without their context or guards", rendering.zh)
