"""Which fixes are offered: those that leave the syntax around them as it is.

A rule knows the words that it puts in, not what they stand in. In front matter a quotation mark or a colon may end a
value, and in `[没收][]` the words are the name by which the address is found. Fixes are held against both here, once
for all rules; one that would break something is not offered, and its finding stays.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter

from msgspec.structs import replace

from review_tui.article import Article, Edit, Span, apply_edits
from review_tui.article.front_matter import Field
from review_tui.article.inline import Link
from review_tui.rules.model import Finding, Fix

_PLAIN = re.compile(
    r"[^\W\d_][\w ，。、（）《》“”‘’·]*"
)  # what is the same in every style of YAML, with a letter first
_UNNAMED = frozenset(("]", "][]"))  # what ends a link whose words are its name
_text_start = attrgetter("text_span.start")


def offered(article: Article, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings, those of their fixes left out that would break what they stand in."""
    top = article.front_matter.span.end
    named = [link for link in article.links if link.target_span is None and _names_itself(article, link)]
    for finding in findings:
        if finding.fixes and (named or finding.span.start < top):
            kept = tuple(fix for fix in finding.fixes if _fits(article, fix, top, named))
            yield finding if len(kept) == len(finding.fixes) else replace(finding, fixes=kept)
        else:
            yield finding


def _fits(article: Article, fix: Fix, top: int, named: list[Link]) -> bool:
    if any(_renames(edit.span, named) for edit in fix.edits):
        return False
    edits = [edit for edit in fix.edits if edit.span.start < top]
    if all(_PLAIN.fullmatch(edit.text) and not _is_marked(edit.span.cut(article.text)) for edit in edits):
        return True
    return _keeps_values(article, edits)


def _names_itself(article: Article, link: Link) -> bool:
    return article.text[link.text_span.end : link.span.end] in _UNNAMED


def _renames(span: Span, named: list[Link]) -> bool:
    """Tell whether an edit changes words that are the name of their link, and not the link as a whole."""
    first = max(0, bisect_right(named, span.start, key=_text_start) - 1)
    last = bisect_left(named, span.end, key=_text_start)
    return any(
        link.text_span.start < span.end
        and span.start < link.text_span.end
        and not (span.start <= link.span.start and link.span.end <= span.end)
        for link in named[first:last]
    )


def _is_marked(text: str) -> bool:
    """Tell whether characters go that may be more than words in YAML."""
    return not _PLAIN.fullmatch(text)


def _keeps_values(article: Article, edits: list[Edit]) -> bool:
    """Tell whether the values of the front matter read as the edits mean them, and all others as before."""
    before = article.front_matter
    after = article.with_text(apply_edits(article.text[: before.span.end], edits)).front_matter
    if before.problem is not None or after.problem is not None:
        return before.problem is not None
    meant = {field.key: _meant(field, edits) for field in before.fields}
    return before.values.keys() == after.values.keys() and all(
        after.values[key] == (meant[key] if meant.get(key) is not None else value)
        for key, value in before.values.items()
    )


def _meant(field: Field, edits: list[Edit]) -> str | None:
    """Return what the edits mean a value to be; None where none of them is in it."""
    inside = [edit for edit in edits if field.value_span.start <= edit.span.start <= field.value_span.end]
    if not inside or field.text is None or field.offsets is None:
        return None
    starts = [field.offsets.start(place) for place in range(len(field.text) + 1)]
    places = [Span(bisect_left(starts, edit.span.start), bisect_left(starts, edit.span.end)) for edit in inside]
    return apply_edits(field.text, [Edit(place, edit.text) for place, edit in zip(places, inside, strict=True)])
