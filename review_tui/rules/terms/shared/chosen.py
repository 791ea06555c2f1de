"""Which of a concept's renderings an article has chosen: what T703 measures the others by, and fixes offer first."""

from collections import Counter
from typing import NamedTuple

from review_tui.glossary.concept import ACCEPTED, Concept, Kind
from review_tui.glossary.search.matcher import Mention
from review_tui.rules.reading import Reading, once_a_reading
from review_tui.rules.terms.shared.inner import Inner, Key, inner_uses

_CHOSEN = 2  # more than so many times as often as the preferred rendering: an article has chosen for itself
_CHOSEN_IN_TITLE = 1  # the same for a rendering that stands in the title


class Uses(NamedTuple):
    """Where the accepted renderings of a concept stand that are of one class: alone, and inside longer terms."""

    concept: Concept
    alone: dict[str, list[Mention]]
    inside: dict[str, list[Inner]]

    @property
    def counts(self) -> Counter[str]:
        """How often each stands in either way."""
        names = (*self.alone, *self.inside)
        return Counter({zh: len(self.alone.get(zh, ())) + len(self.inside.get(zh, ())) for zh in names})

    @property
    def are_several(self) -> bool:
        """Tell whether there are several renderings."""
        return len(self.alone) > 1 or (bool(self.inside) and len(self.alone.keys() | self.inside.keys()) > 1)


@once_a_reading
def uses_by_class(reading: Reading) -> dict[Key, Uses]:
    """Return the uses of each concept, by its id and the class of renderings.

    One of them stands alone, or several stand inside longer terms: one term that is always said in one compound is
    spoken of by that. Inside longer terms that are inconsistent themselves none counts: of these only that is told.
    """
    found: dict[Key, dict[str, list[Mention]]] = {}
    for (concept_id, zh), mentions in reading.mentions_by_rendering.items():
        rendering = mentions[0].claims[0].rendering
        if rendering.status in ACCEPTED:
            found.setdefault((concept_id, rendering.compared_as), {})[zh] = mentions
    several = {concept_id for (concept_id, _), alone in found.items() if len(alone) > 1}
    uses: dict[Key, Uses] = {}
    inner = inner_uses(reading, found)
    for key, alone in found.items():
        inside = _told(inner.pop(key), several) if key in inner else {}
        uses[key] = Uses(next(iter(alone.values()))[0].claims[0].concept, alone, inside)
    for key, parts in inner.items():
        inside = _told(parts, several)
        if len(inside) > 1:
            uses[key] = Uses(next(iter(inside.values()))[0].concept, {}, inside)
    return uses


def _told(parts: dict[str, list[Inner]], several: set[str]) -> dict[str, list[Inner]]:
    """Return the uses inside longer terms without those in terms that are inconsistent themselves."""
    told = {zh: [use for use in uses if use.whole.claims[0].concept.id not in several] for zh, uses in parts.items()}
    return {zh: uses for zh, uses in told.items() if uses}


def chosen_of(reading: Reading, uses: Uses, compared_as: str) -> str:
    """Return the rendering that the others are measured by: the preferred one, unless the commonest outnumbers it.

    Where the preferred one is of another class than these (期货, beside 期货合约 and 期货合同), it is no measure.
    """
    concept, counts = uses.concept, uses.counts
    first, often = counts.most_common(1)[0]
    if concept.preferred is None or concept.preferred.compared_as != compared_as:
        return first
    preferred = concept.preferred.zh
    seldom = sum(count for zh, count in counts.items() if preferred in zh)
    most = _CHOSEN_IN_TITLE if first in reading.article.title else _CHOSEN
    if concept.kind is Kind.KEEP or preferred in first or often <= most * seldom:
        return preferred
    return first


def preferred_words(concept: Concept) -> str:
    """Return the preferred rendering, or nothing where there is none."""
    return concept.preferred.zh if concept.preferred else ""
