"""A heading inside a block quote.

`> ### 重要` makes a heading that belongs to the quote: it is set apart from the text it should announce, and tables
of contents skip it or show it out of place. In these articles it is the title of a box whose frame the translation
turned into a quote. The fix takes the heading out of the quote, and gives it a level that skips none.
"""

from collections.abc import Iterator

from review_tui.article import Edit, Span
from review_tui.article.headings import Heading
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("H103", "heading-in-quote", Severity.WARNING, Safety.SUGGESTED)
CASES = (
    valid("> **重要**\n>\n> 文字"),
    valid("> ```\n> # 注释\n> ```"),
    valid("> #标签"),
    invalid("> ### 重要\n\n> 文字", found="### 重要", fixed="### 重要\n\n> 文字"),
    invalid("> ## 甲\n> 乙", found="## 甲", fixed="## 甲\n> 乙"),
    invalid("## 甲\n\n> #### 提示\n>\n> 文字", found="#### 提示", fixed="## 甲\n\n### 提示\n>\n> 文字"),
    invalid("## 甲\n\n> # 提示\n\n### 乙", found="# 提示", fixed="## 甲\n\n## 提示\n\n### 乙"),
    invalid("> # 提示\n\n### 乙", found="# 提示", fixed="## 提示\n\n### 乙"),
    invalid("# 甲\n\n> ＃＃＃ 乙", found="＃＃＃ 乙", fixed="# 甲\n\n＃＃ 乙"),
    invalid("> ＃＃ 重要", found="＃＃ 重要", fixed="＃＃ 重要"),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each heading in a quote."""
    article = reading.article
    if not any(heading.quotes for heading in article.headings):
        return
    for heading, above, below in _between(article.headings):
        marks = Span(article.lines.starts[heading.line], heading.span.start)
        fix = None
        if heading.hashes and not marks.cut(article.text).strip("> \t"):
            level = _level(heading.level, above, below)
            hashes = heading.hashes.cut(article.text)
            written = hashes if level == heading.level else hashes[0] * level
            label = written + article.text[heading.hashes.end : heading.span.end]
            edit = Edit(marks, "") if written == hashes else Edit(Span(marks.start, heading.hashes.end), written)
            fix = RULE.mend(edit, label=f"{label}, no quote")
        yield RULE.finding(heading.span, "a heading inside a quote: no table of contents shows it in its place", fix)


def _between(headings: tuple[Heading, ...]) -> Iterator[tuple[Heading, int, int]]:
    """Yield each heading in a quote, and the levels of the headings around it that stand in none, 0 for none."""
    below = [0] * len(headings)
    for index in range(len(headings) - 1, 0, -1):
        heading = headings[index]
        below[index - 1] = below[index] if heading.quotes or heading.lists else heading.level
    above = 0
    for index, heading in enumerate(headings):
        if heading.quotes:
            yield heading, above, below[index]
        elif not heading.lists:
            above = heading.level


def _level(level: int, above: int, below: int) -> int:
    """Return the level nearest to a heading's own with which neither it nor the heading below it skips one."""
    if above:
        level = min(level, above + 1)
    if below and (not above or below <= above + 1):
        level = max(level, below - 1)
    return level
