"""Two headings with the same text, under the same parent.

Links to the second one lead to the first, and a reader cannot tell the sections apart. It often marks a section that
was pasted twice.
"""

from collections.abc import Iterator

from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("H108", "heading-duplicate", Severity.INFO)
CASES = (
    valid("## 甲\n### 例子\n## 乙\n### 例子"),
    valid("## 甲\n## 乙"),
    invalid("## 甲\n## 乙\n## 甲", found="甲"),
    invalid("## 甲\n\n##甲", found="甲"),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each heading that repeats a sister."""
    parents: list[str] = []
    seen: dict[tuple[str, ...], int] = {}
    for heading in reading.article.headings:
        if heading.quotes or heading.lists or not heading.text.strip():
            continue
        parents = [*(parents + [""] * 6)[: heading.level - 1], heading.text.strip()]
        key = (str(heading.level), *parents)
        if key in seen:
            yield RULE.finding(heading.text_span, f"the same heading stands on line {seen[key]}")
        seen.setdefault(key, heading.line + 1)
