"""What stands out in an article's text besides its findings: headings, links, emphasis, markup."""

from enum import StrEnum
from typing import NamedTuple

from review_tui.article import Article
from review_tui.article.blocks import BlockKind


class MarkKind(StrEnum):
    """What a stretch of the text is."""

    MARKUP = "markup"
    """Signs that readers do not see."""
    TARGET = "target"
    """Where a link leads, parentheses included."""
    HEADING = "heading"
    LINK = "link"
    STRONG = "strong"
    CODE = "code"
    FIELD = "field"
    """A key of the front matter."""


class TextMark(NamedTuple):
    """A stretch of the text, in code points, and what it is."""

    start: int
    end: int
    kind: MarkKind


def marks_of(article: Article) -> tuple[TextMark, ...]:
    """Return the marks of an article by where they begin."""
    matter = article.front_matter
    marks = [TextMark(*field.key_span, MarkKind.FIELD) for field in matter.fields]
    if matter.lines:
        marks += (TextMark(*article.lines.span(number), MarkKind.MARKUP) for number in (0, matter.lines - 1))
    for heading in article.headings:
        marks.append(TextMark(*heading.text_span, MarkKind.HEADING))
        if heading.hashes:
            marks.append(TextMark(*heading.hashes, MarkKind.MARKUP))
    for link in article.links:
        marks.append(TextMark(link.span.start, link.text_span.start, MarkKind.MARKUP))
        marks.append(TextMark(*link.text_span, MarkKind.LINK))
        marks.append(TextMark(link.text_span.end, link.text_span.end + 1, MarkKind.MARKUP))
        marks.append(TextMark(link.text_span.end + 1, link.span.end, MarkKind.TARGET))
    for block in article.blocks:
        if block.inline is None:
            if block.kind is not BlockKind.RULE:
                marks.append(TextMark(*block.span, MarkKind.CODE))
            continue
        for emphasis in block.inline.emphasis:
            marks.append(TextMark(emphasis.span.start, emphasis.text_span.start, MarkKind.MARKUP))
            marks.append(TextMark(*emphasis.text_span, MarkKind.STRONG))
            marks.append(TextMark(emphasis.text_span.end, emphasis.span.end, MarkKind.MARKUP))
        marks += (TextMark(*span, MarkKind.CODE) for span in (*block.inline.code, *block.inline.tags))
    return tuple(sorted(mark for mark in marks if mark.end > mark.start))
