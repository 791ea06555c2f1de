"""A heading with nothing in it.

`##` alone renders as an empty heading: a gap in the page and a blank line in the table of contents.
"""

from collections.abc import Iterator

from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy
from review_tui.text.visible import HIDDEN

RULE = Rule("H107", "heading-empty", Severity.ERROR)
_BLANK = lazy(rf"[\s{HIDDEN}]+")
CASES = (
    valid("## 甲"),
    valid("```\n##\n```"),
    valid("## ![图](/a.png)"),
    invalid("##\n\n文字", found="##"),
    invalid("## ##", found="##"),
    invalid("## \u200b", found="##"),
    invalid("## \u202e\u2069", found="##"),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each heading without text."""
    for heading in reading.article.headings:
        if heading.hashes and not _BLANK.sub("", heading.text):
            yield RULE.finding(heading.hashes, "a heading with no text")
