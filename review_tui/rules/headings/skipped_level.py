"""A heading more than one level below the one before it.

`####` right after `##` leaves a step out: readers who navigate by headings lose the thread, and the section looks
less important than it is. Headings that lost their space or their hashes count as what they were meant to be.
Headings in quotes and lists are left out of the order.
"""

from collections.abc import Iterator

from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("H104", "heading-skipped-level", Severity.WARNING)
CASES = (
    valid("# 甲\n## 乙\n### 丙\n## 丁"),
    valid("## 甲\n### 乙"),
    valid("### 甲\n# 乙"),
    valid("##甲\n\n### 乙"),
    valid("## 甲\n## # 乙\n#### 丙"),
    valid("# 甲\n\n> ### 乙"),
    invalid("# 甲\n\n### 乙\n\n### 丙", found="### 乙"),
    invalid("##什么是止赎？\n\n#### 止赎定义", found="#### 止赎定义"),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each heading that skips a level."""
    previous = 0
    for heading in reading.article.headings:
        if heading.quotes or heading.lists:
            continue
        if previous and heading.level > previous + 1:
            yield RULE.finding(
                heading.span,
                f"level {heading.level} follows level {previous}; {'#' * (previous + 1)} is the next one down",
            )
        previous = heading.level
