"""Where an article speaks of a concept: its renderings in the prose, told apart by the links they stand in."""

from review_tui.article import Article
from review_tui.article.prose import Segment
from review_tui.glossary.matcher import Matcher, Mention


def mentions_of(article: Article, matcher: Matcher) -> tuple[Mention, ...]:
    """Return the renderings that stand in an article's prose, in order; positions are those of `article.prose.text`."""
    prose = article.prose
    anchors = [(run.span.start, run.span.end, run.concept) for run in article.link_runs if run.concept is not None]

    def slug_at(start: int, end: int) -> str | None:
        span = prose.span(start, end)
        return next((slug for left, right, slug in anchors if left <= span.start and span.end <= right), None)

    def paragraph_of(position: int) -> tuple[int, int]:
        segment: Segment = prose.segment_at(position)
        return segment.start, segment.end

    return tuple(matcher.mentions(prose.text, paragraph_of, slug_at))
