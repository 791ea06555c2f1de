"""Counting how one article renders the concepts it speaks of.

A concept is one of the glossary, or else a slug that links lead to. Of the former all renderings count wherever they
stand in the prose, and anchors that hold none of them; of the latter only the anchors of links. Halves of split links
and pieces of sentences are no renderings.
"""

from collections.abc import Iterable, Iterator

from review_tui.article import Article
from review_tui.glossary.concept import Kind
from review_tui.glossary.counts import Use
from review_tui.glossary.matcher import Matcher, Mention
from review_tui.glossary.mentions import mentions_of
from review_tui.glossary.termlike import fault_of


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
