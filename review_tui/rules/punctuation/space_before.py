"""White space before full-width punctuation.

Full-width marks carry their own space. `[生产要素](/factors-production) 。` leaves a hole, and a line may begin with
the mark. A space that ends a bare address stays: in GitHub's Markdown and others like it, the address is a link, and
would take in what follows. So does one within the mark of a list item (`1 。甲`), which is no end of a sentence.
"""

from collections.abc import Iterator

from review_tui.article import Edit, Span
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.punctuation.shared.text import text_matches
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("P401", "space-before-punctuation", Severity.WARNING, Safety.SAFE)
CASES = (
    valid("甲，乙。"),
    valid("`甲 。`"),
    valid("他说 “甲”"),
    valid("甲 （乙）"),
    valid("- 。"),
    valid("资产 ！= 财产"),
    valid("1 。甲\n2 。乙"),
    valid("> 12 、甲"),
    invalid("约有\n10 。", found=" 。", fixed="约有\n10。"),
    invalid("共 1 。甲", found=" 。", fixed="共 1。甲"),
    valid("**资料：https://www.hud.gov/a?b=[1] ，**然后申请。"),
    valid("详见 https://www.hud.gov/a ，然后申请。又见 www.hud.gov ；"),
    valid("参考资料： https://www.hud.gov/中文/指南 ，2024 年。见 www.a.cn/甲 。"),
    invalid("见 https://a.cn/1，甲乙 。", found=" 。", fixed="见 https://a.cn/1，甲乙。"),
    invalid(
        "详见 <https://www.hud.gov/a> ，[站点](https://www.hud.gov) 。",
        found=(" ，", " 。"),
        fixed="详见 <https://www.hud.gov/a>，[站点](https://www.hud.gov)。",
    ),
    invalid("[甲](/a) 。", found=" 。", fixed="[甲](/a)。"),
    invalid("甲 ，乙　；丙", found=(" ，", "　；"), fixed="甲，乙；丙"),
    invalid("（[甲](/a) ）来", found=" ）", fixed="（[甲](/a)）来"),
)
# What stands before is looked at after the first space: so the search can go from space to space.
_PATTERN = lazy(r"([ \t\u3000\u00a0](?<=\S.)[ \t\u3000\u00a0]*)(?!！=)[，。；：！？、）》」』】〉]")

# It ends where the space begins, and is no target of a link.
_ADDRESS = lazy(r"(?:(?<!\]\()(?:https?|ftp)://|(?<![\w/])www\.)(?:(?!\]\()[^\s<>`，。；：！？、])*\Z")
_NUMBER = lazy(r"[ >]{0,20}\d{1,2}")  # of an item, where words follow the mark
_INDENT = 22  # code points of a line before the space
_FAR = 500  # code points before the space


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each space before a full-width mark."""
    for match in text_matches(reading, _PATTERN):
        span = Span(*match.span())
        if _ends_address(match.string, span.start) or _numbers_item(match.string, span):
            continue
        gap = Span(span.start, span.start + len(match[1]))
        yield RULE.finding(span, f"a space before {match[0][-1]}", RULE.mend(Edit(gap, ""), label=match[0][-1]))


def _ends_address(text: str, place: int) -> bool:
    """Tell whether what stands right before a place is a bare address."""
    return _ADDRESS.search(text, max(0, place - _FAR), place) is not None


def _numbers_item(text: str, span: Span) -> bool:
    """Tell whether a space and a mark belong to the number of a list item."""
    if text[span.end - 1] not in "。、" or text[span.end : span.end + 1].strip() == "":
        return False
    near = max(0, span.start - _INDENT)
    begin = max(text.rfind("\n", near, span.start), text.rfind("\r", near, span.start), near - 1) + 1
    if begin == near > 0 and text[near - 1] not in "\r\n":
        return False
    return _NUMBER.fullmatch(text, begin, span.start) is not None
