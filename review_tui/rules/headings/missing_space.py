"""Heading hashes with no space after them.

CommonMark takes `##什么是止赎？` for a paragraph: the section loses its heading, its anchor and its place in the
table of contents, and readers see the hashes. A full-width or no-break space is no space here either. Hashtags
(`#标签`), code and preprocessor lines are left alone: a single hash counts only where what follows is the article's
title or asks a question.
"""

from collections.abc import Iterator

from review_tui.article import Edit, Span
from review_tui.article.headings import HeadingFault
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("H101", "heading-missing-space", Severity.ERROR, Safety.SAFE)
CASES = (
    valid("## 什么是止赎？"),
    valid("```c\n#define 甲 1\n```"),
    valid("    ##缩进的代码"),
    valid("#标签 和别的话"),
    valid("#标签"),
    valid("`##什么是止赎？`"),
    valid("C 语言里的 ##连接符"),
    valid("#######七个井号"),
    invalid("##什么是止赎？", found="##什么是止赎？", fixed="## 什么是止赎？"),
    invalid("###华尔街的崩溃\n\n文字", found="###华尔街的崩溃", fixed="### 华尔街的崩溃\n\n文字"),
    invalid("上一段\n##止赎\n下一段", found="##止赎", fixed="上一段\n## 止赎\n下一段"),
    invalid("##　全角空格", found="##　全角空格", fixed="## 全角空格"),
    invalid("##\u00a0不断行空格", found="##\u00a0不断行空格", fixed="## 不断行空格"),
    invalid("> ##重要", found="##重要", fixed="> ## 重要"),
    invalid("---\ntitle: 止赎\n---\n#止赎", found="#止赎", fixed="---\ntitle: 止赎\n---\n# 止赎"),
    invalid("#什么是止赎？", found="#什么是止赎？", fixed="# 什么是止赎？"),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each heading whose hashes touch its text."""
    for heading in reading.article.headings:
        if heading.fault is HeadingFault.MISSING_SPACE and heading.hashes:
            gap = Span(heading.hashes.end, heading.text_span.start)
            yield RULE.finding(
                heading.span,
                f"no space after {'#' * heading.level}: readers see the hashes, and the section has no heading",
                RULE.mend(Edit(gap, " "), label=f"{'#' * heading.level} {heading.text}"),
            )
