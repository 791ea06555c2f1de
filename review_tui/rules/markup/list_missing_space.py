"""A list item with no space after its mark.

`1.她重写了一些内容` and `-[预付罚款](/prepaymentpenalty)` are paragraphs to CommonMark: the item drops out of its
list. Numbers (`1.5倍`), negative numbers and options (`-5%`, `--all`) are left alone, and so is a mark in the middle
of a paragraph that no list stands before.
"""

import re
from collections.abc import Iterator

from review_tui.article import Article, Edit, Span
from review_tui.article.blocks import Block, BlockKind
from review_tui.article.han import LETTER
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("M202", "list-missing-space", Severity.ERROR, Safety.SAFE)
CASES = (
    valid("1. 她重写了一些内容"),
    valid("1.5倍的收益"),
    valid("2019.他出生了"),
    valid("-5% 的收益"),
    valid("--全部"),
    valid("- 甲\n- 乙"),
    valid("```\n-甲\n```"),
    valid("他说\n-甲和乙"),
    valid("1、甲"),
    invalid("1.她重写了一些内容", found="1.她重写了一些内容", fixed="1. 她重写了一些内容"),
    invalid("- 甲\n\n-[乙](/b)", found="-[乙](/b)", fixed="- 甲\n\n- [乙](/b)"),
    invalid("-甲\n-乙", found=("-甲", "-乙"), fixed="- 甲\n- 乙"),
    invalid("2.“引语”与**粗**", found="2.“引语”与**粗**", fixed="2. “引语”与**粗**"),
    invalid("- 甲\n-乙", found="-乙", fixed="- 甲\n- 乙"),
    invalid("甲\r\r1.乙", found="1.乙", fixed="甲\r\r1. 乙"),
)
_MARK = rf"[ ]{{0,3}}(\d{{1,2}}[.)]|-)(?={LETTER}|[“‘《「\[]|\*\*\S)"
_ITEM = re.compile(_MARK)
_ANY = re.compile(rf"(?:^|(?<=[\r\n])){_MARK}")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each line that is meant as a list item and is none."""
    article = reading.article
    if not _ANY.search(article.text, article.front_matter.span.end):
        return
    for block in article.blocks:
        if block.kind is not BlockKind.PARAGRAPH or block.quotes:
            continue
        for span, mark in _items(article, block):
            yield RULE.finding(
                span,
                f"no space after “{mark.cut(article.text)}”: the line is no list item",
                RULE.mend(Edit(Span(mark.end, mark.end), " "), label=f"{mark.cut(article.text)} …"),
            )


def _items(article: Article, block: Block) -> Iterator[tuple[Span, Span]]:
    """Yield the line and the mark of each item that lost its space: at the start of the block, or after another."""
    in_list = block.lists > 0
    for index in range(*block.lines):
        line = article.lines.text(index)
        first = index == block.lines[0]
        match = None if first and block.lists else _ITEM.match(line)
        if match and (first or in_list):
            start = article.lines.starts[index]
            yield (
                Span(start + match.start(1), start + len(line.rstrip())),
                Span(start + match.start(1), start + match.end(1)),
            )
            in_list = True
        elif not first:
            in_list = in_list and block.lists > 0
