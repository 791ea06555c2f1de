"""A character that is wrong in this word, though it looks or sounds alike.

Conversion from traditional Chinese leaves 着 where 著 belongs (显着 for 显著), and some words are written with a
homophone (通货膨涨 for 通货膨胀). Only words that are wrong wherever they stand are listed; 看着名单 is not 著名.
帐户 is an older way to write 账户: where both stand in an article, the term rules say so.
"""

import re
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from review_tui.article import Edit
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("D504", "wrong-character", Severity.WARNING, Safety.SUGGESTED)
CASES = (
    valid("显著增加"),
    valid("看着名单，跟着作者"),
    valid("穿着名牌"),
    valid("随着作用增强"),
    invalid("显着增加", found="显着", fixed="显著增加"),
    invalid("最着名的基金", found="着名", fixed="最著名的基金"),
    valid("银行帐户与帐单"),
    invalid("通货膨涨加剧", found="通货膨涨", fixed="通货膨胀加剧"),
    invalid("以稳健着称。", found="着称", fixed="以稳健著称。"),
)
_WORDS = {
    "显着": "显著", "卓着": "卓著", "昭着": "昭著", "巨着": "巨著", "名着": "名著", "专着": "专著", "译着": "译著",
    "着名": "著名", "着称": "著称", "着作": "著作", "着述": "著述",
    "身分": "身份", "既使": "即使", "必竟": "毕竟", "松驰": "松弛", "凭添": "平添", "按装": "安装", "渡假": "度假",
    "寒喧": "寒暄", "针贬": "针砭", "迫不急待": "迫不及待", "一愁莫展": "一筹莫展", "再接再励": "再接再厉",
    "萎糜": "萎靡", "脉博": "脉搏", "精萃": "精粹", "通涨": "通胀", "通货膨涨": "通货膨胀",
    "膨涨": "膨胀", "欠收": "歉收", "份内": "分内", "国藉": "国籍", "户藉": "户籍", "复盖": "覆盖",
}  # fmt: skip
# 着 belongs to the verb before it here: 看着名单, 跟着作者, 穿着名牌
_VERBS = "看跟随沿朝向对有带拿抱听说想写笑哭坐站走跑等守护穿戴背挂放贴围绕凭靠本顺冒顶意味藏怀存留印刻握控压拖推拉接执"
_AFTER_VERB = re.compile(f"[{_VERBS}]着[名作述]")
_NO_WORD = re.compile(r"着[名作述][单义字列册额用者为]")
_AUTOMATON = AhoCorasick(_WORDS, MatchKind.LeftmostLongest)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each miswritten word."""
    prose = reading.article.prose
    text = prose.text
    for _, start, end in _AUTOMATON.find_matches_as_indexes(text):
        word = text[start:end]
        if word[0] == "着" and (_AFTER_VERB.match(text, start - 1) or _NO_WORD.match(text, start)):
            continue
        span = prose.span(start, end)
        meant = _WORDS[word]
        fix = RULE.mend(Edit(span, meant), label=meant) if span.cut(reading.article.text) == word else None
        yield RULE.finding(span, f"{word} is written {meant}", fix)
