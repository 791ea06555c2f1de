"""What an anchor has besides the name of its term: punctuation, a clause, words of the sentence (L301, L303)."""

from review_tui.article.han import HAN, LETTER
from review_tui.rules.links.shared.anchor import PUNCTUATION, bare, by_length, half_pair
from review_tui.text.lazy import lazy

_ENTITY = lazy(r"[&＆][#＃]?\w{2,8}[;；]$")
_CLAUSE = lazy(rf"[，。；！？]|(?<={LETTER}),")
AFTER_TERM = "the punctuation after its term"
TRAILING = "，。；：、！？,;"
_LEADING = "，。；：、！？"
_END_OF_NAME = (
    "(?:比率|比例|比|率|法案|法|计划|协会|公司|银行|指数|贷款|债券|证券|市场|系统|理论|模型|账户|基金|条例|规则)"
)
# A name of a term neither ends nor begins like this, and does not hold a verb phrase.
# Words of two characters whose last one is no word by itself: 企业合并, 碳中和, 税后.
_WHOLE_WORDS = """
合并 兼并 吞并 归并 中和 饱和 总和 之和 温和 缓和 调和 柔和 共和 参与 赋与 潜在 内在 外在 存在 成就
首都 成都 目的 标的 变更 税后 盘后 售后 贷后 投后 战后 产后 事后 落后 滞后 前后 先后 延后 善后 幕后
实时 即时 及时 准时 限时 定时 工时 分时 小时 临时
"""
_WHOLE = frozenset(_WHOLE_WORDS.split())
_ENDS = lazy(
    rf"{LETTER}(?:是|的|了|在|将|和|与|或|被|就|时|后|很|也|都|并|而|但|更|旨在|被?(?:称|视|归类|定义|认)为|称作|除以|乘以"
    r"|能够|应该|必须|以及|(?<!比)较|(?<![超优])越|(?<![服盲主顺听遵跟随])从|(?<![自理缘事路诉])由|非常|仍然|往往|通常|正在|已经|即将|不是|不会|不能|取决于"
    r"|(?<![国境室校场院体岛以对业月年日店城港盘海户区县省市家向价网期])内|(?<![集华命折适年高初空心途居盘水热交期])中"
    r"|(?<![网线以海路场陆地向至马楼而链面])上|(?<![线以地旗天向低名底乡楼而链私欠])下|(?<![税盘提当目息以事会销赎行])前"
    r"|(?<![行作成认因以人无有所而])为|之后|之间|一起|的时候|的情况下|的过程)$"
)
_LAST = frozenset(
    "是的了在将和与或被就时后很也都并而但更为作以够该须及较越常然往经会能于内中上下前间起候程从由\n"
)  # of _ENDS
_BEGINS = lazy(
    rf"^[至于到在] ?第? ?\d|^(?:的|了(?!解)|自(?![然动由有我营住愿雇付筹身助主行发用己负律治报费保上下])"
    rf"|与|和(?![解平谐约])|或(?!有)|被(?![动保投]|执行|告)|将(?!来|军)|把"
    r"|可能(?:需?要|会|是|有|被|将|导致)|应[该当]|不会|可以|已经|往往|仍然|并且|以及|因为|由于|如果|例如|为了|称为|这[种些个是]"
    rf"|一[种些项]|常见于|投资于|适用于)(?={LETTER}{{2}})"
)
_BEGIN = frozenset("至于到在的了自与和或被将把可应不已往仍并以因由如例为称这一常投适")  # what _BEGINS begins with
_INSIDE = lazy(
    r".(?:的(?:爆发|破裂|崩溃|恶化|创造|可能性|过程|形式|机构|地方|发展|增长|上升|下降|影响|需求|情况)|等(?!级|待|值|价|额|于|候|比)"
    r"|将(?!来|要)|[和与及或]其[他它]|您|[你他她它我]们|变得|产生|导致|成长为|分成|被|通过|受到|就会|不能|收取|扣除|之前|其(?!他|它|余|次)"
    r"|了(?!解)|以[上下内外]的|(?:转换|称|视|作|归类)为|[至于到在] ?\d)."
    r"|.的(?:爆发|破裂|崩溃|恶化|创造|可能性|过程|形式)$"
)
# Behind a short form, or a title in its marks, only the end of a name may stand: (LTV) 比率.
_AFTER_ACRONYM = lazy(rf"[（(][A-Za-z0-9&-]{{2,}}[)）]\s*(?!{_END_OF_NAME}$){LETTER}|^《[^《》]+》(?!第){LETTER}{{3}}")
_EXTRA = 4  # Han characters that a compound may add to a rendering: 抵押贷款 and 抵押贷款经纪公司
_LONGER = 6  # Han characters that it may have besides, before it is more than a term
_LONG = 14  # Han characters without any mark: longer than names are, but for laws and offices
OFFICIAL = lazy(
    r"(?:法|法案|条例|协会|委员会|公司|管理局|银行|部|署|局|基金|组织|会议|指数|规则|准则|协议|条约|大学|服务)$"
)


def excess(text: str, terms: frozenset[str]) -> str | None:
    """Return what an anchor takes in besides its term, in words for a message (`a clause`); None if that is nothing.

    `text` is the anchor. `terms` are the names of the term that it links to, as `bare` makes them; none if the glossary
    does not have it.
    """
    text = text.strip()
    if not text.strip(PUNCTUATION + " ") or _ENTITY.search(text):
        return None  # nothing but punctuation, or the ; of an entity: another rule's
    if text[-1] in TRAILING and len(text) > 1:
        return AFTER_TERM
    if text[0] in _LEADING and (not terms or any(term in bare(text) for term in terms)):
        return "the punctuation before its term"
    return excess_inside(text, terms)


def excess_inside(text: str, terms: frozenset[str]) -> str | None:
    """Return the same as `excess`, without regard to punctuation at the anchor's beginning and end."""
    if _CLAUSE.search(text.strip(PUNCTUATION)):
        return "a clause"
    half = half_pair(text)
    if half is not None:
        return f"half a pair of {''.join(half)}"
    if (text[:1] in _BEGIN and _BEGINS.search(text)) or (_ends(text) and _has_to_do(text, terms)):
        return "a word of the sentence"
    if _AFTER_ACRONYM.search(text):
        return "words after the short form of its term"
    return beyond(text, terms)


def _ends(text: str) -> bool:
    """Tell whether an anchor ends in a word of the sentence, and not in a longer word that ends so (企业合并)."""
    return text[-1:] in _LAST and text[-2:] not in _WHOLE and _ENDS.search(text) is not None


def _has_to_do(text: str, terms: frozenset[str]) -> bool:
    """Tell whether an anchor shares a character with its term: else it is misplaced, which is another rule's."""
    return not terms or not frozenset("".join(terms)).isdisjoint(text)


def beyond(text: str, terms: frozenset[str]) -> str | None:
    """Return the same for an anchor that shows no word or mark of a sentence: None if what it has besides is little.

    That is what stands beside the longest of `terms` in it. If none of them does, its shape decides: whether it reads
    as a piece of a sentence, and how long it is.
    """
    han = len(HAN.findall(text))
    whole = bare(text)
    held = max((term for term in terms if term in whole and HAN.search(term)), key=by_length, default=None)
    if held is not None:
        rest = whole.replace(held, "", 1)
        is_long = len(HAN.findall(rest)) > max(_EXTRA, len(held))
        is_more = is_long or "的" in rest or whole.startswith(("的", "自")) or _INSIDE.search(text)
        return f"more than {held}" if is_more else None
    if (_INSIDE.search(text) and han > 5) or _is_phrase(whole, terms):
        return "a piece of the sentence"
    if han <= _LONG or OFFICIAL.search(text):
        return None
    longest = max((len(HAN.findall(term)) for term in terms), default=0)
    return f"{han} characters, more than a term has" if han > longest + _LONGER else None


def _is_phrase(text: str, terms: frozenset[str]) -> bool:
    """Tell whether an anchor is two words with a 的 between them that share no character with its term."""
    left, _, right = text.partition("的")
    if not (terms and len(left) > 1 and len(right) > 1 and len(HAN.findall(text)) == len(text) <= _LONG):
        return False
    return frozenset(left + right).isdisjoint("".join(terms))
