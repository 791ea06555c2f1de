"""What the term rules share: which mentions count, and how a rendering is put in another's place."""

from review_tui.article import Edit
from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.glossary.matcher import Mention
from review_tui.rules.model import Fix, Rule
from review_tui.rules.reading import Reading

MOST_CHOICES = 4  # fixes offered for one finding: more is a list to search, not a choice
MOST_CHOICES = 4  # fixes offered for one finding: more is a list to search, not a choice
ACCEPTED = (Status.PREFERRED, Status.ADMITTED)


def accepted(concept: Concept, pos: str | None = None) -> list[Rendering]:
    """Return the renderings that may stand, the preferred first; of one part of speech where `pos` is given."""
    found = [item for item in concept.renderings if item.status in ACCEPTED and pos in (None, item.pos)]
    return sorted(found, key=lambda item: item.status.order)


def replacements(reading: Reading, rule: Rule, mention: Mention) -> tuple[Fix, ...]:
    """Return fixes that put each accepted rendering in a mention's place, the preferred first.

    None where the mention is broken by markup or lies in a value whose characters have no place of their own: there a
    replacement would take the markup with it.
    """
    concept, rendering = mention.concept, mention.rendering
    if concept is None or rendering is None:
        return ()
    span = reading.article.prose.span(mention.start, mention.end)
    if span.cut(reading.article.text) != reading.article.prose.text[mention.start : mention.end]:
        return ()
    choices = _choices(reading, concept, rendering)
    return tuple([rule.mend(Edit(span, zh), label=zh) for zh in choices if zh != rendering.zh])


def _choices(reading: Reading, concept: Concept, rendering: Rendering) -> list[str]:
    """Return what may stand instead of a rendering: the preferred word, those in use in the article, then others."""
    key = (concept.id, rendering.pos)
    known = reading.choices.get(key)
    if known is None:
        fitting = accepted(concept, rendering.pos) or accepted(concept)
        used = reading.renderings_in_use
        fitting.sort(key=lambda item: (item.status.order, item.zh not in used))
        known = reading.choices[key] = [item.zh for item in fitting[:MOST_CHOICES]]
    return known


def advice(concept: Concept, rendering: Rendering) -> str:
    """Return what to write instead and the reason the glossary gives, for the end of a message."""
    choices = accepted(concept, rendering.pos) or accepted(concept)
    instead = f"; use {choices[0].zh}" if choices else ""
    return f"{instead} ({rendering.note})" if rendering.note else instead
