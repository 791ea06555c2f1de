"""Where a comment goes that keeps a finding quiet and changes nothing else. Tried out, never assumed."""

import re
from collections import Counter
from collections.abc import Iterator

from review_tui.article import Article, Edit, Span, apply_edits
from review_tui.lsp.checkup import Checkup, ShownFinding, examine
from review_tui.rules.samepage import looks_alike
from review_tui.rules.suppressing import Verb, read_comments, suppressions_of

_LEAD = re.compile(r"[ \t>]*")


def suppressing_edit(checkup: Checkup, shown: ShownFinding) -> Edit | None:
    """Return the edit that puts a comment for a finding; None where every place would change the page or more."""
    if checkup.holding is None:
        return None
    for edit in _candidates(checkup.article, shown):
        after = checkup.article.with_text(apply_edits(checkup.article.text, [edit]))
        if looks_alike(checkup.article, after) and _only_settles(checkup, examine(after, checkup.holding), shown):
            return edit
    return None


def _candidates(article: Article, shown: ShownFinding) -> Iterator[Edit]:
    """Yield the places for a comment, the most legible first."""
    code, offset = shown.finding.rule.code, shown.finding.span.start
    line = article.lines.index_at(offset)
    yield from _into_another(article, code, line)
    span = article.lines.span(line)
    front_matter = article.front_matter
    if front_matter.syntax and offset < front_matter.span.end:
        opening, closing, lead = f"{front_matter.syntax.comment_mark} ", "", ""
    else:
        opening, closing = "<!-- ", " -->"
        found = _LEAD.match(article.text, *span)
        lead = found[0] if found else ""
    above = f"{lead}{opening}review-tui: {Verb.NEXT_LINE} {code}{closing}{article.newline}"
    yield Edit(Span(span.start, span.start), above)
    behind = f" {opening}review-tui: {Verb.LINE} {code}{closing}"
    yield Edit(Span(span.end, span.end), behind)
    row = span.cut(article.text).rstrip(" \t")
    if row.endswith("|"):  # of a table: what stands behind the last bar is no part of it
        end = span.start + len(row[:-1].rstrip(" \t"))
        yield Edit(Span(end, end), behind)


def _into_another(article: Article, code: str, line: int) -> Iterator[Edit]:
    """Yield the place in a comment that is about the same line already."""
    for each in suppressions_of(article, read_comments(article)):
        if each.comment.verb in (Verb.LINE, Verb.NEXT_LINE) and each.first == line:
            end = each.comment.rules[-1].span.end
            yield Edit(Span(end, end), f" {code}")
            return


def _only_settles(before: Checkup, after: Checkup, settled: ShownFinding) -> bool:
    """Tell whether the finding went, and nothing else but what the same rule finds on its line; and nothing came."""
    gone, come = _known(before), _known(after)
    line = before.article.lines.index_at(settled.finding.span.start)
    may_go = Counter(
        _mark(shown)
        for shown in before.shown
        if shown.item.code == settled.item.code and shown.item.start.line == line + 1
    )
    return not come - gone and gone - come == may_go


def _known(checkup: Checkup) -> Counter[tuple[str, str | None, str]]:
    return Counter(map(_mark, checkup.shown))


def _mark(shown: ShownFinding) -> tuple[str, str | None, str]:
    return shown.item.code, shown.item.concept, shown.item.text
