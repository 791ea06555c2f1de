"""Counting how one article renders the concepts it speaks of.

A concept is one of the glossary, or else a slug that links lead to. Of the former all renderings count wherever they
stand in the prose, and anchors that hold none of them; of the latter only the anchors of links. Halves of split links
and pieces of sentences are no renderings.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from review_tui.article import Article, Span
from review_tui.article.prose import Prose
from review_tui.glossary.concept import NO_TERMS, Concept, Rendering
from review_tui.glossary.consistency.counts import UseCount
from review_tui.glossary.search.matcher import Matcher, Mention
from review_tui.glossary.search.mentions import by_rendering, mentions_of, slugs_of
from review_tui.glossary.termlike import fault_of


def uses_of(
    article: Article,
    matcher: Matcher,
    mentions: Mapping[tuple[str, str], Sequence[Mention]] | None = None,
    counts: Callable[[Concept, Rendering], bool] = lambda concept, rendering: True,  # noqa: ARG005
) -> tuple[UseCount, ...]:
    """Return how an article renders the concepts it speaks of: first renderings of the glossary, then other anchors.

    `mentions` are its mentions by rendering, if they are known already. `counts` tells which renderings of the glossary
    are wanted; all are without it.
    """
    prose, glossary = article.prose, matcher.glossary
    slugs = slugs_of(article)
    linked = {concept.id for slug in slugs if (concept := glossary.by_slug(slug)) is not None}
    renderings: list[tuple[int, int, str]] = []
    uses: list[UseCount] = []
    for group in (by_rendering(mentions_of(article, matcher)) if mentions is None else mentions).values():
        concept, rendering = group[0].claims[0]
        if concept.id in linked:
            renderings += [(*prose.span(mention.start, mention.end), concept.id) for mention in group]
        if concept.kind not in NO_TERMS and counts(concept, rendering):
            uses.append(_use(prose, group[0], len(group)))
    anchors: dict[tuple[str, str], UseCount] = {}
    for use in _anchors(article, matcher, renderings):
        key = (use.concept, use.zh)
        before = anchors.get(key)
        anchors[key] = use if before is None else replace(before, count=before.count + 1)
    return (*uses, *anchors.values())


def _use(prose: Prose, mention: Mention, count: int) -> UseCount:
    """Return a rendering that stands `count` times in an article, and at first where a mention is."""
    concept, rendering = mention.claims[0]
    span = prose.span(mention.start, mention.end)
    field = prose.key_at(mention.start) or ""
    label = concept.label
    if label == concept.id:
        label = ""
    return UseCount(
        concept.id, rendering.zh, count, *span, rendering.compared_as, rendering.status, False, field, label
    )


def _holds_rendering(span: Span, concept: str, renderings: list[tuple[int, int, str]]) -> bool:
    """Tell whether a rendering of a concept (its id) stands within a span; `renderings` are in order."""
    index = bisect_left(renderings, (span.start, 0, ""))
    while index < len(renderings) and renderings[index][0] < span.end:
        if renderings[index][1] <= span.end and renderings[index][2] == concept:
            return True
        index += 1
    return False


def _anchors(article: Article, matcher: Matcher, renderings: list[tuple[int, int, str]]) -> Iterator[UseCount]:
    """Yield the anchors in which no rendering of the concept that they lead to stands.

    `renderings` are start and end in the article (code points), and the concept's id, of those of concepts with links.
    """
    glossary = matcher.glossary
    renderings = sorted(renderings)
    for run in article.link_runs:
        if run.slug_key is None or run.is_split:
            continue
        concept = glossary.by_slug(run.slug_key)
        span = run.span
        if concept is not None and _holds_rendering(span, concept.id, renderings):
            continue
        text = run.text.strip()
        if fault_of(text):
            continue
        anchor = run.links[0].text_span
        yield UseCount(
            concept.id if concept else run.slug_key, text, 1, anchor.start, anchor.end, linked=concept is None
        )
