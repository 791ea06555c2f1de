"""A quotation mark or bracket without its partner.

`所谓的“[保护条款](/covenant)，当投资者…`: the translation lost where the quotation ends. Marks are paired within a
paragraph, across links and bold. A quotation over several paragraphs is one, with or without a mark at the beginning of
each, and so is one that ends in a straight mark; `1）` counts a list.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from review_tui.article import Span
from review_tui.article.blocks import Block, BlockKind
from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.punctuation.shared.text import text_matches
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("P407", "punctuation-unpaired", Severity.INFO)
CASES = (
    valid("他说：“利率（年化）会升，见《报告》。”"),
    valid("所谓的“[保护](/covenant)**条款”**，与“‘甲’乙”。"),
    valid("“第一段。\n\n“第二段。”"),
    valid("他说：“第一段。\n\n“第二段。\n\n“第三段。”"),
    valid("“我们想过，”他说，“第一段。\n\n“第二段。”"),
    valid("“第一段。\n\n第二段，\n\n第三段。”他说。"),
    valid('“去网站上查询。"他说。(见下文）（又见上文)'),
    valid("1）甲；2）乙；a）丙\n\n一）丁\n\n好的：）"),
    valid("更新（5/20）：市盈率（P/E）与（乙 2）"),
    valid("`“` 与 [甲](/b“c)"),
    valid("“甲”“乙”（丙（丁））"),
    valid("| “甲” | 乙 |\n|---|---|\n| （丙） | 丁 |"),
    invalid("根据所谓的“[保护](/covenant)条款，投资者可以拒绝。", found="“"),
    invalid("# “甲\n\n乙”丙“丁”", found=("“", "”")),
    invalid("戊（己。", found="（"),
    invalid("价格上升》，利率下降）。", found=("》", "）")),
    valid('甲（15" 屏幕）与 a) 乙'),
    invalid("“甲“乙”，丙。", found="“"),
    invalid("根据所谓的“保护条款，可以拒绝。\n\n“我们拒绝，”他说。", found="“"),
    invalid("他说：“第一段。\n\n第二段。", found="“"),
    invalid("# 乙\n\n（丙\n\n# 丁\n\n戊》", found=("（", "》")),
)
_PARTNER = {"”": "“", "）": "（", "》": "《", "」": "「", "』": "『", "】": "【"}
_CLOSES = _PARTNER | {")": "（"}
_STRAIGHT = {"(": "（", '"': "“"}  # what may be closed by a full-width mark as well
_MARK = lazy(r"""[“”（）《》「」『』【】()"]""")
_INSIDE = r"""[^“”（）《》「」『』【】()"\r\n]*"""
_PAIR = lazy(f"“{_INSIDE}”|（{_INSIDE}）|《{_INSIDE}》")
_NO_BRACKET = lazy(r"(?:(?<!\w)[\da-zA-Z一二三四五六七八九十]{1,2}|[：:;]-?)）")  # `1）` counts a list, `：）` smiles
_SAYS = lazy(r"(?:[：:]|(?:说|道|称|写|表示|指出|认为|强调|补充)，)\s?[*_]{0,3}$")  # what leads to a speech
_BEFORE = 8  # code points that are looked at for that
_FAR = 8  # paragraphs that a quotation may go on for


class _Mark(NamedTuple):
    mark: str
    place: int
    block: int  # the index of its block


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each mark without a partner in its paragraph, or in those that a quotation goes on for."""
    text = reading.article.text
    rest = _PAIR.sub("", text)
    if not any(mark in rest for pair in _PARTNER.items() for mark in pair):
        return  # as in most articles
    alone = [
        each
        for marks in _by_block(reading)
        for each in _alone(marks)
        if not _NO_BRACKET.search(text, max(0, each.place - 2), each.place + 1)
    ]
    for each in _without_long_quotations(reading, sorted(alone, key=lambda each: each.place)):
        said = "closes nothing that was opened" if each.mark in _PARTNER else "is never closed"
        yield RULE.finding(Span(each.place, each.place + 1), f"{each.mark} {said} in this paragraph")


def _by_block(reading: Reading) -> Iterator[list[_Mark]]:
    marks = (
        _Mark(match[0], match.start(), reading.block_index_at(match.start())) for match in text_matches(reading, _MARK)
    )
    for _, group in groupby(marks, key=lambda each: each.block):
        yield list(group)


def _alone(marks: list[_Mark]) -> Iterator[_Mark]:
    """Yield the full-width marks of a block that have no partner there; a straight one may be that."""
    opened: list[_Mark] = []
    counts: Counter[str] = Counter()  # of the marks in `opened`, by what `_opens` makes of them
    for each in marks:
        partner = "“" if each.mark == '"' and counts["“"] else _CLOSES.get(each.mark)
        if partner is None:
            opened.append(each)
            counts[_opens(each)] += 1
        elif counts[partner]:
            while _opens(other := opened.pop()) != partner:  # what is opened inside, and not closed
                counts[_opens(other)] -= 1
                if other.mark not in _STRAIGHT:
                    yield other
            counts[partner] -= 1
        elif each.mark in _PARTNER:
            yield each
    yield from (other for other in opened if other.mark not in _STRAIGHT)


def _opens(each: _Mark) -> str:
    return _STRAIGHT.get(each.mark, each.mark)


def _without_long_quotations(reading: Reading, alone: list[_Mark]) -> Iterator[_Mark]:
    """Yield the marks again, but those of quotations over several paragraphs."""
    blocks = reading.article.blocks
    opened: list[_Mark] = []
    for each in alone:
        if each.mark == "“":
            opened.append(each)
            continue
        first = len(opened)
        if each.mark == "”":
            first = bisect_left(opened, _first_of_stretch(blocks, each.block), key=attrgetter("block"))
        if first == len(opened):
            yield each
        del opened[first:]
    for each in opened:
        following = blocks[each.block + 1 : each.block + 2]
        is_speech = _begins(reading, blocks[each.block]) or _is_said(reading.article.text, each.place)
        if not (is_speech and following and _begins(reading, following[0])):
            yield each


def _first_of_stretch(blocks: Sequence[Block], index: int) -> int:
    """Return the index of the first block from which a quotation may go on to one with an index.

    All blocks between are paragraphs. Where that one is none itself, it is the index of the next one.
    """
    first = index + 1
    while first > max(0, index + 1 - _FAR) and blocks[first - 1].kind is BlockKind.PARAGRAPH:
        first -= 1
    return first


def _begins(reading: Reading, block: Block) -> bool:
    """Tell whether a block begins with a quotation mark."""
    return reading.article.text.startswith(("“", "*“", "**“"), block.span.start)


def _is_said(text: str, place: int) -> bool:
    """Tell whether what opens at a place is what somebody says."""
    return _SAYS.search(text[max(0, place - _BEFORE) : place]) is not None
