"""A paragraph that stands in the article twice.

The same words again, or nearly: a paste that went wrong, or one sentence of the original translated two times. Short
lines, headings, table cells and English text are not compared. Nor are the sentences of a series the same, whose
numbers or negations differ, of which one speaks of 优点 where the other speaks of 缺点, or that say the same of two
subjects (沪市主板：…, 深市主板：…). Paragraphs that hold other code or lead to other places are not the same either.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from review_tui.article.han import LETTER
from review_tui.article.prose import Segment, SegmentKind
from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("D502", "paragraph-duplicate", Severity.WARNING)
_LONG = "止赎是贷方在借款人违约之后收回房屋的法律程序，各州的规定不同。"
_WITH_ITS_CLAUSE = "\n\n".join(f"{_LONG.split('，')[0]}，{letter * 20}。" for letter in "甲乙丙丁戊己庚辛")
CASES = (
    valid(f"{_LONG}\n\n其他的一段文字，说的是另外一件完全不同的事情。"),
    valid("短句。\n\n短句。"),
    valid(
        "- 2021 年公司营业收入 100 亿元，同比增长 10%，净利润 20 亿元，同比增长 5%。\n"
        "- 2022 年公司营业收入 110 亿元，同比增长 10%，净利润 21 亿元，同比增长 5%。"
    ),
    valid(
        "优点：这类基金的持仓信息公开，费用很低，投资流程透明，监管严格。\n\n"
        "缺点：这类基金的持仓信息公开，费用很低，投资流程不透明，监管严格。"
    ),
    valid(f"{_LONG}看涨期权的买方支付权利金，可以行权。\n\n{_LONG}看跌期权的买方支付权利金，可以行权。"),
    valid(f"第一季度，{_LONG}\n\n第二季度，{_LONG}"),
    valid(f"- 沪市主板：{_LONG}\n- 深市主板：{_LONG}"),
    valid(f"- 股票：{_LONG}\n- 货币基金：{_LONG}"),
    valid(f"固定利率贷款的{_LONG}\n\n浮动利率贷款的{_LONG}"),
    valid(f"{_LONG}它暴露 `Loan` 对象\n\n{_LONG}它暴露 `Bond` 对象"),
    valid(f"{_LONG}见[网站](https://a.example.com)\n\n{_LONG}见[网页](https://b.example.com)"),
    valid(f"{_LONG}见 <https://a.example.com>\n\n{_LONG}见 <https://b.example.com>"),
    invalid(f"{_LONG}`Loan`\n\n{_LONG}`Loan`", found=f"{_LONG}`Loan`"),
    invalid(f"{_LONG}[网站](/a)\n\n{_LONG}[网站](/a)，甲", found=f"{_LONG}[网站](/a)，甲"),
    invalid(f"该公司说，{_LONG}\n\n此公司说，{_LONG}", found=f"此公司说，{_LONG}"),
    invalid(f"贷方的{_LONG}\n\n贷款人的{_LONG}", found=f"贷款人的{_LONG}"),
    invalid(f"2008 年，{_LONG}\n\n2008年，{_LONG}", found=f"2008年，{_LONG}"),
    invalid(f"{_LONG}\n\n中间\n\n{_LONG}", found=_LONG),
    invalid(f"{_WITH_ITS_CLAUSE}\n\n{_LONG}程序也不同。\n\n{_LONG}程序也不同。", found=f"{_LONG}程序也不同。"),
    invalid(f"风险：{_LONG}\n\n风险提示：{_LONG}", found=f"风险提示：{_LONG}"),
    invalid(f"{_LONG}\n\n- {_LONG.replace('规定', '规则')}", found=_LONG.replace("规定", "规则")),
)
MIN_LENGTH = 20  # code points: shorter ones repeat for good reasons
_ALIKE = 92.0  # per cent of rapidfuzz's ratio (normalised indel similarity)
_HAN = lazy(rf"{LETTER}{{4}}")
_MOST = 8  # paragraphs remembered for one clause
_LONGEST = 5000  # code points of a paragraph that is compared letter by letter
# What tells two sentences of a series apart, however alike they are
_NUMBER = lazy(r"\d+(?:[.,]\d+)*%?|第[一二三四五六七八九十百]+")
_NEGATION = lazy(r"[不没未无非]")
_OPPOSITES = (
    ("优", "缺"), ("利", "弊"), ("涨", "跌"), ("买", "卖"), ("多头", "空头"), ("上", "下"), ("升", "降"), ("增", "减"),
    ("高", "低"), ("大", "小"), ("长", "短"), ("前", "后"), ("内", "外"), ("借", "贷"), ("收入", "支出"), ("盈", "亏"),
    ("资产", "负债"), ("供", "需"), ("左", "右"), ("男", "女"), ("正", "负"), ("流入", "流出"), ("进口", "出口"),
)  # fmt: skip
_HELD = frozenset({"backticks", "autolink", "html_inline"})
_SUBJECT = lazy(r"([^该此这那本其是在为将会有被把的：:，,\s][^是在为将会有被把的：:，,\s]{0,15})([的：:，,])")
_CLAUSE = lazy(r"[^，。；：、！？,.;:!?\s]{5,}")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each paragraph that repeats an earlier one.

    Only paragraphs that share a clause to the letter are compared, so that the cost grows with the text and not with
    its square.
    """
    prose = reading.article.prose
    paragraphs = [
        (segment, _CLAUSE.findall(prose.text, segment.start, segment.end))
        for segment in prose.segments
        if segment.kind is SegmentKind.PARAGRAPH and segment.end - segment.start >= MIN_LENGTH
    ]
    counts = Counter(chain.from_iterable(clauses for _, clauses in paragraphs))
    seen: dict[str, list[Segment]] = {}
    for segment, all_clauses in paragraphs:
        clauses = [clause for clause in all_clauses if counts[clause] > 1]
        if not clauses:  # as nearly always
            continue
        text = prose.segment_text(segment)
        if not _HAN.search(text):
            continue  # a table of parameters, a list of commands: English text repeats for its own reasons
        for other in _rivals(clauses, seen):
            if _is_alike(text, prose.segment_text(other)) and _speak_of_the_same(segment, other):
                line = reading.article.place(other.span.start).line
                span = prose.span(segment.start, segment.end)
                yield RULE.finding(span, f"almost the same paragraph stands on line {line}")
                break
        for clause in clauses:
            holders = seen.setdefault(clause, [])
            if len(holders) < _MOST:
                holders.append(segment)


def _rivals(clauses: list[str], seen: dict[str, list[Segment]]) -> list[Segment]:
    """Return the paragraphs that share a clause, in the order of the clauses; of many, those that share most."""
    shared = Counter(other.start for clause in clauses for other in seen.get(clause, ()))
    rivals = {other.start: other for clause in clauses for other in seen.get(clause, ())}
    if len(rivals) > _MOST:
        rivals = {start: rivals[start] for start, _ in shared.most_common(_MOST)}
    return list(rivals.values())


def _speak_of_the_same(segment: Segment, other: Segment) -> bool:
    """Tell whether two paragraphs hold the same code and lead to the same places, as far as both do at all."""
    one, two = _held(segment), _held(other)
    return not (one and two) or one == two


def _held(segment: Segment) -> list[str]:
    """Return the code, the tags and the targets of links in a paragraph."""
    if segment.block is None or segment.block.inline is None:
        return []
    inline = segment.block.inline
    pieces = (inline.content[each.start : each.end] for each in inline.trace.pieces if each.rule in _HELD)
    return sorted(chain(pieces, (link.href for link in inline.trace.links)))


def _is_alike(text: str, other: str) -> bool:
    """Tell whether two paragraphs are the same or nearly; long ones only the same, for the cost grows as a square."""
    if text == other:
        return True
    if len(text) > _LONGEST or len(other) > _LONGEST:
        return False
    # They would not be alike if all the characters they share stood in one order; nor if they shared all of one.
    enough = _ALIKE * (len(text) + len(other)) / 200
    if min(len(text), len(other)) < enough or (Counter(text) & Counter(other)).total() < enough:
        return False
    if _are_a_series(text, other):
        return False
    from rapidfuzz import fuzz  # few paragraphs come so far, and it takes long to load

    return fuzz.ratio(text, other, score_cutoff=_ALIKE) > 0


def _are_a_series(text: str, other: str) -> bool:
    """Tell whether two paragraphs say different things in the same words: of two years, with a not, of opposites."""
    if sorted(_NUMBER.findall(text)) != sorted(_NUMBER.findall(other)):
        return True
    if len(_NEGATION.findall(text)) != len(_NEGATION.findall(other)):
        return True
    if _have_two_subjects(text, other):
        return True
    return any(
        (text.count(one) - other.count(one)) * (text.count(opposite) - other.count(opposite)) < 0
        for one, opposite in _OPPOSITES
    )


def _have_two_subjects(text: str, other: str) -> bool:
    """Tell whether two paragraphs differ in their subject alone, or in the label before a colon."""
    one, two = _SUBJECT.match(text), _SUBJECT.match(other)
    if one is None or two is None or text[one.end(1) :] != other[two.end(1) :]:
        return False
    if one[1] in two[1] or two[1] in one[1]:
        return False
    return one[2] in "：:" or len(one[1]) == len(two[1])
