"""Front matter without title, description or keywords.

The site shows them in lists and gives them to search engines. A key that is there and empty counts as missing.
"""

from collections.abc import Iterator

from review_tui.article import Span
from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("F602", "front-matter-missing", Severity.WARNING)
CASES = (
    valid("---\ntitle: 甲\ndescription: 乙\nkeywords: 丙\n---\n"),
    valid("---\ntitle: 甲: 乙\n---\n"),
    valid("---\ntitle: 甲\ndescription: 乙\nkeywords: [丙, 丁]\n---\n"),
    valid('+++\ntitle = "甲"\ndescription = "乙"\nkeywords = ["丙", "丁"]\n+++\n'),
    invalid('+++\ntitle = "甲"\n\n[params]\nkeywords = "丙"\n+++\n', found="+++"),
    invalid("---\ntitle: 甲\ndescription:\n---\n", found="---"),
    invalid("# 止赎\n\n文字", found="# 止赎"),
)
KEYS = ("title", "description", "keywords")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield one finding that names what is missing."""
    article = reading.article
    front = article.front_matter
    if front.problem is not None or not article.text.strip():
        return
    missing = [key for key in KEYS if not front.values.get(key)]
    if missing:
        what = ", ".join(missing) if front.span.end else "all of it: title, description, keywords"
        yield RULE.finding(Span(*article.lines.span(0)), f"the front matter lacks {what}")
