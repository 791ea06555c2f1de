"""Where a comment goes that silences a finding and changes nothing else. Each place is tried out, never assumed."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from review_tui.article import Article, Edit, Span, apply_edits
from review_tui.lsp.checkup import Checkup, ShownFinding, examine
from review_tui.rules.comments import Verb, read_comments
from review_tui.rules.same_page import looks_alike
from review_tui.rules.suppressing import suppressions_of

_LEAD = re.compile(r"[ \t>]*")


class _Candidate(NamedTuple):
    """An edit to try, and the first and last line (from 0) on which its comment would hold."""

    edit: Edit
    first: int
    last: int


def suppressing_edit(checkup: Checkup, shown: ShownFinding, is_wanted: Callable[[], bool]) -> Edit | None:
    """Return the edit that adds a comment for a finding; None where it would change the page, or silence more.

    Raises GivenUp where `is_wanted` says so.
    """
    if checkup.holding is None:
        return None
    for candidate in _candidates(checkup.article, shown):
        after = checkup.article.with_text(apply_edits(checkup.article.text, [candidate.edit]))
        if looks_alike(checkup.article, after) and _only_settles(
            checkup, examine(after, checkup.holding, is_wanted), shown, candidate
        ):
            return candidate.edit
    return None


def _candidates(article: Article, shown: ShownFinding) -> Iterator[_Candidate]:
    """Yield the places for a comment, the most legible first."""
    code, offset = shown.finding.rule.code, shown.finding.span.start
    line = article.lines.index_at(offset)
    yield from _into_another(article, code, line)
    span = article.lines.span(line)
    front_matter = article.front_matter
    if front_matter.syntax and offset < front_matter.span.end:
        opening, closing, lead = "# ", "", ""  # in YAML and TOML alike
    else:
        opening, closing = "<!-- ", " -->"
        found = _LEAD.match(article.text, *span)
        lead = found[0] if found else ""
    above = f"{opening}review-tui: {Verb.NEXT_LINE} {code}{closing}{article.newline}"
    yield _Candidate(Edit(Span(span.start, span.start), lead + above), line, line)
    behind = f" {opening}review-tui: {Verb.LINE} {code}{closing}"
    yield _Candidate(Edit(Span(span.end, span.end), behind), line, line)
    row = span.cut(article.text).rstrip(" \t")
    if row.endswith("|"):  # of a table: what stands behind the last bar is no part of it
        end = span.start + len(row[:-1].rstrip(" \t"))
        yield _Candidate(Edit(Span(end, end), behind), line, line)
    for field in front_matter.fields:
        if field.value_span.start <= offset <= field.value_span.end:  # of several lines, as none of these would do
            first, last = map(article.lines.index_at, (field.key_span.start, field.value_span.end))
            start = article.lines.starts[first]
            yield _Candidate(Edit(Span(start, start), above), first, last)


def _into_another(article: Article, code: str, line: int) -> Iterator[_Candidate]:
    """Yield the place in a comment that is about the same line already; a reason in it is one for other rules."""
    for each in suppressions_of(article, read_comments(article)):
        is_there = each.comment.verb in (Verb.LINE, Verb.NEXT_LINE) and each.first <= line <= each.last
        if is_there and not each.comment.has_reason:
            end = each.comment.rules[-1].span.end
            yield _Candidate(Edit(Span(end, end), f" {code}"), each.first, each.last)
            return


def _only_settles(before: Checkup, after: Checkup, settled: ShownFinding, candidate: _Candidate) -> bool:
    """Tell whether the finding is gone, and no other but those of its rule on the lines of the comment; none is new."""
    gone, come = _known(before), _known(after)
    may_go = Counter(
        _mark(shown)
        for shown in before.shown
        if shown.item.code == settled.item.code and candidate.first <= shown.item.start.line - 1 <= candidate.last
    )
    return not come - gone and gone - come == may_go


def _known(checkup: Checkup) -> Counter[tuple[str, str | None, str]]:
    return Counter(map(_mark, checkup.shown))


def _mark(shown: ShownFinding) -> tuple[str, str | None, str]:
    return shown.item.code, shown.item.concept, shown.item.text
