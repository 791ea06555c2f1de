"""A comment that keeps a rule quiet where the rule has nothing to say.

What it was for has been mended, or has moved. Left in place, it would hide the next defect on that line.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from review_tui.article import Article, Edit, Span, apply_edits
from review_tui.rules.comments import Comment, Verb, read_comments
from review_tui.rules.model import Finding, Fix, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading, RuleBroke
from review_tui.rules.registry import rules_by_key
from review_tui.rules.same_page import looks_alike
from review_tui.rules.suppressing import Suppression, suppressions_of

RULE = Rule("S801", "suppression-unused", Severity.WARNING, Safety.SUGGESTED)
_MOST = 300_000  # code points of articles that are rendered to try whether a comment may go
_GLOSSARY = "tranche,tranche,切片,deprecated\n"
CASES = (
    valid("<!-- review-tui: ignore-next-line H101 -->\n##甲"),
    valid("<!-- review-tui: ignore-next-line heading-missing-space: 原文如此 -->\n\n##甲"),
    valid("<!-- review-tui: ignore-file H1 -->\n\n##甲"),
    valid("<!-- review-tui: ignore-start H101 -->\n\n##甲\n\n<!-- review-tui: ignore-end -->"),
    valid("甲 。<!-- review-tui: ignore-line P401 -->"),
    valid("---\ntitle: 切片 # review-tui: ignore-line T702\n---\n", glossary=_GLOSSARY),
    invalid(
        "<!-- review-tui: ignore-next-line H101 -->\n## 甲",
        found="<!-- review-tui: ignore-next-line H101 -->",
        fixed="## 甲",
    ),
    invalid(
        "甲\n<!-- review-tui: ignore-next-line H101 -->\n---",
        found="<!-- review-tui: ignore-next-line H101 -->",
        fixed="甲\n\n---",  # and no underlined heading
    ),
    invalid("乙 <!-- review-tui: ignore-line P401, H101 -->\n", found=("P401", "H101"), fixed="乙 \n"),
    invalid(
        "乙 。<!-- review-tui: ignore-line P401, H101 -->",
        found="H101",
        fixed="乙 。<!-- review-tui: ignore-line P401 -->",
    ),
    invalid(
        "<!-- review-tui: ignore-start H101 -->\n\n甲\n\n<!-- review-tui: ignore-end -->\n\n##乙",
        found="<!-- review-tui: ignore-start H101 -->",
    ),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each rule that a comment names in vain."""
    article = reading.article
    comments = read_comments(article)
    if not comments:
        return
    lines: dict[str, list[int]] = {}
    suppressions = suppressions_of(article, comments)
    idle = [each for each in suppressions if not _is_needed(each, reading, lines)]
    idle_in = Counter(each.comment.span for each in idle)
    wholes: dict[Span, Fix | None] = {}  # what takes out a comment: one for all that it names
    tries = _MOST // (len(article.text) + 1)
    for each in idle:
        comment = each.comment
        if idle_in[comment.span] < len(comment.rules):
            fix: Fix | None = RULE.mend(Edit(_with_separator(article, each), ""), label="take it out")
        elif comment.span in wholes:
            fix = wholes[comment.span]
        else:
            tries -= 1
            fix = wholes[comment.span] = _fix(article, comment) if tries >= 0 else None
        yield RULE.finding(
            each.named.span if len(comment.rules) > 1 else comment.span,
            f"{each.named.selector} finds nothing here: the comment can go",
            fix,
        )


def _is_needed(suppression: Suppression, reading: Reading, lines: dict[str, list[int]]) -> bool:
    """Tell whether one of the rules has a finding on the lines; a rule that cannot tell is given the benefit."""
    for code in suppression.codes:
        if code.startswith("S") or rules_by_key()[code].across is not None:
            return True
        if code not in lines:
            try:
                found = reading.found_by(code, rules_by_key()[code].check)
            except RuleBroke:  # the engine says so where anybody asked for the rule
                return True
            lines[code] = sorted(reading.article.lines.index_at(finding.span.start) for finding in found)
        index = bisect_left(lines[code], suppression.first)
        if index < len(lines[code]) and lines[code][index] <= suppression.last:
            return True
    return False


def _fix(article: Article, comment: Comment) -> Fix | None:
    """Return the edit that takes out a whole comment."""
    if comment.verb is Verb.START:
        return None  # its end would be left
    for span in (_with_line(article, comment), comment.span):
        edit = Edit(span, "")
        if looks_alike(article, article.with_text(apply_edits(article.text, [edit]))):
            return RULE.mend(edit, label="take it out")
    return None  # something hangs on it: what stands above and below would become one


def _with_line(article: Article, comment: Comment) -> Span:
    """Return the span of a comment, with its line where nothing else stands on it."""
    first = article.lines.index_at(comment.span.start)
    last = article.lines.index_at(comment.span.end)
    whole = Span(article.lines.starts[first], article.lines.full_span(last).end)
    return whole if whole.cut(article.text).strip() == comment.span.cut(article.text) else comment.span


def _with_separator(article: Article, idle: Suppression) -> Span:
    """Return the span of a name in a comment, with the comma before it."""
    text, span = article.text, idle.named.span
    start = span.start
    while text[start - 1] in " \t,，、":
        start -= 1
    if idle.named is idle.comment.rules[0]:  # what stood before it stays: the next name takes its place
        end = span.end
        while text[end] in " \t,，、":
            end += 1
        return Span(span.start, end)
    return Span(start, span.end)
