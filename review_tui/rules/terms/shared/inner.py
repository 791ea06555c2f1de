"""Terms inside longer terms: 止赎申请 renders foreclosure, too, and by another word than 丧失抵押品赎回权."""

from collections.abc import Callable, Container, Iterator
from typing import NamedTuple

from msgspec import Struct

from review_tui.glossary.concept import ACCEPTED, Concept, Kind
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.entries import Claim
from review_tui.glossary.search.matcher import Mention
from review_tui.rules.reading import Reading, memory

Key = tuple[str, str]
"""What renderings are compared within: a concept's id, and the class within which they are rivals."""

_LEAST = 2  # characters of a part


class Inner(Struct, frozen=True, gc=False):
    """A rendering of one concept that is the beginning or the end of a longer one, in code points of the prose."""

    start: int
    end: int
    zh: str
    whole: Mention
    concept: Concept


class InnerRendering(NamedTuple):
    """A rendering inside a longer one: whose it is, its words, and where in the longer one they begin."""

    concept: Concept
    key: Key
    zh: str
    offset: int


# The parts of renderings, by concept and words: articles use the same ones again.
_known_parts: Callable[[Glossary], dict[tuple[str, str], tuple[InnerRendering, ...]]] = memory()


def inner_uses(reading: Reading, spoken_of: Container[Key]) -> dict[Key, dict[str, list[Inner]]]:
    """Return the renderings that stand inside longer terms, by concept and words.

    Those of the concepts in `spoken_of`, and of each other one that has several. A longer term counts where its English
    holds the concept's: a foreclosure filing is about foreclosure, 证券 in 证券公司 is not about notes.
    """
    found: dict[Key, dict[str, list[tuple[InnerRendering, list[Mention]]]]] = {}
    known = _known_parts(reading.glossary)
    for named, mentions in reading.mentions_by_rendering.items():
        parts = known.get(named)
        for part in parts_of(reading.glossary, mentions[0].claims[0]) if parts is None else parts:
            found.setdefault(part.key, {}).setdefault(part.zh, []).append((part, mentions))
    return {
        key: {zh: list(_inside(places)) for zh, places in parts.items()}
        for key, parts in found.items()
        if len(parts) > 1 or key in spoken_of
    }


def parts_of(glossary: Glossary, claim: Claim) -> tuple[InnerRendering, ...]:
    """Return the accepted renderings of other concepts that an accepted one begins or ends with."""
    known, named = _known_parts(glossary), (claim.concept.id, claim.rendering.zh)
    parts = known.get(named)
    if parts is None:
        parts = known[named] = tuple(_parts(glossary, claim))
    return parts


def _inside(places: list[tuple[InnerRendering, list[Mention]]]) -> Iterator[Inner]:
    """Yield the uses of a rendering inside the mentions of each longer one."""
    for part, mentions in places:
        for mention in mentions:
            start = mention.start + part.offset
            yield Inner(start, start + len(part.zh), part.zh, mention, part.concept)


def _parts(glossary: Glossary, claim: Claim) -> Iterator[InnerRendering]:
    """Yield the accepted renderings of other concepts that an accepted one begins or ends with.

    Of several of one concept that is the longest: 按揭贷款 in 按揭贷款申请, and not 按揭, too. A name has none: nobody
    chose its words in this article, so 波动率指数 does not speak against 波动性.
    """
    zh = claim.rendering.zh
    if claim.rendering.status not in ACCEPTED or claim.concept.kind is Kind.NAME:
        return
    known: set[Key] = set()
    for size in range(len(zh) - 1, _LEAST - 1, -1):
        for part, offset in ((zh[:size], 0), (zh[-size:], len(zh) - size)):
            for concept in glossary.concepts_of(part):
                rendering = concept.rendering(part)
                if rendering is None or rendering.status not in ACCEPTED or concept.id == claim.concept.id:
                    continue
                key = (concept.id, rendering.compared_as)
                if key not in known and _is_about(claim.concept, concept):
                    known.add(key)
                    yield InnerRendering(concept, key, part, offset)


def _is_about(whole: Concept, part: Concept) -> bool:
    """Tell whether the English of one concept, or the slug of its article, holds that of another, word for word."""
    return any(
        f" {term.casefold()} " in f" {longer.casefold()} "
        for term in part.en
        for longer in (*whole.en, whole.id.replace("-", " "))
        if len(term) < len(longer)
    )
