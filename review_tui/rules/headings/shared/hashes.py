"""Writing the hashes of a heading as they were meant: before its words, and none behind them."""

from review_tui.article import Edit, Span
from review_tui.article.headings import Heading, HeadingFault
from review_tui.rules.model import Fix, Rule


def meant_hashes(heading: Heading) -> str:
    """Return the hashes that a heading should have."""
    return "#" * heading.level


def with_escape(heading: Heading, span: Span) -> Span:
    """Return a span that begins with a heading's hashes, and with the backslash before them if there is one."""
    return Span(span.start - (heading.fault is HeadingFault.ESCAPED_HASH), span.end)


def rewritten(heading: Heading, hashes: Span) -> Edit:
    """Return the edit that writes all that stands before the words anew: the meant hashes and a space."""
    return Edit(with_escape(heading, Span(hashes.start, heading.text_span.start)), f"{meant_hashes(heading)} ")


def mended(rule: Rule, heading: Heading, *before: Edit) -> Fix:
    """Return the fix of a rule that makes the edits `before` the words, and takes out hashes that touch their end."""
    behind = (Edit(heading.closing, ""),) if heading.closing else ()
    return rule.mend(*before, *behind, label=f"{meant_hashes(heading)} {heading.text}")
