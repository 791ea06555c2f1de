"""A comment that is meant to keep a rule quiet, and does nothing.

It is misspelt, is never closed or has a hyphen too many (`<!---`), has no colon after `review-tui`, names no rule
or one that does not exist, stands behind the last bar of a table, or an `ignore-start` is never ended: then it does
hold, to the end of the file. The comments are `<!-- review-tui: ignore-next-line T702 -->`, `ignore-line`,
`ignore-start` with `ignore-end`, and `ignore-file`. They need codes or names; a reason may follow a colon.
"""

from collections.abc import Iterator

from review_tui.rules.comments import Verb, read_comments
from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.rules.suppressing import unmatched

RULE = Rule("S802", "suppression-malformed", Severity.WARNING)
CASES = (
    valid("<!-- review-tui: ignore-next-line H101 -->\n##甲"),
    valid("甲 <!-- review-tui: ignore-line T702, term-forbidden: it is a quotation -->"),
    valid("<!-- review-tui: ignore-start T7 -->\n\n甲\n\n<!-- review-tui: ignore-end -->"),
    valid("---\n# review-tui: ignore-next-line T703：原文如此\ntitle: 甲\n---\n"),
    valid("`<!-- review-tui: ignore-lin -->`\n\n    <!-- review-tui: x -->\n\n```\n<!-- review-tui: -->\n```"),
    valid("<!-- another: ignore -->"),
    valid("<!-- review-tui ignored this once -->\n\n甲 <!-- review-tui ignores T702 -->"),
    valid('+++\ntitle = "甲"\nd = """\n# review-tui: ignore T703\n"""\ne = \'\'\'\n# review-tui: x\'\'\'\n+++\n'),
    valid('+++\n# 甲\nd = """\n# review-tui: ignore T703\n"""\n+++\n'),
    invalid('+++\n# "" 甲"\ntitle = "甲" # review-tui: ignore T703\n+++\n', found="# review-tui: ignore T703"),
    invalid("甲 <!-- review-tui ignore: T702 -->", found="<!-- review-tui ignore: T702 -->"),
    invalid("甲 <!-- review-tui: ignore-line -->", found="<!-- review-tui: ignore-line -->"),
    invalid("<!-- review-tui: ignore-lines T702 -->"),
    invalid("<!-- review-tui: -->"),
    invalid("<!-- review-tui: ignore-file X999 -->"),
    invalid("<!-- review-tui: ignore-file ALL -->"),
    invalid("<!-- review-tui: ignore-start T702 -->\n\n甲", found="<!-- review-tui: ignore-start T702 -->"),
    invalid("甲\n\n<!-- review-tui: ignore-end T702 -->", found="<!-- review-tui: ignore-end T702 -->"),
    valid("<!-- Review-TUI：ignore-next-line H101 -->\n##甲"),
    invalid("甲 。<!-- review-tui: ignore-line P401", found="<!-- review-tui: ignore-line P401"),
    invalid("> 甲 <!-- review-tui: ignore-line P401\n> 乙\n\n-->", found="<!-- review-tui: ignore-line P401"),
    invalid(
        "<!-- 甲 --> <!-- review-tui: ignore-next-line P401\n\n甲 。", found="<!-- review-tui: ignore-next-line P401"
    ),
    invalid(
        "<!--- review-tui: ignore-next-line P401 --->\n甲 。", found="<!--- review-tui: ignore-next-line P401 --->"
    ),
    invalid("甲 。<!--- review-tui: ignore-line P401 ---> 乙", found="<!--- review-tui: ignore-line P401 --->"),
    valid("`<!-- review-tui: ignore-line P401` 与 \\<!-- review-tui: ignore-line P401"),
    invalid("<!-- review-tui ignore-file H101 -->"),
    valid("| 甲 |\n|---|\n| 乙 。<!-- review-tui: ignore-line P401 --> |\n"),
    invalid(
        "| 甲 |\n|---|\n| 乙 。 | <!-- review-tui: ignore-line P401 -->\n",
        found="<!-- review-tui: ignore-line P401 -->",
    ),
    invalid("---\ntitle: 甲 # review-tui: ignore T703\n---\n", found="# review-tui: ignore T703"),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each comment that does not do what it seems to."""
    comments = read_comments(reading.article)
    for comment in comments:
        if comment.problem:
            yield RULE.finding(comment.span, comment.problem)
    for comment in unmatched(comments):
        if comment.verb is Verb.END:
            yield RULE.finding(comment.span, "nothing that it could end was started above")
        else:
            yield RULE.finding(comment.span, "it is never ended, so it holds to the end of the file: add ignore-end")
