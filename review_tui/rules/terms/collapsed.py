"""Two terms that became one.

`违约或违约`: where the English names two things (delinquency or default), the translation gave both the same word,
and the sentence says nothing. Only terms of the glossary and words that a link names count; 银行与银行之间 is good
Chinese.
"""

import re
from collections.abc import Iterator

from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("T707", "term-collapsed", Severity.WARNING)
_DEFAULT = "concept,en,zh,status\ndefault,default,违约,preferred\nbank,bank,银行,preferred\n"
CASES = (
    valid("违约或拖欠", glossary=_DEFAULT),
    valid("银行与银行之间", glossary=_DEFAULT),
    valid("一个或一个以上", glossary=_DEFAULT),
    valid("违约或违约金", glossary=f"{_DEFAULT}damages,damages,违约金,preferred\n"),
    invalid("借款人拖欠（违约或违约）", found="违约或违约", glossary=_DEFAULT),
    invalid("违约、[违约](/default2)和其他", found="违约、[违约", glossary=_DEFAULT),
)
_JOINED = re.compile(r"([\u3400-\u9fff]{2,8})(?:或|或者|和|与|及|以及|、|还是)\1(?!之间|间|以上|以下|不等)")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each pair of equal terms joined as if they were two."""
    prose = reading.article.prose
    matches = list(_JOINED.finditer(prose.text))
    if not matches:
        return
    terms = {(mention.start, mention.end): mention for mention in reading.mentions}
    for match in matches:
        first = terms.get(match.span(1))
        if first is not None and (match.end() - len(match[1]), match.end()) in terms:
            yield RULE.finding(
                prose.span(*match.span()),
                f"“{match[1]}” twice: the original names two things",
                concept=first.concept.id if first.concept else None,
            )
