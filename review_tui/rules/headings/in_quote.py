"""A heading inside a block quote.

`> ### 重要` makes a heading that belongs to the quote: it is set apart from the text it should announce, and tables
of contents skip it or show it out of place. In these articles it is the title of a box whose frame the translation
turned into a quote. The fix takes the heading out of the quote.
"""

from collections.abc import Iterator

from review_tui.article import Edit, Span
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("H103", "heading-in-quote", Severity.WARNING, Safety.SUGGESTED)
CASES = (
    valid("> **重要**\n>\n> 文字"),
    valid("> ```\n> # 注释\n> ```"),
    valid("> #标签"),
    invalid("> ### 重要\n\n> 文字", found="### 重要", fixed="### 重要\n\n> 文字"),
    invalid("> ## 甲\n> 乙", found="## 甲", fixed="## 甲\n> 乙"),
    invalid("> ＃＃ 重要", found="＃＃ 重要", fixed="＃＃ 重要"),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each heading in a quote."""
    article = reading.article
    for heading in article.headings:
        if not heading.quotes:
            continue
        marks = Span(article.lines.starts[heading.line], heading.span.start)
        fix = None
        if heading.hashes and not marks.cut(article.text).strip("> \t"):
            fix = RULE.mend(Edit(marks, ""), label=heading.span.cut(article.text))
        yield RULE.finding(heading.span, "a heading inside a quote: no table of contents shows it in its place", fix)
