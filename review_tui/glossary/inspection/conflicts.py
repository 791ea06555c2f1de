"""Flaws between the concepts of a glossary: renderings that several claim, that undo one another, that nobody uses."""

from collections.abc import Collection, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from review_tui.glossary.concept import ACCEPTED, BANNED, NO_TERMS, Concept, Rendering, Status
from review_tui.glossary.context import OTHERS, others_of, parse_context
from review_tui.glossary.folding import on_edges
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.inspection.flaw import EXAMPLES, Flaw
from review_tui.severity import Severity
from review_tui.text.count import first_few


def shared_renderings(glossary: Glossary) -> Iterator[Flaw]:
    """Name renderings that two concepts accept, where no context tells them apart."""
    for zh, claims in _claims(glossary, ACCEPTED).items():
        if len({concept.id for concept, _ in claims}) < 2:
            continue
        open_claims = [rendering for _, rendering in claims if not rendering.context]
        severity = Severity.WARNING if len(open_claims) > 1 and _both_preferred(claims) else Severity.INFO
        concept, rendering = claims[-1]
        names = first_few(list(dict.fromkeys(repr(each.id) for each, _ in claims)), EXAMPLES, " and ")
        message = f"{zh!r} is a rendering of {names}: where no link or context decides, it is taken for neither"
        yield Flaw("rendering-shared", severity, rendering.path, rendering.line, message, concept.id, zh)


def _both_preferred(claims: list[tuple[Concept, Rendering]]) -> bool:
    return sum(rendering.status is Status.PREFERRED and not rendering.context for _, rendering in claims) > 1


def banned_renderings_in_use(glossary: Glossary) -> Iterator[Flaw]:
    """Name forbidden renderings that are another concept's preferred one, or stand inside their own."""
    preferred = _claims(glossary, (Status.PREFERRED,))
    for concept in _terms(glossary):
        own = concept.preferred
        for rendering in concept.renderings:
            if rendering.status not in BANNED:
                continue
            about = (rendering.path, rendering.line)
            zh = rendering.zh
            for other, _ in preferred.get(zh, ()):
                if not rendering.context:
                    message = (
                        f"{zh!r} is {rendering.status} here and preferred for {other.id!r}: without a context that "
                        "tells the two apart, neither counts"
                    )
                    yield Flaw("banned-preferred", Severity.WARNING, *about, message, concept.id, zh)
            if own is not None and zh in own.zh:
                message = (
                    f"{zh!r} is {rendering.status} and stands inside the preferred {own.zh!r}: it never shows there"
                )
                yield Flaw("banned-inside", Severity.INFO, *about, message, concept.id, zh)


def contexts_that_never_hold(glossary: Glossary) -> Iterator[Flaw]:
    """Name contexts whose only word is `*`, where the concept accepts nothing that it could stand for."""
    for concept in _terms(glossary):
        accepted = concept.accepted
        for rendering in concept.renderings:
            if OTHERS not in rendering.context:
                continue
            context = parse_context(rendering.context)
            if set(context.asked_for) == {OTHERS} and not others_of(accepted, rendering.zh):
                message = (
                    f"the context of {rendering.zh!r} asks for another rendering of {concept.id!r}, which accepts none "
                    "that could stand beside it: outside links the row never counts"
                )
                about = (rendering.path, rendering.line)
                yield Flaw("context-never", Severity.WARNING, *about, message, concept.id, rendering.zh)


def renderings_inside_others(glossary: Glossary) -> Iterator[Flaw]:
    """Name renderings that stand inside those of other concepts: there the longer one wins."""
    owners: dict[str, dict[str, Rendering]] = {}
    for concept in _terms(glossary):
        for rendering in concept.renderings:
            if rendering.status in ACCEPTED:
                owners.setdefault(rendering.zh, {})[concept.id] = rendering
    if not owners:
        return
    words = tuple(owners)
    automaton = AhoCorasick(words, MatchKind.Standard)
    longer: dict[str, list[str]] = {}
    for word in words:
        for index, start, end in automaton.find_matches_as_indexes(word, overlapping=True):
            inner = words[index]
            if (
                end - start < len(word)
                and on_edges(word, start, end)
                and not owners[inner].keys() & owners[word].keys()
            ):
                several = longer.setdefault(inner, [])
                if several[-1:] != [word]:
                    several.append(word)
    for inner, several in longer.items():
        concept_id, rendering = next(iter(owners[inner].items()))
        named = "、".join(several[:EXAMPLES]) + ("、…" if len(several) > EXAMPLES else "")
        count = "a rendering" if len(several) == 1 else f"{len(several):,} renderings"
        message = f"{inner!r} stands inside {count} of other concepts ({named}): there the longer one counts"
        yield Flaw("term-inside", Severity.INFO, rendering.path, rendering.line, message, concept_id, inner)


def unused_concepts(glossary: Glossary, used: Collection[str]) -> Iterator[Flaw]:
    """Name concepts whose ids are not among those that some articles speak of."""
    for concept in _terms(glossary):
        if concept.id not in used and concept.renderings:
            first = min(concept.renderings, key=lambda rendering: (str(rendering.path), rendering.line))
            message = f"{concept.id!r} does not come up in the articles"
            yield Flaw("concept-unused", Severity.INFO, first.path, first.line, message, concept.id)


def _claims(glossary: Glossary, statuses: tuple[Status, ...]) -> dict[str, list[tuple[Concept, Rendering]]]:
    claims: dict[str, list[tuple[Concept, Rendering]]] = {}
    for concept in _terms(glossary):
        for rendering in concept.renderings:
            if rendering.status in statuses:
                claims.setdefault(rendering.zh, []).append((concept, rendering))
    return claims


def _terms(glossary: Glossary) -> Iterator[Concept]:
    return (concept for concept in glossary.concepts if concept.kind not in NO_TERMS)
