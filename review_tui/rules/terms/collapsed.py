"""Two terms that became one.

`违约或违约`: where the English names two things (delinquency or default), the translation gave both the same word,
and the sentence says nothing. Only terms of the glossary and words that a link names count; 银行与银行之间 is good
Chinese.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.rules.terms.rendering import JOINED

RULE = Rule("T707", "term-collapsed", Severity.WARNING)
_DEFAULT = "concept,en,zh,status\ndefault,default,违约,preferred\nbank,bank,银行,preferred\n"
CASES = (
    valid("违约或拖欠", glossary=_DEFAULT),
    valid("银行与银行之间", glossary=_DEFAULT),
    valid("一个或一个以上", glossary=_DEFAULT),
    valid("银行、银行违约", glossary=_DEFAULT),
    valid("违约或违约金", glossary=f"{_DEFAULT}damages,damages,违约金,preferred\n"),
    invalid("借款人拖欠（违约或违约）", found="违约或违约", glossary=_DEFAULT),
    invalid("违约、[违约](/default2)和其他", found="违约、[违约", glossary=_DEFAULT),
)
_BETWEEN = re.compile(r"之?间|以上|以下|不等")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each pair of equal terms joined as if they were two."""
    prose, mentions = reading.article.prose, reading.mentions
    starts = {mention.start for mention in mentions}
    for first, second in pairwise(mentions):
        if second.end in starts:
            continue  # the second goes on: 债券期货、债券期货|期权
        if not 0 < second.start - first.end < 3 or second.end - second.start != first.end - first.start:
            continue
        term = prose.text[first.start : first.end]
        if term != prose.text[second.start : second.end] or not JOINED.fullmatch(prose.text, first.end, second.start):
            continue
        if not _BETWEEN.match(prose.text, second.end):
            yield RULE.finding(
                prose.span(first.start, second.end),
                f"“{term}” twice: the original names two things",
                concept=first.concept.id if first.concept else None,
            )
