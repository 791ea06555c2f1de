"""Which of a concept's renderings an article has chosen: what T703 measures the others by, and fixes offer first."""

from msgspec import Struct

from review_tui.glossary.concept import ACCEPTED, Concept, Kind
from review_tui.glossary.search.matcher import Mention
from review_tui.rules.reading import Reading, once_per_reading
from review_tui.rules.terms.shared.inner import InnerUse, Key, inner_uses

_CHOSEN = 2  # a rendering that stands more than so many times as often as the preferred one is the article's choice
_CHOSEN_IN_TITLE = 1  # the same for a rendering that stands in the title


class Uses(Struct, frozen=True, gc=False):
    """Where the accepted renderings of a concept stand that are of one class: alone, and inside longer terms.

    Both by the Chinese words. A class is what `Rendering.compared_as` tells.
    """

    concept: Concept
    alone: dict[str, list[Mention]]
    inside: dict[str, list[InnerUse]]

    @property
    def counts(self) -> dict[str, int]:
        """Return how often each rendering stands, in either way."""
        counts = {zh: len(mentions) for zh, mentions in self.alone.items()}
        for zh, uses in self.inside.items():
            counts[zh] = counts.get(zh, 0) + len(uses)
        return counts


@once_per_reading
def uses_by_class(reading: Reading) -> dict[Key, Uses]:
    """Return the uses of each concept in an article, by its id and the class of its renderings.

    There are such where a rendering stands alone, or several different ones stand inside longer terms. Uses inside a
    longer term do not count where the article has several renderings of that term: then that is what T703 reports.
    """
    uses: dict[Key, Uses] = {}
    several: set[str] = set()  # the concepts with several renderings that stand alone
    for (concept_id, zh), mentions in reading.mentions_by_rendering.items():
        concept, rendering = mentions[0].claims[0]
        if rendering.status in ACCEPTED:
            key = (concept_id, rendering.compared_as)
            known = uses.get(key)
            if known is None:
                uses[key] = Uses(concept, {zh: mentions}, {})
            else:
                known.alone[zh] = mentions
                several.add(concept_id)
    for key, parts in inner_uses(reading, uses).items():
        inside = _without_owners(parts, several)
        if key in uses:
            uses[key].inside.update(inside)
        elif len(inside) > 1:
            uses[key] = Uses(next(iter(inside.values()))[0].concept, {}, inside)
    return uses


def _without_owners(parts: dict[str, list[InnerUse]], owners: set[str]) -> dict[str, list[InnerUse]]:
    """Return the uses inside longer terms, by words, without those inside terms of certain concepts."""
    kept = {zh: [use for use in uses if use.whole.claims[0].concept.id not in owners] for zh, uses in parts.items()}
    return {zh: uses for zh, uses in kept.items() if uses}


def chosen_of(reading: Reading, uses: Uses, compared_as: str) -> str:
    """Return the rendering that an article has chosen: the preferred one, or the commonest in one of these cases.

    - There is no preferred one, or it is of another class than `compared_as`: 期货, beside 期货合约 and 期货合同.
    - The two are the same but for a 的.
    - The commonest stands more than twice as often, or if it is in the article's title, more often.

    Of two that are as common, it is the one that stands inside longer terms only: the other can be put right alone.
    Where both or neither do, it is the one that is a part of the preferred one: 准备金, where that is 银行准备金.
    """
    concept, counts = uses.concept, uses.counts
    whole = preferred_words(concept)
    first, often = max(counts.items(), key=lambda use: (use[1], use[0] not in uses.alone, use[0] in whole))
    best = concept.preferred
    if best is None or best.compared_as != compared_as:
        return first
    preferred = best.zh
    if _without_particle(first) == _without_particle(preferred):
        return first
    if concept.kind is Kind.KEEP or preferred in first:
        return preferred
    seldom = sum(count for zh, count in counts.items() if preferred in zh)
    most = _CHOSEN_IN_TITLE if first in reading.article.title else _CHOSEN
    return preferred if often <= most * seldom else first


def _without_particle(zh: str) -> str:
    """Return a rendering without 的: whether that stands between two nouns or not, they say the same."""
    return zh.replace("的", "")


def preferred_words(concept: Concept) -> str:
    """Return the preferred rendering, or nothing where there is none."""
    return concept.preferred.zh if concept.preferred else ""
