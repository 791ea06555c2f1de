"""Counting how articles render concepts: one article gives plain values, and counts of many are added up.

A concept is one of the glossary, or else a slug that links lead to. Of the former all renderings count wherever they
stand in the prose, and anchors that hold none of them; of the latter only the anchors of links. Halves of split links
and pieces of sentences are no renderings.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec import Struct

from review_tui.article import Article
from review_tui.glossary.concept import Kind, Status
from review_tui.glossary.matcher import Matcher, Mention
from review_tui.glossary.mentions import mentions_of
from review_tui.glossary.termlike import fault_of

TITLE = "title"


class Use(Struct, frozen=True, array_like=True):
    """How often an article has one rendering of a concept, and where first (code points, of the article).

    `status` is that of the glossary, empty for words that it does not have. `linked` tells that the concept is known by
    its slug alone; `field` is the front-matter key that the first one stands in, or empty.
    """

    concept: str
    zh: str
    count: int
    start: int
    end: int
    pos: str = ""
    status: str = ""
    linked: bool = False
    field: str = ""


def uses_of(article: Article, matcher: Matcher, mentions: Iterable[Mention] | None = None) -> tuple[Use, ...]:
    """Return how an article renders the concepts it speaks of, in the order in which they come up."""
    found: dict[tuple[str, str], Use] = {}
    places: list[tuple[int, int, str]] = []
    prose = article.prose
    for mention in mentions_of(article, matcher) if mentions is None else mentions:
        concept, rendering = mention.concept, mention.rendering
        if concept is None or rendering is None or concept.kind in (Kind.HEADING, Kind.BLOCKER):
            continue
        span = prose.span(mention.start, mention.end)
        places.append((span.start, span.end, concept.id))
        key = prose.segment_at(mention.start).key or ""
        use = Use(concept.id, rendering.zh, 1, span.start, span.end, rendering.pos, rendering.status.value, False, key)
        _add(found, use)
    for use in _anchors(article, matcher, places):
        _add(found, use)
    return tuple(found.values())


def slugs_of(article: Article) -> set[str]:
    """Return what the links of an article lead to."""
    return {run.concept for run in article.link_runs if run.concept is not None}


def _anchors(article: Article, matcher: Matcher, places: list[tuple[int, int, str]]) -> Iterator[Use]:
    """Yield the anchors that no rendering of the glossary accounts for."""
    glossary = matcher.glossary
    for run in article.link_runs:
        if run.concept is None or run.is_split:
            continue
        concept = glossary.by_slug(run.concept)
        span = run.span
        if concept is not None and any(
            span.start <= start and end <= span.end and owner == concept.id for start, end, owner in places
        ):
            continue
        text = run.text.strip()
        if fault_of(text):
            continue
        anchor = run.links[0].text_span
        yield Use(concept.id if concept else run.concept, text, 1, anchor.start, anchor.end, linked=concept is None)


def _add(found: dict[tuple[str, str], Use], use: Use) -> None:
    key = (use.concept, use.zh)
    before = found.get(key)
    if before is None:
        found[key] = use
    else:
        found[key] = Use(
            before.concept,
            before.zh,
            before.count + use.count,
            before.start,
            before.end,
            before.pos,
            before.status,
            before.linked,
            before.field,
        )


@dataclass(slots=True)
class Tally:
    """One rendering over many articles."""

    uses: int = 0
    articles: int = 0
    pos: str = ""
    status: str = ""
    linked: bool = False


@dataclass(slots=True)
class Counts:
    """The renderings of concepts over many articles: tallies by concept and rendering. Add up with `merge`."""

    articles: int = 0
    concepts: dict[str, dict[str, Tally]] = field(default_factory=dict)
    spread: dict[str, int] = field(default_factory=dict)
    """In how many articles each concept comes up."""
    slugs: set[str] = field(default_factory=set)
    """What links lead to, in the form in which slugs are compared."""

    def add(self, uses: Iterable[Use], slugs: Iterable[str] = ()) -> None:
        """Count one article."""
        self.articles += 1
        self.slugs.update(slugs)
        uses = tuple(uses)
        for concept in {use.concept for use in uses}:
            self.spread[concept] = self.spread.get(concept, 0) + 1
        for use in uses:
            tallies = self.concepts.setdefault(use.concept, {})
            tally = tallies.get(use.zh)
            if tally is None:
                tally = tallies[use.zh] = Tally(pos=use.pos, status=use.status, linked=use.linked)
            tally.uses += use.count
            tally.articles += 1

    def merge(self, other: "Counts") -> None:
        """Add what was counted elsewhere."""
        self.articles += other.articles
        self.slugs |= other.slugs
        for concept, articles in other.spread.items():
            self.spread[concept] = self.spread.get(concept, 0) + articles
        for concept, theirs in other.concepts.items():
            tallies = self.concepts.setdefault(concept, {})
            for zh, tally in theirs.items():
                mine = tallies.setdefault(zh, Tally(pos=tally.pos, status=tally.status, linked=tally.linked))
                mine.uses += tally.uses
                mine.articles += tally.articles

    def uses(self, concept: str) -> Mapping[str, int]:
        """Return how often each rendering of a concept stands in the articles."""
        return {zh: tally.uses for zh, tally in self.concepts.get(concept, {}).items()}


ACCEPTED = (Status.PREFERRED.value, Status.ADMITTED.value)
