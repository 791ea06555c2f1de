"""What the term rules share: which mentions count, and how a rendering is put in another's place."""

from review_tui.article import Edit, Span
from review_tui.glossary.concept import ACCEPTED, Concept, Rendering
from review_tui.glossary.matcher import Mention
from review_tui.rules.model import Fix, Rule
from review_tui.rules.reading import Reading, once_a_concept

MOST_CHOICES = 4  # fixes offered for one finding: more is a list to search, not a choice


def accepted(concept: Concept, pos: str | None = None) -> list[Rendering]:
    """Return the renderings that may stand, the preferred first; of one part of speech where `pos` is given."""
    found = [item for item in concept.renderings if item.status in ACCEPTED and pos in (None, item.pos)]
    return sorted(found, key=lambda item: item.status.order)


def fitting(reading: Reading, concept: Concept, pos: str) -> list[Rendering]:
    """Return what may stand for a concept of the glossary: the renderings of one part of speech, or else of any."""
    by_pos = _accepted_by_pos(reading, concept)
    return by_pos.get(pos) or by_pos[None]


@once_a_concept
def _accepted_by_pos(concept: Concept) -> dict[str | None, list[Rendering]]:
    """Return the accepted renderings by part of speech, the preferred first; under None all of them."""
    found = {None: accepted(concept)}
    return found | {pos: accepted(concept, pos) for pos in {item.pos for item in found[None]}}


def replacements(reading: Reading, rule: Rule, mention: Mention, span: Span) -> tuple[Fix, ...]:
    """Return fixes that put each accepted rendering in the place of a mention, which is `span`, the preferred first.

    None where the mention is broken by markup or lies in a value whose characters have no place of their own: there a
    replacement would take the markup with it.
    """
    concept, rendering = mention.concept, mention.rendering
    if concept is None or rendering is None:
        return ()
    if span.cut(reading.article.text) != reading.article.prose.text[mention.start : mention.end]:
        return ()
    choices = _choices(reading, concept, rendering)
    return tuple([rule.mend(Edit(span, zh), label=zh) for zh in choices if zh != rendering.zh])


def _choices(reading: Reading, concept: Concept, rendering: Rendering) -> list[str]:
    """Return what may stand instead of a rendering: the preferred word, those in use in the article, then others."""
    key = (concept.id, rendering.pos)
    known = reading.choices.get(key)
    if known is None:
        used = reading.renderings_in_use
        found = sorted(
            fitting(reading, concept, rendering.pos), key=lambda item: (item.status.order, item.zh not in used)
        )
        known = reading.choices[key] = [item.zh for item in found[:MOST_CHOICES]]
    return known


def advice(reading: Reading, concept: Concept, rendering: Rendering) -> str:
    """Return what to write instead and the reason the glossary gives, for the end of a message."""
    choices = fitting(reading, concept, rendering.pos)
    instead = f"; use {choices[0].zh}" if choices else ""
    return f"{instead} ({rendering.note})" if rendering.note else instead
