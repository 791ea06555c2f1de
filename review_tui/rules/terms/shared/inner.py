"""Renderings inside those of longer terms: 止赎 in 止赎申请, which renders foreclosure as well."""

from collections.abc import Container, Iterator
from typing import NamedTuple

from msgspec import Struct

from review_tui.glossary.concept import ACCEPTED, Concept, Kind, Rendering
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.matcher import Mention
from review_tui.rules.reading import Reading, once_per_glossary

Key = tuple[str, str]
"""A concept's id, and the class within which its renderings are rivals (`Rendering.compared_as`)."""

_LEAST = 2  # characters of a part


class InnerUse(Struct, frozen=True, gc=False):
    """Where words stand that begin or end the mention of a longer term, and are a rendering of another concept.

    `start` and `end` are code points of the prose; `whole` is the mention of the longer term.
    """

    start: int
    end: int
    zh: str
    whole: Mention
    concept: Concept


class InnerRendering(NamedTuple):
    """A rendering of another concept inside a longer one; `offset` is where it begins there (code points)."""

    concept: Concept
    key: Key
    zh: str
    offset: int


def inner_uses(reading: Reading, spoken_of: Container[Key]) -> dict[Key, dict[str, list[InnerUse]]]:
    """Return where accepted renderings stand inside longer terms, by concept and class, and then by words.

    They are those of the concepts and classes in `spoken_of`, and of others of which several stand there. A longer term
    counts where its English holds the concept's: a foreclosure filing is about foreclosure, but 证券 in 证券公司
    (securities firm) is not about notes. It counts, too, where another rendering of it differs in nothing but the part:
    支付保费 and 支付保险费 (premium payment) are about 保费 and 保险费 (insurance premium).
    """
    found: dict[Key, dict[str, list[tuple[InnerRendering, list[Mention]]]]] = {}
    for (_, zh), mentions in reading.mentions_by_rendering.items():
        for part in parts_of(reading.glossary, mentions[0].claims[0].concept, zh):
            found.setdefault(part.key, {}).setdefault(part.zh, []).append((part, mentions))
    return {
        key: {zh: list(_inside(holders)) for zh, holders in parts.items()}
        for key, parts in found.items()
        if len(parts) > 1 or key in spoken_of
    }


@once_per_glossary
def parts_of(glossary: Glossary, whole: Concept, zh: str) -> tuple[InnerRendering, ...]:
    """Return the accepted renderings of other concepts that `zh` begins or ends with, an accepted one of `whole`.

    Of several of one concept that is the longest: 按揭贷款 in 按揭贷款申请, and not 按揭, too. A name has none: nobody
    chose its words in this article, so 波动率指数 does not speak against 波动性.
    """
    if whole.kind is Kind.NAME or not whole.accepts(zh):
        return ()
    found: dict[Key, InnerRendering] = {}
    for size in range(len(zh) - 1, _LEAST - 1, -1):
        for part, offset in ((zh[:size], 0), (zh[-size:], len(zh) - size)):
            for concept in glossary.concepts_of(part):
                rendering = concept.rendering(part)
                if rendering is None or rendering.status not in ACCEPTED or concept.id == whole.id:
                    continue
                key = (concept.id, rendering.compared_as)
                if key not in found and (_is_about(whole, concept) or _has_both(whole, zh, offset, concept, rendering)):
                    found[key] = InnerRendering(concept, key, part, offset)
    return tuple(found.values())


def _inside(holders: list[tuple[InnerRendering, list[Mention]]]) -> Iterator[InnerUse]:
    """Yield the uses of one rendering inside longer ones, each of which comes with its mentions."""
    for part, mentions in holders:
        for mention in mentions:
            start = mention.start + part.offset
            yield InnerUse(start, start + len(part.zh), part.zh, mention, part.concept)


def _is_about(whole: Concept, part: Concept) -> bool:
    """Tell whether the English of one concept, or the slug of its article, holds that of another, word for word."""
    return any(
        f" {term.casefold()} " in f" {longer.casefold()} "
        for term in part.en
        for longer in (*whole.en, whole.id.replace("-", " "))
        if len(term) < len(longer)
    )


def _has_both(whole: Concept, zh: str, offset: int, part: Concept, said: Rendering) -> bool:
    """Tell whether `whole` accepts another rendering of `part` in `zh`, too, in the place of the `said` one."""
    before, after = zh[:offset], zh[offset + len(said.zh) :]
    return any(
        other.compared_as == said.compared_as and other.zh != said.zh and whole.accepts(before + other.zh + after)
        for other in part.accepted
    )
