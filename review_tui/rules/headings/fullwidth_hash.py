"""Heading marks typed or translated as full-width hashes.

`＃＃ 强调` is a paragraph to every renderer, yet it is meant as `## 强调`: the translation changed the hash (U+0023)
into its full-width form (U+FF03). One full-width hash is enough to lose the heading.
"""

from collections.abc import Iterator

from review_tui.article.headings import HeadingFault
from review_tui.rules.headings.shared.hashes import meant_hashes, mended, rewritten
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("H102", "heading-fullwidth-hash", Severity.ERROR, Safety.SAFE)
CASES = (
    valid("## 强调"),
    valid("请按 ＃ 号键。"),
    valid("＃ 号是注释的开头。"),
    valid("```\n＃＃ 强调\n```"),
    invalid("＃＃ 强调", fixed="## 强调"),
    invalid("＃＃＃结果", fixed="### 结果"),
    invalid("#＃ 应用", fixed="## 应用"),
    invalid("＃＃　要点", fixed="## 要点"),
    invalid("上文\n＃＃ 要点\n- 甲", found="＃＃ 要点", fixed="上文\n## 要点\n- 甲"),
    invalid("＃＃ 重要＃＃", fixed="## 重要"),
    invalid("＃ ＃ 要点", fixed="## 要点"),
    invalid("＃ ＃要点", fixed="## 要点"),
    valid("## ＃号键"),
    invalid("> ＃＃ 重要", found="＃＃ 重要", fixed="> ## 重要"),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each heading marked with full-width hashes."""
    for heading in reading.article.headings:
        if heading.fault is HeadingFault.FULLWIDTH_HASH and heading.hashes:
            yield RULE.finding(
                heading.span,
                f"full-width hashes: no renderer takes this for a heading; write {meant_hashes(heading)}",
                mended(RULE, heading, rewritten(heading, heading.hashes)),
            )
