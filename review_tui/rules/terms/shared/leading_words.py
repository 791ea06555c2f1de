"""Words of the sentence that a wrong rendering begins with, and that a fix has to keep: 几个 of 几个凹槽.

They say which things are meant, whose they are, how many, how much or how high, that there are none, or what is done
with them. Glossary rows have them so that the wrong word behind them is recognised for sure: 凹槽 alone may be right.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from review_tui.glossary.concept import BANNED, Concept, Rendering
from review_tui.text.lazy import lazy

_DETERMINER = lazy(
    r"(?:这些|这个|该|此(?!处)|每个|任何|称为)(?=.)"
    r"|(?:(?:[您你他她]|他们)的|其(?![他它余中次实]))(?=..)"
    r"|(?:[您你]|他们|借款人|债务人|房主|持卡人|消费者|租户)(?=落后)"  # who falls behind
)
_DETERMINED = lazy(  # a term that has such a word itself
    r"(?:per|any|each|every|this|all|own|your?s?|his|hers?|theirs?|vostro)\b", re.IGNORECASE
)
# Verbs that govern a noun, and how English words begin that say them: a term with one of these has the verb itself.
_PART = "divi|split|slic|carv|break|segment|shar"
_VERBS = {
    "提交": "fil|submi|propos|tender|claim|present|disput",
    "存在": "exist|entit|presen|being",
    "提供": "offer|suppl|provi|fund|extend|deliver|servic|quot|financ",
    "进行": "work|perform|conduct|process|progress|go|under|execut|carr|mak",
    "收到": "recei|collect",
    "收取": "charg|collect|recei|claim|process|tak",
    "支付": "pay|paid|disburs",
    "获得": "earn|attain|obtain|acqui|gain|get|secur|tak|build|recei|benefi",
    "签署": "sign|execut",
    "批准": "approv|authori|permi|ratif|sanction|assent|valid",
    "承担": "bear|assum|tak|liab|under",
    "增加": "incre|add|gain|rais|gr[eo]w|accret|build",
    "降低": "reduc|low|down|cut|decreas",
    "达到": "reach|attain|meet|met|at|achiev|hit|mak",
    "作为": "as|act",
    "产生": "generat|produc|incur|accru|aris|yield|creat",
    "出售": "s[eo]l|sal|short|vend|dispos",
    "购买": "buy|bought|purchas|acqui|long|shop",
    "发行": "issu|offer|extend|writ|float|origin|distribut|releas",
    "建立": "buil|establish|creat|set|accru|accumul|start|mak|form|found|construct|init|open|tak|enter|put",
    "积累": "accumul|cumul|buil|accr|sav|amass|gr[eo]w",
    "偿还": "repa|pay|paid|red|refund|reimb|amorti|settl|servic|retir|discharg|satisf|return",
    "放弃": "waiv|abandon|ced|forg|relinq|giv|surrend|disclaim|renounc|drop|leav|vacat|walk|default|laps|releas|opport",
    "选择": "choos|choic|elect|select|opt|pick|advers|altern|facult|voluntar|shop",
    "取消": "cancel|d[ei]|resci|revo|void|off|call|kill|waiv|strik|remov|elim|lift|annul|termin|drop|retir|un|non|irrev"
    "|foreclos|preforeclos",
    "失去": "los|forfeit|forg|miss|incap",
    "寻求": "seek|sought|solicit|pursu|shop|rent|appl|look|want",
    "停止": "stop|stand|halt|suspend|ceas|paus|end|discontin|circuit|clos|shut|stay|off|parab",
    "需要": "need|requir|demand|must|call|dut|want",
    "使用": "us|util|consum|exercis|appl|tenur",
    "套现": "cash|monet",
    "未付": "un|outstand|past|due|arrear|delinq|accru|pay",
    "分为": _PART,
    "划分为": _PART,
    "分成": _PART,
    "成": _PART,
}
_VERB = lazy(rf"({'|'.join(_VERBS)})(?:(?<=建立|积累)的|(?![的者人方给后力权寿]|性(?!能))(?<!成(?![几多不])))(?=..)")
# What things belong to, and how English words begin that say it.
_COMPANY, _HOME = "compan|corpora|incorpora|firm|business|enterpris", "hous|home|dwell|propert|real"
_OWNERS = {
    "债券": "bond|debt|fixed|coupon|note|issue",
    "股票": "stock|share|equit|secur",
    "公司": _COMPANY,
    "企业": _COMPANY,
    "房屋": _HOME,
    "房产": _HOME,
    "贷款": "loan|mortgag|lend|debt|credit",
    "期权": "option|call|put",
    "投资者": "invest",
    "客户": "client|custom",
    "对冲基金": "hedg|fund",
    "贷款支持": "loan|mortgag|back",
    "抵押贷款支持": "loan|mortgag|back",
    "工具": "instrument|tool",
    "MBS": "mbs|mortgag",
}
_OWNER = lazy(rf"({'|'.join(sorted(_OWNERS, reverse=True))})(?:的|(?<=MBS) ?的?|(?<=房屋)中?(?=没有))(?=..)")


class _Kind(NamedTuple):
    """Words of one kind; how an English term says the like itself, and what a Chinese one has that does."""

    words: re.Pattern[str]
    english: re.Pattern[str]
    chinese: re.Pattern[str]


_NUMBER = "一二两三四五六七八九十"
_HOW_MANY = _Kind(  # 两个 of 两个凹槽, 一份 of 一份政策
    lazy(rf"(?:(?:最后)?[{_NUMBER}几多数]|\d{{1,4}} ?)(?:个(?![月人股性])|[种笔份项]|次(?![性级])|家(?![之庭]))"),
    lazy(
        r"\b(?:one|once|nonrec|sing|two|doubl|dual|three|tri|four|five|six|sev|eight|nine|ten|first|second|last|final|multi"
        r"|many|uni|\d)",
        re.IGNORECASE,
    ),
    lazy(rf"[{_NUMBER}双多几再第\d]"),
)
_HOW_MUCH = _Kind(  # 更多 of 更多资产, 足够的 of 足够的公平
    lazy(r"一些|许多|很多|大量|足够|很少|少量|剩余|额外|大多数|整个|[更较][多少]|\d{1,3} ?% ?"),
    lazy(
        r"\b(?:some|man|much|most|mass|major|bulk|volum|larg|heav|lot|substan|suffic|adequa|enough|well|few|littl"
        r"|resid|surpl|remain|balanc|left|addit|extra|excess|supplem|bonus|premium|surcharg|more|less|under|over"
        r"|whol|entir|full|total|life (?:insur|annu)|per|correct)",
        re.IGNORECASE,
    ),
    lazy("[多少余额足整大%]"),
)
_HOW_HIGH = _Kind(  # 更高的 of 更高的括号
    lazy("[更较][高低大小好坏长短]|最[高低大小](?=的)|[高低]于"),
    lazy(
        r"\b(?:high|low|upper|top|peak|great|larg|long|short|big|small|bett|best|wors|inferior|min|max|lead|abov|below"
        r"|over|under|sub|plus|support)",
        re.IGNORECASE,
    ),
    lazy("[高低大小长短优更最]"),
)
_WHICH = _Kind(  # 不同的 of 不同的阶级
    lazy("这种|那些|各个|各种|所有(?![权者制人格])|不同(?![意政方])|其[他它]|另一[个次种]|未来|新(?=的)"),
    lazy(
        r"\b(?:this|all|any|each|every|other|another|alter|diff|var|divers|hetero|dissent|misc|assort|total|whole"
        r"|own|again|futur|forward|ahead|new|fresh)",
        re.IGNORECASE,
    ),
    lazy("[各异杂其另再全总第新]"),
)
_NONE = _Kind(  # 没有 of 没有考虑
    lazy("(?:几乎)?没有(?:任何)?|不会|无法|不能|未付|不公平|(?:未实现|不道德|不平等|不可取消)(?=的)"),
    lazy(
        r"\b(?:(?:no|not|without|never|ex|out)\b|non|outstand|un(?!der|i|t)|lack|fail)|(?:free|less)\b",
        re.IGNORECASE,
    ),
    lazy("[无不未非免缺没]"),
)
_KINDS = (_HOW_MANY, _HOW_MUCH, _HOW_HIGH, _WHICH, _NONE)
_SHORTEST_TERM = 2  # code points
_MODIFIER = re.compile("[的地]")  # what stands before the first of two words may be said of that: 没有偏见地驳回


def leading_words(concept: Concept, rendering: Rendering, choices: tuple[str, ...]) -> str:
    """Return the words of the sentence that a rendering begins with and its term has not: 这些 of 这些部分.

    Or nothing. `choices` are the renderings that may stand for its concept. An owner whom the term names is left out,
    if more words follow: 房屋的一些股权 has 一些, and its term is 房屋净值.
    """
    word = _DETERMINER.match(rendering.zh)
    if word:
        return "" if _DETERMINED.match(concept.label) else word[0]
    if rendering.status not in BANNED or rendering.pos:
        return ""
    zh, kept, is_governed = rendering.zh, "", False
    while True:
        owner = _OWNER.match(zh)
        verb = None if is_governed else _VERB.match(zh)
        if owner:
            is_named = _says(_bare_terms(concept)[:1], _OWNERS[owner[1]]) or _have(choices, owner[1])
            kept, zh = kept if is_named else kept + owner[0], zh[owner.end() :]
        elif verb and not (_says(concept.en, _VERBS[verb[1]]) or _have(choices, verb[1])):
            kept, zh, is_governed = kept + verb[0], zh[verb.end() :], True
        elif size := _quantity(concept, zh, choices):
            kept, zh = kept + zh[:size], zh[size:]
        else:
            return "" if zh in choices and not is_governed else kept


def _says(terms: Iterable[str], english: str) -> bool:
    """Tell whether a word of English terms begins with one of these."""
    words = re.compile(rf"\b(?:{english})", re.IGNORECASE)
    return any(map(words.search, terms))


def _have(choices: tuple[str, ...], word: str) -> bool:
    """Tell whether one of the renderings that may stand there has a word."""
    return any(word in zh for zh in choices)


def _quantity(concept: Concept, zh: str, choices: tuple[str, ...]) -> int:
    """Return how many characters of words tell how many things or which, 0 if none do or the term says it."""
    for kind in _KINDS:
        word = kind.words.match(zh)
        if word is None:
            continue
        end = word.end() + zh.startswith("的", word.end())
        rest = zh[end:]
        if len(rest) < _SHORTEST_TERM or _MODIFIER.search(rest):
            return 0
        said = any(map(kind.english.search, _bare_terms(concept))) or any(map(kind.chinese.search, choices))
        return 0 if said else end
    return 0


def _bare_terms(concept: Concept) -> list[str]:
    """Return the English terms of a concept, without what says in brackets which sense is meant."""
    return [term.partition(" (")[0] for term in concept.en]
