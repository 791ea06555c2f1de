"""Half-width punctuation that ends or divides a Chinese sentence.

`影响最大.` ends with an English full stop. Commas, semicolons, question and exclamation marks count when Chinese
stands before them and Chinese, a space or the end of the paragraph follows; colons, brackets and numbers are left
alone.
"""

import re
from collections.abc import Iterator

from review_tui.article import Edit, Span
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
_PATTERN = re.compile(r"[\u3400-\u9fff](?:[,;!?](?=[\u3400-\u9fff]|\s|$)|\.(?=$|\n| [\u3400-\u9fff]))")
_FULL = {",": "，", ";": "；", "!": "！", "?": "？", ".": "。"}
_NUMBERING = re.compile(r"(?:^|\s)第?[一二三四五六七八九十百\d]+[章节条]?\.$", re.MULTILINE)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each half-width mark after Chinese."""
    for match in text_matches(reading, _PATTERN):
        if match[0].endswith(".") and _NUMBERING.search(match.string, max(0, match.start() - 9), match.end()):
            continue
        span = Span(*match.span())
        mark = Span(span.end - 1, span.end)
        full = _FULL[match[0][-1]]
        yield RULE.finding(span, f"half-width {match[0][-1]} after Chinese", RULE.mend(Edit(mark, full), label=full))
