"""A compound whose part is rendered two ways.

银行系统 here and 银行体系 there, 止赎销售 and 止赎出售, 信贷程序 and 信用程序: one term of the original, though no
glossary lists it. Two compounds are held to be one term where they share their other part, and the parts that differ
are words which translation engines put for one English word (a list of its own: 付款 and 支付, 系统 and 体系). Each use
of a rarer form is reported. Where the glossary knows both forms, or the parts themselves as one concept (贷方 and
贷款人), it decides, and this rule says nothing; nor does it of a part that the glossary advises against, or where the
words beside the part are a piece of the sentence (通常要求) and make no compound with it.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from review_tui.article import Edit
from review_tui.article.han import LETTER
from review_tui.glossary.concept import ACCEPTED, BANNED
from review_tui.glossary.search.matcher import Mention
from review_tui.glossary.search.other_words import goes_on_with
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.rules.terms.shared.word_groups import WordGroup, automaton, groups, groups_of, words
from review_tui.text.lazy import lazy

RULE = Rule("T709", "term-compound", Severity.INFO, Safety.SUGGESTED)
_BOTH = "credit-risk,credit risk,信用风险,preferred\nlending-risk,lending risk,信贷风险,preferred\n"
CASES = (
    valid("银行系统很稳定，银行系统很大。"),
    valid("银行系统很稳定，支付体系很大。规模很大，系统稳定；规模很大，体系复杂。"),
    valid("信用风险与信贷风险", glossary=_BOTH),
    valid("贷方名单与贷款人名单", glossary="lender,lender,贷款人,preferred\nlender,lender,贷方,admitted\n"),
    valid(
        "房产价值下跌，房地产价值下降",
        glossary="p,property value,房产价值,preferred\np,property value,房地产价值,admitted\n",
    ),
    valid("借款人通常支付利息，也通常付款很快。"),
    valid("他可以出售房屋，也可以销售房屋。"),
    valid("股票的出售、债券的销售"),
    valid("费用通过该计划支付。计划付款，很多。"),
    valid("一次性支付与一次性付款"),
    valid("四个单元，四个单位，整个部门，整个板块"),
    invalid("个人付款，个人付款计划，个人支付", found="个人支付", fixed="个人付款，个人付款计划，个人付款"),
    invalid(
        "个人付款，个人付款，个人支付",
        found=("个人付款", "个人付款"),
        fixed="个人支付，个人支付，个人支付",
        glossary="p,personal payment,个人付款,deprecated\n",
    ),
    valid(
        "他们关闭空头头寸。关闭短仓之后",
        glossary="s,short position,空头头寸,preferred\ns,short position,短仓,deprecated\n",
    ),
    invalid(
        "贷款人名单、贷方名单与放贷人名单",
        found="贷方名单",
        fixed="贷款人名单、贷款人名单与放贷人名单",
        glossary="l,lender,贷款机构,preferred\nl,lender,放贷人,deprecated\n",
    ),
    valid("循环信用卡与循环信贷"),
    valid("出售住房与出售住宅，大公司与大企业"),
    valid("所有权从业主转移给他，从所有者转移给他。体系创建了货币，系统创建了货币"),
    valid("当客户支付的金额低于利息，随着客户付款，余额下降。"),
    invalid(
        "银行系统很稳定，整个银行系统很大，而银行体系有风险。",
        found="银行体系",
        fixed="银行系统很稳定，整个银行系统很大，而银行系统有风险。",
    ),
    invalid(
        "先是信贷程序，后是信用程序，又是信用程序。",
        found="信贷程序",
        fixed="先是信用程序，后是信用程序，又是信用程序。",
    ),
    invalid("帕累托原则与帕累托原理", found="帕累托原理", fixed="帕累托原则与帕累托原则"),
    invalid("授权参与者。授权[参与人](/ap)", found="授权[参与人", fixed="授权参与者。授权[参与者](/ap)"),
)

_STEM = 2  # characters beside a part that two compounds must share
_HAN = lazy(rf"{LETTER}{{1,{_STEM}}}")
_LONGEST = 6  # characters of the shared part that a finding shows
# Characters of which none stands in a compound beside its part, and words that stand beside one and make none with it.
_FUNCTION = frozenset(
    "的了在和与或而但是被将从自对由其该这那一不有为以及等也就都可会能要把让使给向于所"
    "之到并且更最很已正还只又再每各某任何若如果因此当时后前中内外上下里间您你我他她它们"
)
_SENTENCE = """
部分 换取 系列 随着 实现 面临 达成 急剧
通常 经常 多数 许多 大量 立即 用来 来说 停止 开始 继续 错过
制定 期间 额外 需要 必须 应该 可能 支付 提供 进行 收到 获得
没有 无法 强制 要求 允许 禁止 避免 决定 选择 希望 导致 造成
产生 增加 减少 提高 降低 按时 准时 定期 直接 首先 其次 最终
随后 然后 之后 之前 同时 目前 现在 过去 未来 例如 包括 以下
次性 以上 这些 那些 其他 另外 所有 全部 任何 每个 各种 某些 不同
相同 通过 根据 按照 关于 由于 虽然 尽管 只有 还有 没收 使用
购买 申请 发生 存在 出现 成为 作为 认为 表示 说明 意味 什么
怎么 如何 是否 一旦 只要 不断 逐渐 一般 特别 尤其 非常 十分
相当 比较 几乎 愿意 想要 试图 打算 准备 同意 拒绝 超过 低于
高于 等于 至少 大约 左右 以来 以后 以前 当天 每天 客户 人们
有人
"""
_LOOSE = frozenset(_SENTENCE.split())
_COUNTER = "个"  # 四个单位
# After a verb, these make a term with it; anything else is its object.
_HEADS = frozenset(
    ("通知", "计划", "方案", "协议", "条款", "日期", "义务", "能力", "历史", "记录", "周期", "选项", "程序")
)
_NO_OBJECT = frozenset("的和与或是时中后前等")
_DONE = frozenset("了着过给到至在成为")  # what stands before them is a verb: 体系创建了, 从业主转移给贷方
_PERSONS = ("款人", "者", "方", "客户")  # one who does what the verb after it says: 借款人支付的金额
# A verb that has such a word and a noun before it is one: 通过该计划支付.
_LED = lazy(r"(?:通过|经由|由|从|用|以)[^，。；：、]{0,4}$")
_FAR = 6  # characters before the noun in which it is looked for


_WordFound = tuple[int, int, int]
"""A word of a group in the prose: its index among `words`, where it begins and where it ends."""


class _CompoundPart(Struct, frozen=True, order=True, gc=False):
    """A part of a compound in the prose."""

    start: int
    end: int
    word: str

    def with_half(self, size: int, *, left: bool) -> tuple[int, int]:
        """Return where the part and the other half of its compound stand, which has `size` characters beside it."""
        return (self.start - size, self.end) if left else (self.start, self.end + size)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each use of a rarer form of a compound."""
    text = reading.article.prose.text
    reported: set[int] = set()
    for group, words_found in _by_group(text):
        for left in (True, False):
            for those in _compounds(text, words_found, left=left, verbal=group.verbal):
                yield from _rarer(reading, group, those, reported, left=left)


def _rarer(
    reading: Reading, group: WordGroup, parts: list[_CompoundPart], reported: set[int], *, left: bool
) -> Iterator[Finding]:
    """Yield findings on the rarer forms of one compound, whose other half stands to the `left` or right of its parts.

    `reported` holds where parts begin that a finding is about already; it is added to. The form that the others should
    have is one that the glossary accepts, else one that it does not advise against; of several the commonest, else the
    one whose word comes first in the group.
    """
    parts = [part for part in parts if not _is_bad_alone(reading, part)]
    if not _differ(parts):
        return
    prose = reading.article.prose
    shared = _shared(prose.text, parts, left=left)
    size = len(shared)
    forms = {part.word: shared + part.word if left else part.word + shared for part in parts}
    known = {
        part.word: mention for part in parts if (mention := reading.mention_over(*part.with_half(size, left=left)))
    }
    if len(known) == len(forms) or _is_one_concept(reading, parts) or _cuts_a_term(reading, parts[0], size, left=left):
        return
    counts = Counter(part.word for part in parts)
    chosen = max(
        forms,
        key=lambda word: (_standing(known.get(word)), counts[word], -group.words.index(word)),
    )
    said = "、".join(f"{forms[word]} ×{count}" for word, count in counts.most_common())
    for part in parts:
        if part.word == chosen or part.start in reported:
            continue
        reported.add(part.start)
        span = prose.span(part.start, part.end)
        fix = RULE.mend(Edit(span, chosen), label=forms[chosen]) if reading.is_plain(part.start, part.end) else None
        yield RULE.finding(
            prose.span(*part.with_half(size, left=left)), f"one term in {len(forms)} forms here: {said}", fix
        )


def _is_one_concept(reading: Reading, parts: list[_CompoundPart]) -> bool:
    """Tell whether the parts by themselves are accepted renderings of one concept: then T703 compares them."""
    concepts: set[tuple[str, str]] = set()
    for part in parts:
        mention = reading.mention_over(part.start, part.end)
        if mention is None or mention.end != part.end or _standing(mention) < 1:
            return False
        concept, rendering = mention.claims[0]
        concepts.add((concept.id, rendering.compared_as))
    return len(concepts) == 1


def _is_bad_alone(reading: Reading, part: _CompoundPart) -> bool:
    """Tell whether the glossary advises against a part as it stands, without the rest of its compound."""
    mention = reading.mention_over(part.start, part.end)
    return mention is not None and (mention.start, mention.end) == (part.start, part.end) and _standing(mention) < 0


def _cuts_a_term(reading: Reading, part: _CompoundPart, size: int, *, left: bool) -> bool:
    """Tell whether a known term runs over the far edge of what the forms share: 产价值 is only a piece of 房产价值."""
    edge = part.start - size if left else part.end + size
    return reading.mention_over(edge - 1, edge + 1) is not None


def _standing(mention: Mention | None) -> int:
    """Return 1 for words that the glossary accepts, -1 for those that it advises against, 0 for others."""
    rendering = mention.rendering if mention else None
    return (rendering.status in ACCEPTED) - (rendering.status in BANNED) if rendering else 0


def _shared(text: str, parts: list[_CompoundPart], *, left: bool) -> str:
    """Return the characters that stand beside all parts: two on the right; on the left as many as can be of a term."""
    first = parts[0]
    if not left:
        return text[first.end : first.end + _STEM]
    size = _STEM
    while size < _LONGEST:
        befores = {text[part.start - size - 1 : part.start - size] for part in parts}
        character = befores.pop()
        if befores or character in _FUNCTION or not _HAN.match(character):
            break
        size += 1
    return text[first.start - size : first.start]


def _by_group(text: str) -> Iterator[tuple[WordGroup, list[_WordFound]]]:
    """Yield the groups of which the prose has several words, with where each word stands, in order."""
    groups_by_word, goes_on = groups_of(), _goes_on()
    found: dict[int, list[_WordFound]] = {}
    for match in automaton().find_matches_as_indexes(text):
        index, _, end = match
        if goes_on[index] and text[end] in goes_on[index]:
            continue
        for group in groups_by_word[index]:
            found.setdefault(group, []).append(match)
    for group, matches in found.items():
        if len({index for index, _, _ in matches}) > 1:
            yield groups()[group], matches


@cache
def _goes_on() -> tuple[str, ...]:
    """Return for each of the words the characters with which its end makes another word: 信用卡."""
    return tuple(map(goes_on_with, words()))


def _compounds(text: str, found: list[_WordFound], *, left: bool, verbal: bool) -> Iterator[list[_CompoundPart]]:
    """Yield the parts that make compounds with the same two characters to their left, or right: one list a compound.

    `found` are the words of one group; `verbal` words count only where they are nouns.
    """
    if left:
        stems = [text[max(0, start - _STEM) : start] for _, start, _ in found]
    else:
        stems = [text[end : end + _STEM] for _, _, end in found]
    if len(set(stems)) == len(stems):
        return  # as mostly: no word stands beside two of them
    by_stem: dict[str, list[_CompoundPart]] = {}
    for stem, (index, start, end) in zip(stems, found, strict=True):
        by_stem.setdefault(stem, []).append(_CompoundPart(start, end, words()[index]))
    compounds: list[list[_CompoundPart]] = []
    for stem, those in by_stem.items():
        if not _differ(those) or not _is_stem(stem):
            continue
        nouns = [part for part in those if _is_noun(text, part, stem, left=left, verbal=verbal)]
        if _differ(nouns):
            compounds.append(nouns)
    yield from sorted(compounds)


def _differ(parts: list[_CompoundPart]) -> bool:
    """Tell whether the parts are several different words."""
    return len(parts) > 1 and any(part.word != parts[0].word for part in parts)


def _is_stem(stem: str) -> bool:
    """Tell whether two characters can be a part of a term."""
    return (
        bool(_HAN.fullmatch(stem)) and stem not in _LOOSE and _FUNCTION.isdisjoint(stem) and not stem.endswith(_COUNTER)
    )


def _is_noun(text: str, part: _CompoundPart, stem: str, *, left: bool, verbal: bool) -> bool:
    """Tell whether a compound is a noun where it stands: a verb in it has neither a subject nor an object."""
    end = part.end if left else part.end + len(stem)
    if text[end : end + 1] in _DONE:
        return False
    if not verbal:
        return True
    if not left:
        return stem in _HEADS
    if stem.endswith(_PERSONS):
        return False
    before = part.start - len(stem)
    if _LED.search(text, max(0, before - _FAR), before):
        return False
    after = text[part.end]
    return after in _NO_OBJECT or not _HAN.match(after) or text[part.end : part.end + _STEM] in _HEADS
