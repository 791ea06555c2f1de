"""Full-width marks that stand twice.

`上升。。价格` and `债券，，也`: the translation put a mark beside one that was there. `。，` is two marks where one is
meant, and which is for a human to say. Three full stops are an ellipsis to many writers, `！！` and `？！` are meant,
and so are more marks in a row, in a text about punctuation.
"""

from collections.abc import Iterator

from review_tui.article import Span
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.punctuation.shared.text import text_matches
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("P405", "punctuation-doubled", Severity.WARNING, Safety.SUGGESTED)
CASES = (
    valid("甲，乙。丙；丁：戊、己。"),
    valid("等等。。。真的！！是吗？！"),
    valid("标点（，。；：、）的用法，。；：都是全角。"),
    valid("：：：提示"),
    valid("`甲，，乙`"),
    valid("“甲。”，他说。（乙。）。"),
    invalid("价格上升。。债券也是。", found="。。", fixed="价格上升。债券也是。"),
    invalid("[债券](/bond)，，也称为债务。", found="，，", fixed="[债券](/bond)，也称为债务。"),
    invalid("**利率；；**股票、、债券", found=("；；", "、、"), fixed="**利率；**股票、债券"),
    invalid("利率上升，，，随后下降。", found="，，，", fixed="利率上升，随后下降。"),
    invalid("价格上涨 ，， 然后下跌。", found="，，", fixed="价格上涨 ， 然后下跌。"),
    invalid("2008 年，。价格下跌。，股票也是。", found=("，。", "。，")),
)
# What stands before the first mark is looked at last: seldom do two follow each other.
_RUN = lazy(
    r"[，。；：、](?=[，。；：、])(?:(?<=[\w”’》）」』\])*%].)|(?<=[\w”’》）」』\])*%][ \t\u3000].))[，。；：、]+"
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each run of marks of which one is meant."""
    for match in text_matches(reading, _RUN):
        run, span = match[0], Span(*match.span())
        if len(set(run)) > 1:
            if len(run) == 2:
                yield RULE.finding(span, f"{run} is two marks: leave one of them")
        elif run[0] not in "。：" or len(run) == 2:
            fix = RULE.replacing(span, run[0])
            yield RULE.finding(span, f"{run} is one mark that stands {len(run)} times", fix)
