"""Two terms that became one.

`违约或违约`: where the English names two things (delinquency or default), the translation gave both the same word, and
the sentence says nothing. Only terms of the glossary and words that a link names count; 银行与银行之间 and
股东和股东大会 are good Chinese.
"""

from collections.abc import Iterator
from itertools import pairwise

from review_tui.glossary.search.matcher import Mention
from review_tui.rules.model import Finding, Rule, Severity, invalid, valid, with_glossary
from review_tui.rules.reading import Reading
from review_tui.rules.terms.shared.conjunction import CONJUNCTION
from review_tui.text.lazy import lazy

RULE = Rule("T707", "term-collapsed", Severity.WARNING)
_DEFAULT = "default,default,违约,preferred\nbank,bank,银行,preferred\n"
CASES = with_glossary(
    _DEFAULT,
    valid("违约或拖欠"),
    valid("银行与银行之间"),
    valid("一个或一个以上"),
    valid("银行、银行违约"),
    valid("违约或违约金", glossary=f"{_DEFAULT}damages,damages,违约金,preferred\n"),
    valid("违约和违约大会，违约和违约关系部，违约与违约会，违约或违约人"),
    valid("违约和违约组，违约与违约池，违约和违约表的名"),
    invalid("违约和违约组成整体", found="违约和违约"),
    valid("违约或违约的代理人"),
    valid("是否违约以及违约多少，何时违约和违约几次"),
    valid("没有违约或违约有限，违约、违约融资和其他"),
    invalid("违约或违约的贷款", found="违约或违约"),
    valid("违约和违约率，违约与违约的债券", glossary=f"{_DEFAULT}rate,default rate,违约的债券,preferred\n"),
    invalid("违约或违约会发生，违约和违约部分，违约和违约额外", found=("违约或违约", *["违约和违约"] * 2)),
    invalid("借款人拖欠（违约或违约）", found="违约或违约"),
    invalid("违约、[违约](/default2)和其他", found="违约、[违约"),
)
# 银行与银行之间; a verb with its question: 是否派发以及派发多少; none or little of a thing: 没有投票权或投票权有限.
_BETWEEN = lazy(r"之?间|以上|以下|不等|多[少久大]|[几何哪谁什]|有限|受限|不足|[很较极][少低小弱]")
# What makes another word of a term: 股东和股东大会. 会, 方, … begin words of the sentence as well.
_RUNS_ON = lazy(
    r"大会|关系|融资|机构|公司|市场|制度|协议|合同|[业员户费税者]|权(?!衡)|率(?!先)|额(?!外)|金(?!融)|商(?!品)|法(?!院)"
    r"|的(?:遗产|继承|代[表理]|配偶|家[人属]|子女|律师|受托|雇主|母公司|子公司|关联)"  # 借款人或借款人的遗产
    r"|组(?![织成合])|表(?![示明现])|集(?!中)|值(?!得)|[池器树群库层框]"  # 节点和节点组
    r"|人(?!们)|部(?!分)|家(?!庭)|会(?=[\W的和与或及]|议|员|$)|方(?![面式法])|期(?!间)"
)
_LONGEST = 6  # characters that a compound has behind the term


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each pair of equal terms joined as if they were two."""
    text, mentions = reading.article.prose.text, reading.mentions
    starts = {mention.start for mention in mentions}
    for first, second in pairwise(mentions):
        if second.end in starts:
            continue  # the second goes on: 债券期货、债券期货|期权
        if not 0 < second.start - first.end < 3 or second.end - second.start != first.end - first.start:
            continue
        term = text[first.start : first.end]
        if term != text[second.start : second.end] or not CONJUNCTION.fullmatch(text, first.end, second.start):
            continue
        if not _BETWEEN.match(text, second.end) and not _runs_on(reading, second):
            yield RULE.finding(
                reading.article.prose.span(first.start, second.end),
                f"“{term}” twice: the original names two things",
                concept=first.concept.id if first.concept else None,
            )


def _runs_on(reading: Reading, mention: Mention) -> bool:
    """Tell whether a term goes on behind a mention and is another one: 股东大会, or a compound of the glossary."""
    text, start, end = reading.article.prose.text, mention.start, mention.end
    if _RUNS_ON.match(text, end):
        return True
    known = reading.glossary.concepts_of
    return any(known(text[start : end + size]) for size in range(1, _LONGEST + 1))
