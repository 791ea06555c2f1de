"""Whether words could be the name of a term, or are a piece of a sentence that got into a link."""

import re

from review_tui.article.han import HAN

LONGEST = 12  # Han characters; 国际财务报告准则基金会 has 11

_CLAUSE = re.compile(r"[，。；：！？、,;!?\n]")
_WORDS = re.compile(r"[\w\u00b7·&%/.()（）《》“”‘’'’+ -]+")
_OF = re.compile(r"(?<![标目])的")
_PAIRS = (("(", ")"), ("（", "）"), ("《", "》"), ("“", "”"), ("‘", "’"))
_EDGES = " \u3000，。；：！？、,;:!?”“‘’\n"
_JOINTS = ("和", "与", "或", "及", "自", "在", "对", "的", "将")
_FIRST = (
    "的", "了", "在", "和", "与", "或", "而", "但", "是", "被", "将", "从", "自", "对", "由", "其", "该", "这", "那",
    "如", "若", "并", "且", "及", "以", "于", "把", "给", "让", "使", "向", "因", "为", "可以", "例如", "一个", "一种",
    "一些", "许多", "某些", "他们", "它们", "他", "她", "它", "您", "你", "我",
)  # fmt: skip
_LAST = (
    "的", "了", "在", "和", "与", "或", "是", "被", "将", "中", "时", "后", "上", "下", "并", "且", "及", "以", "把",
    "着", "地", "进行", "等", "之",
)  # fmt: skip
NAMES_BEGIN_SO = (
    "自动", "自由", "自然", "自营", "自愿", "自有", "自我", "自住", "自付", "自雇", "自筹", "自上", "自下", "自相",
    "对冲", "对价", "对手", "对账", "对数", "对敲", "对等", "从众", "从属", "和解", "在线", "在建", "在途", "在职",
    "在制", "与会", "由头", "其他综合", "可转", "以太", "以房", "以物", "以旧", "并购", "并行", "并表", "并发",
    "使用", "因子", "因素", "因果", "向上", "向下", "给付", "让步", "让利", "将来", "如期", "一篮子", "及时",
    "自保", "自留", "自助", "自主", "自白", "自贸", "被动", "被保险", "被保证", "被保人", "被投", "被继承",
    "被执行", "被告", "是非", "为期", "为市", "或有", "和平", "和谐", "和约", "将军",
)  # fmt: skip
"""Words that begin names, although they begin with one of these characters: 自由, 或有负债."""

NAMES_END_SO = (
    "标的", "目的", "集中", "适中", "实时", "及时", "工时", "小时", "延时", "税后", "滞后", "售后", "盘后", "背后",
    "最后", "以上", "线上", "网上", "线下", "以下", "地下", "现在", "存在", "内在", "潜在", "外在", "总和", "饱和",
    "调和", "缓和", "参与", "赠与", "土地", "房地", "耕地", "用地", "基地", "实地", "当地", "本地", "产地", "高地",
    "租地", "内地", "场地", "同等", "平等", "对等", "次等", "中等", "高等", "均等", "之后", "自上而下", "自下而上",
    "可以", "落后", "事后", "事中", "其中", "暂时", "临时", "定时", "即时", "准时", "归还", "兼并", "合并", "吞并",
    "火中", "打了", "为了", "归并", "共和", "中和", "温和", "柔和", "投后", "贷后", "战后", "产后", "善后",
    "幕后", "延后", "限时", "分时", "赋与", "成就", "首都", "成都", "变更",
)  # fmt: skip
"""Words that end names, although they end with a character or a word that none does: 税后, 碳中和.

A few of them are words of the sentence where they stand behind a name: 最后, 现在.
"""


def fault_of(text: str) -> str:
    """Return why words can be no term, in a few words; empty where they can."""
    words = text.strip()
    han = len(HAN.findall(words))
    if not han:
        return "no Chinese"
    if _CLAUSE.search(words):
        return "holds a clause"
    if not _WORDS.fullmatch(words):
        return "holds punctuation"
    if any(words.count(left) != words.count(right) for left, right in _PAIRS):
        return "half a bracket"
    if han > LONGEST:
        return f"longer than {LONGEST} characters"
    if words.startswith(_FIRST) and not words.startswith(NAMES_BEGIN_SO):
        return "begins in the middle of a sentence"
    if words.endswith(_LAST) and not words.endswith(NAMES_END_SO):
        return "ends in the middle of a sentence"
    if han == 1 and len(words) == 1:
        return "a single character"
    if _OF.search(words) and not words.startswith("目的"):
        return "a phrase with 的"
    return ""


def tidied(text: str) -> str:
    """Return words without the punctuation at their ends, and without a conjunction before them, if then they pass.

    A link that took in the full stop, or the 和 before a list's last term, means the term all the same.
    """
    words = text.strip(_EDGES)
    if fault_of(words) and words.startswith(_JOINTS) and not fault_of(words[1:]):
        return words[1:]
    return words
