"""Half-width punctuation that ends or divides a Chinese sentence.

`影响最大.` ends with an English full stop. Commas, semicolons, question and exclamation marks count when Chinese
stands before them and Chinese, a space or the end of the paragraph follows; colons, brackets and numbers are left
alone.
"""

import re
from collections.abc import Iterator

from review_tui.article import Edit, Span
from review_tui.article.han import LETTER, is_han
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.punctuation.text import text_matches
from review_tui.rules.reading import Reading

RULE = Rule("P402", "halfwidth-punctuation", Severity.WARNING, Safety.SUGGESTED)
CASES = (
    valid("影响最大。"),
    valid("版本 3.5，共 1,000 个"),
    valid("`影响最大.`"),
    valid("见 example.com/甲.html"),
    valid("甲..."),
    valid("第一章. 开始"),
    invalid("影响最大.", found="大.", fixed="影响最大。"),
    invalid("甲,乙", found="甲,", fixed="甲，乙"),
    invalid("真的吗?是的!", found=("吗?", "的!"), fixed="真的吗？是的！"),
)
_MARK = re.compile(rf"[,;!?.](?<={LETTER}[,;!?.])(?:(?<!\.)(?={LETTER}|\s|$)|(?<=\.)(?=$|\n| {LETTER}))")
_FULL = {",": "，", ";": "；", "!": "！", "?": "？", ".": "。"}
_NUMBERING = re.compile(r"(?:^|\s)第?[一二三四五六七八九十百\d]+[章节条]?\.$", re.MULTILINE)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each half-width mark after Chinese."""
    for match in text_matches(reading, _MARK):
        start, end = match.span()
        if not is_han(match.string[start - 1]):
            continue
        if match[0] == "." and _NUMBERING.search(match.string, max(0, start - 10), end):
            continue
        full = _FULL[match[0]]
        fix = RULE.mend(Edit(Span(start, end), full), label=full)
        yield RULE.finding(Span(start - 1, end), f"half-width {match[0]} after Chinese", fix)
