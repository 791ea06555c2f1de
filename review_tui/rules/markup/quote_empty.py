"""A block quote with nothing in it.

A lone `>` renders as an empty box. It is what remains where a quote lost its last paragraph in translation. A `>`
between two quoted paragraphs is left alone, and so is one in code.
"""

from collections.abc import Iterator

from review_tui.article import Edit, Span
from review_tui.rules.model import REMOVED, Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("M203", "quote-empty", Severity.WARNING, Safety.SAFE)
CASES = (
    valid("> 甲\n>\n> 乙"),
    valid("```\n>\n```"),
    valid("> 甲\n>"),
    valid("> ```\n> 码\n> ```"),
    valid("> [甲]: /a\n\n乙"),
    invalid("> 甲\n\n>\n\n乙", found=">", fixed="> 甲\n\n\n\n乙"),
    invalid("甲\n\n> \n>\n\n乙", found="> \n>", fixed="甲\n\n\n\n\n乙"),
    invalid("- 甲\n\n  >\n\n  乙", found=">", fixed="- 甲\n\n  \n\n  乙"),
)
_MARKS = lazy(r">[^\r\n]*")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each quote that holds nothing."""
    article = reading.article
    for container in article.containers:
        if container.kind != "quote" or not container.empty:
            continue
        text = container.span.cut(article.text)
        if container.quotes or text.strip(" \t\r\n>"):
            continue  # a quote in a quote, or one that holds only a link definition
        start = container.span.start + len(text) - len(text.lstrip())
        span = Span(start, container.span.end)
        # The line ends stay.
        edits = [Edit(Span(*match.span()), "") for match in _MARKS.finditer(article.text, *span)]
        yield RULE.finding(span, "an empty quote: readers see an empty box", RULE.mend(*edits, label=REMOVED))
