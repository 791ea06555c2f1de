"""Renderings as the search needs them: whether one counts where its characters stand in a text."""

from typing import NamedTuple

from msgspec import Struct

from review_tui.glossary.concept import ACCEPTED, BANNED, Concept, Kind, Rendering
from review_tui.glossary.context import Context, context_of
from review_tui.glossary.folding import folds, has_latin_edge, on_edges

# Words that no term ends inside of, or begins inside of: 每月支付额 does not stand in 每月支付额外的本金, nor 买主 in
# 购买主要住所. Words that two others can meet to make (投资 and 本金 make 资本) are none of them.
_NOT_ENDED_IN = (
    *("额外", "信用卡", "抵押品", "抵押物", "人员", "人民", "人口", "期限", "价格", "价值", "产生", "资格", "单位"),
    *("规定", "购买", "取得", "票据", "住房", "政协", "业务", "投入", "服务", "内容", "密切", "部分", "速度", "法院"),
)
_NOT_BEGUN_IN = ("额外", "购买", "关注", "市场", "通过", "转换", "更加", "参加", "集中", "出售", "强调", "比较")
# Further ones for renderings that should not stand: 福利包 is not in 福利包括, nor 有余额 in 没有余额. A wrong word is
# seldom looked for where a right one may be meant, while the words of an accepted one may be followed by anything.
_SELDOM_ENDED_IN = (
    *("投资者", "投资人", "投资组", "信用", "信贷", "信托", "信息", "信任", "信号", "金额", "金融", "机构", "机会"),
    *("机制", "法律", "法规", "法案", "表明", "表现", "表示", "包括", "包含", "部门", "比较", "比如", "数据", "数量"),
    *("商品", "商业", "员工", "方式", "方法", "方面", "方案", "方向", "书面", "有效", "有限", "收入", "收益", "收购"),
    *("人们",),
)
_SELDOM_BEGUN_IN = (
    *("现在", "存在", "潜在", "正在", "旨在", "可以", "所以", "难以", "予以", "加以", "因为", "称为", "作为", "认为"),
    *("成为", "视为", "没有", "具有", "拥有", "持有", "所有", "使用", "利用", "费用", "进行", "银行", "发行", "执行"),
    *("由于", "对于", "用于", "低于", "高于", "属于", "等于", "基于", "位于", "关于", "资金", "基金", "现金", "本金"),
    *("佣金", "利率", "比率", "汇率", "税率", "目前", "之前", "当前", "提前", "然后", "之后", "最后", "随后", "以后"),
    *("以下", "参与", "重新", "最新", "相反", "反弹", "发放", "开放", "完全", "安全", "最大", "巨大", "扩大", "很大"),
    *("重大", "超过", "不过", "经过", "每股", "公共", "不同", "合同", "共同", "相同", "部分", "赎回", "收回"),
    *("退回", "目标", "指标", "投资", "融资", "工资"),
)


def _nexts(words: tuple[str, ...]) -> dict[str, str]:
    """Return the last characters of words by what stands before them."""
    return {stem: "".join(word[-1] for word in words if word[:-1] == stem) for stem in {word[:-1] for word in words}}


def _befores(words: tuple[str, ...]) -> dict[str, str]:
    """Return the first characters of words by the second."""
    return {end: "".join(word[0] for word in words if word[1] == end) for end in {word[1] for word in words}}


_NEXT, _BEFORE = _nexts(_NOT_ENDED_IN), _befores(_NOT_BEGUN_IN)
_SELDOM_NEXT, _SELDOM_BEFORE = _nexts(_SELDOM_ENDED_IN), _befores(_SELDOM_BEGUN_IN)


class Claim(NamedTuple):
    """A concept that certain words may stand for, and its rendering with these words."""

    concept: Concept
    rendering: Rendering


class Entry(Struct, frozen=True, gc=False):
    """A rendering ready for the search.

    `claims` holds the claim alone. `exact` are the words if their case counts, else empty. `edges` tells that they have
    to stand on word edges. `not_before` and `not_after` are as in `Rendering`, with characters that would make another
    word of the beginning or the end. `context` is None where the rendering counts in any.
    """

    claim: Claim
    claims: tuple[Claim]
    blocker: bool
    accepted: bool
    exact: str
    edges: bool
    not_before: str
    not_after: str
    context: Context | None

    @property
    def plain(self) -> bool:
        """Tell whether the entry counts wherever its characters stand, as far as `passes` is concerned."""
        return not (self.exact or self.edges or self.not_before or self.not_after)

    def passes(self, text: str, start: int, end: int) -> bool:
        """Tell whether case, word edges and guards allow the entry at text[start:end]."""
        if self.exact and text[start:end] != self.exact:
            return False
        if self.edges and not on_edges(text, start, end):
            return False
        if self.not_before and end < len(text) and text[end] in self.not_before:
            return False
        return not (self.not_after and start > 0 and text[start - 1] in self.not_after)


class Pattern(Struct, frozen=True, gc=False):
    """All entries with the same words, case folded.

    It is `plain` if there is nothing to test: then all `entries` count wherever the words stand. `blocks` tells that
    one is a blocker, `varies` that some differ in capitals.
    """

    entries: tuple[Entry, ...]
    plain: bool
    blocks: bool
    varies: bool

    def passing(self, text: str, start: int, end: int) -> tuple[Entry, ...] | None:
        """Return the entries that pass their tests at text[start:end], an empty tuple if a blocker is among them.

        Return None if none passes: then the words are not used up, and shorter ones may be found there. Entries with
        the very capitals of the text come first.
        """
        if self.plain:
            return self.entries
        passing = tuple([entry for entry in self.entries if entry.passes(text, start, end)])
        if not passing:
            return None
        if self.blocks and any(entry.blocker for entry in passing):
            return ()
        if self.varies:
            return tuple(sorted(passing, key=lambda entry: entry.claim.rendering.zh != text[start:end]))
        return passing


def entry_of(claim: Claim) -> Entry:
    """Return a claim ready for the search."""
    concept, rendering = claim.concept, claim.rendering
    zh = rendering.zh
    not_before, not_after = rendering.not_before + goes_on_with(zh), rendering.not_after + _BEFORE.get(zh[:1], "")
    if rendering.status in BANNED:
        not_before += _SELDOM_NEXT.get(zh[-1:], "") + _SELDOM_NEXT.get(zh[-2:], "")
        not_after += _SELDOM_BEFORE.get(zh[:1], "")
    # Without Latin letters there is no case, and nothing to compare again.
    exact = zh if zh.upper() != zh.lower() and not folds(zh) else ""
    return Entry(
        claim,
        (claim,),
        concept.kind is Kind.BLOCKER,
        rendering.status in ACCEPTED,
        exact,
        has_latin_edge(zh),
        not_before,
        not_after,
        context_of(concept, rendering),
    )


def goes_on_with(zh: str) -> str:
    """Return the characters that, right behind a rendering, make another word of its end: 卡 behind 信用."""
    return _NEXT.get(zh[-1:], "") + _NEXT.get(zh[-2:], "")


def pattern_of(entries: list[Entry]) -> Pattern:
    """Return the entries of the same words as one."""
    plain = all(entry.plain for entry in entries)
    blocks = any(entry.blocker for entry in entries)
    varies = len({entry.claim.rendering.zh for entry in entries}) > 1
    return Pattern(() if plain and blocks else tuple(entries), plain, blocks, varies)
