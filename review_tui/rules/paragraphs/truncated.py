"""A paragraph that lost its beginning.

It starts with a mark that ends a clause, or with a link right before one (`[证券化](/securitization)，这种分层结构…`,
where 随着 or a whole clause stood before). Nothing is said where the beginning might be meant so.
"""

import re
from collections.abc import Iterator

from review_tui.article import Span
from review_tui.article.blocks import Block, BlockKind
from review_tui.article.han import LETTER
from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("D501", "paragraph-truncated", Severity.WARNING)
CASES = (
    valid("[道琼斯工业平均指数](/djia)从 2007 年 8 月开始下跌。"),
    valid("[抵押支持证券](/mbs)（MBS）是证券化的一个例子。"),
    valid("“引语”，他说。"),
    valid("的确如此，没有人知道。"),
    valid("[止赎](/foreclosure)，也称为丧失抵押品赎回权，是一种法律程序。"),
    valid("[2008 年金融危机](/great-recession)之后，美国和欧洲也出现了类似的情况。"),
    valid("- ，"),
    invalid("，银行就会收回房屋。", found="，银行就会收回房屋。"),
    invalid(
        "[证券化](/securitization)，这种分层结构变得更加普遍。", found="[证券化](/securitization)，这种分层结构变得更"
    ),
    invalid("[借款人](/borrower)方面做得不够，而且不协调。", found="[借款人](/borrower)方面做得不够，而且不"),
    invalid("以及其他费用。", found="以及其他费用。"),
    invalid("[财政部](/treasury)创建的一项举措，旨在稳定系统。", found="[财政部](/treasury)创建的一项举措，旨在"),
    valid("[财政部](/treasury)创建的一项举措是救助计划，旨在稳定系统。"),
    invalid("[司法止赎](/x)中，贷方起诉借款人，赢得判决。", found="[司法止赎](/x)中，贷方起诉借款人，"),
)
_BEGINNINGS = re.compile(rf"[，、；。：）》」』】！？]|以及|(?:的|了|着)(?![确士士解眼重手急火实]){LETTER}")
# What only makes sense when something stood before the link: 在…方面, 在…中, 随着…，, 由于…，, a term that is 一项举措;
# but …之后， begins a sentence
_AFTER_LINK = re.compile(
    r"(?:方面|领域|过程中|中|的情况下|的影响下)?[，、](?!也?[被称叫即或又亦简是指通])|方面[做]"
    r"|[^，。；：！？是为有]{2,16}的(?:一项|一种|一类|一个)[^，。；：！？是为有]{1,8}，"
)
_ALSO = re.compile(r"[，、][^，。]{0,12}(?:称|简称|即|是指|也就是)")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each paragraph that begins in mid-sentence."""
    article = reading.article
    for block in article.blocks:
        if block.kind is BlockKind.PARAGRAPH and block.inline and len(block.inline.content) > 3 and _is_cut(block):
            start = block.inline.span(0, 1).start
            yield RULE.finding(
                Span(start, min(block.inline.span(0, len(block.inline.content)).end, start + _width(block))),
                "the paragraph begins in mid-sentence; compare the original",
            )


def _width(block: Block) -> int:
    """Return how much to show: the link it begins with and a few characters, or the first dozen."""
    if block.inline and block.inline.trace.links and block.inline.trace.links[0].start == 0:
        return block.inline.trace.links[0].end + 10
    return 12


def _is_cut(block: Block) -> bool:
    if block.inline is None:
        return False
    content = block.inline.content
    if _BEGINNINGS.match(content):
        return True
    links = block.inline.trace.links
    if not links or links[0].start != 0 or block.lists:
        return False
    end = links[0].end
    return _AFTER_LINK.match(content, end) is not None and not _ALSO.match(content, end)
