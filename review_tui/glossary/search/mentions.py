"""Where an article speaks of a concept: its renderings in the prose, told apart by the links they stand in."""

from bisect import bisect_right
from collections.abc import Iterable

from review_tui.article import Article
from review_tui.glossary.concept import ACCEPTED, BANNED, Status, without_number
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.about_programs import is_about_programs, is_of_finance
from review_tui.glossary.search.matcher import Matcher, Mention
from review_tui.text.lazy import lazy

_BLANK = lazy(r"\s*+")
_COLON = lazy(r"\s*+(?:[:：]|\Z)")
_RELATED = "related"  # the `pos` of words that are no name of a concept, and may stand beside one


def mentions_of(article: Article, matcher: Matcher) -> tuple[Mention, ...]:
    """Return the mentions in an article's prose, in order; positions are those of `article.prose.text`.

    In an article about programming, words that the shipped glossary calls wrong are left out, unless they are a link.
    So are wrong ones that are the label of what follows (see `_is_label`).
    """
    prose = article.prose
    anchors = [(*run.span, run.slug_key) for run in article.link_runs if run.slug_key is not None]
    starts = [start for start, _, _ in anchors]
    with_links = [each for each in prose.segments if each.block and each.block.inline and each.block.inline.trace.links]
    begins = [segment.start for segment in with_links]

    def slug_at(start: int, end: int) -> str | None:
        index = bisect_right(begins, start) - 1
        if index < 0 or with_links[index].end <= start:  # as mostly, and told sooner than where this is in the article
            return None
        span = prose.span(start, end)
        index = bisect_right(starts, span.start) - 1
        return anchors[index][2] if index >= 0 and span.end <= anchors[index][1] else None

    def paragraph_of(position: int) -> tuple[int, int]:
        segment = prose.segment_at(position)
        return segment.start, segment.end

    topic = article.title
    found = matcher.mentions(prose.text, paragraph_of, slug_at, topic=topic, with_code=article.has_fenced_code)
    settled = _told_apart(found, article, matcher.glossary)
    of_programs = is_about_programs(article)

    def is_meant(mention: Mention) -> bool:
        if not (of_programs and is_of_finance(mention)) and not _is_label(mention, article, matcher):
            return True
        return bool(slug_at(mention.start, mention.end))

    return tuple(filter(is_meant, settled))


def _is_label(mention: Mention, article: Article, matcher: Matcher) -> bool:
    """Tell whether wrong words are all of a paragraph, or begin it before a colon, and a word of headings at that.

    A callout's 笔记 is “Note”, as a remark to the reader has it, and no debt instrument.
    """
    if any(claim.rendering.status not in BANNED for claim in mention.claims):
        return False
    text, segment = article.prose.text, article.prose.segment_at(mention.start)
    if not (_BLANK.fullmatch(text, segment.start, mention.start) and _COLON.match(text, mention.end, segment.end)):
        return False
    words = text[mention.start : mention.end]
    return matcher.headings.match(words, text, with_code=article.has_fenced_code) is not None


def slugs_of(article: Article) -> set[str]:
    """Return what the links of an article lead to."""
    return {run.slug_key for run in article.link_runs if run.slug_key is not None}


def _told_apart(mentions: list[Mention], article: Article, glossary: Glossary) -> list[Mention]:
    """Return the mentions, with ambiguous ones settled where the article speaks of one of the concepts only.

    It speaks of a concept if it mentions that without ambiguity elsewhere, links to it, or is about it; of several, of
    the one that the words name, where they are merely related to the others. A mention stays ambiguous unless the words
    are merely admitted for the other concepts: if they are the preferred ones, the article may speak of these as well,
    and have no other word for them.
    """
    shared = [mention for mention in mentions if mention.concept is None]
    if not shared:
        return mentions
    slugs = slugs_of(article) | {article.slug}
    named = {concept.id for slug in slugs if (concept := glossary.by_slug(slug)) is not None}
    named.update([mention.concept.id for mention in mentions if mention.concept is not None])
    return [mention if mention.concept is not None else _of_one(mention, named) for mention in mentions]


def _of_one(mention: Mention, named: set[str]) -> Mention:
    """Return an ambiguous mention as one of the only concept among `named` (ids) that it may stand for, if it is so."""
    own = [claim for claim in mention.claims if claim.concept.id in named]
    others = [claim for claim in mention.claims if claim.concept.id not in named]
    if len(own) > 1 and all(claim.rendering.status in ACCEPTED for claim in own):
        own = [claim for claim in own if without_number(claim.rendering.pos) != _RELATED]
    if len({claim.concept.id for claim in own}) != 1 or own[0].rendering.status not in ACCEPTED:
        return mention
    if any(claim.rendering.status is not Status.ADMITTED for claim in others):
        return mention
    return Mention(mention.start, mention.end, own[0].concept, own[0].rendering, (own[0],))


def by_rendering(mentions: Iterable[Mention]) -> dict[tuple[str, str], list[Mention]]:
    """Return mentions by their concept's id and their rendering, in order; those that are ambiguous are left out."""
    groups: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        concept, rendering = mention.concept, mention.rendering
        if concept is not None and rendering is not None:
            groups.setdefault((concept.id, rendering.zh), []).append(mention)
    return groups
