"""A character that is wrong in this word, though it looks or sounds alike.

Conversion from traditional Chinese leaves 着 where 著 belongs (显着 for 显著), and some words are written with a
homophone (通货膨涨 for 通货膨胀). Two characters that belong to two words are left alone: 看着名单 is not 著名, and
股份内部 not 分内. So is 身分 in a traditional text. 帐户 is an older way to write 账户: where both stand in an article,
the term rules say so.
"""

from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading, once_per_reading
from review_tui.text.lazy import lazy

RULE = Rule("D504", "wrong-character", Severity.WARNING, Safety.SUGGESTED)
CASES = (
    valid("显著增加"),
    valid("看着名单，跟着作者"),
    valid("穿着名牌"),
    valid("随着作用增强"),
    valid("喝着名酒，数着名次，开着名车，躺着作答，笑着称呼他，为着名利，两名着装整齐的员工"),
    valid("彰显着活力，翻译着一本书"),
    valid("股份内部转让，三个月份内完成，一份内部文件"),
    valid("交通涨价，普通涨幅，中国联通涨 3%"),
    valid("反复盖章，恢复盖楼"),
    valid("租金欠收 3 万元"),
    valid("自身分散投资，全身分布"),
    valid("法人身分證與這個國家的資產"),
    valid("此人的身分證"),
    valid("按装机容量计算，过渡假设，仅凭添加剂"),
    valid("既使成本上升，又使收入下降。"),
    valid("既使用股权融资，也使用债务融资。该政策既使企业受益，也使员工受益。"),
    valid("看着名学者，凭着名的力量，随着名人士离去"),
    invalid("既使用尽全力，也没有人买。", found="既使", fixed="即使用尽全力，也没有人买。"),
    invalid(
        "基于着名的 CAPM 模型，由着名经济学家提出，而着名的这一着名理论更为着名。",
        found=("着名",) * 5,
        fixed="基于著名的 CAPM 模型，由著名经济学家提出，而著名的这一著名理论更为著名。",
    ),
    invalid("显着增加", found="显着", fixed="显著增加"),
    invalid("最着名的基金", found="着名", fixed="最著名的基金"),
    valid("银行帐户与帐单"),
    invalid("通货膨涨加剧", found="通货膨涨", fixed="通货膨胀加剧"),
    valid("他结合着《证券法》讲，配合着，眼睛闭合着，合着他还不肯"),
    invalid(
        "与王宁合着了**《变革》**一书，合着的《投资学》也畅销。",
        found=("合着", "合着"),
        fixed="与王宁合著了**《变革》**一书，合著的《投资学》也畅销。",
    ),
    invalid("以稳健着称。", found="着称", fixed="以稳健著称。"),
    invalid(
        "着名经济学家、美国着名学者的着作权", found=("着名", "着名", "着作"), fixed="著名经济学家、美国著名学者的著作权"
    ),
    invalid("他的身分、份内的事", found=("身分", "份内"), fixed="他的身份、分内的事"),
    invalid(
        "既使通涨压力复盖市场，也没有人卖。", found=("既使", "通涨", "复盖"), fixed="即使通胀压力覆盖市场，也没有人卖。"
    ),
)
_WORDS = {
    "显着": "显著", "卓着": "卓著", "昭着": "昭著", "巨着": "巨著", "名着": "名著", "专着": "专著", "译着": "译著",
    "着名": "著名", "着称": "著称", "着作": "著作", "着述": "著述", "合着": "合著", "着有": "著有",
    "原着": "原著", "论着": "论著",
    "身分": "身份", "既使": "即使", "必竟": "毕竟", "松驰": "松弛", "凭添": "平添", "按装": "安装", "渡假": "度假",
    "寒喧": "寒暄", "针贬": "针砭", "迫不急待": "迫不及待", "一愁莫展": "一筹莫展", "再接再励": "再接再厉",
    "萎糜": "萎靡", "脉博": "脉搏", "精萃": "精粹", "通涨": "通胀", "通货膨涨": "通货膨胀",
    "膨涨": "膨胀", "份内": "分内", "国藉": "国籍", "户藉": "户籍", "复盖": "覆盖",
}  # fmt: skip
# What rules a word out right before it or right after it: its two characters belong to two words there.
_NOT_AFTER = {
    "显着": "彰凸突尽浮明", "译着": "翻口", "身分": "自本全半化浑终随切亲单", "渡假": "过", "凭添": "文",
    "原着": "还复草平高", "论着": "讨谈争议辩评理无不",
    "份内": "股月年省身县一二两三四五六七八九十百千万几数每各这那整此多半",
    "通涨": "普交流卡联沟中申圆", "复盖": "反重恢修回答",
}  # fmt: skip
_NOT_BEFORE = {
    "原着": "陆火眼手装", "论着": "眼手火",
    "名着": "装眼手黑白红便", "专着": "眼手", "身分": "布析散离为成配红类级别解享担开流批期段摊拆證", "必竟": "然",
    "凭添": "加置补", "按装": "机修运载配货箱船车卸订", "渡假": "设", "份内": "部容外含", "复盖": "章楼房好了过上",
    "通涨": "价幅停跌势了到至超近逾过 0123456789",
}  # fmt: skip
# 既使成本上升，又…: not 即使
_RIVALS = lazy(r"既使(?:[用得](?![尽完])|[^。！？\n]{1,60}(?:[又且]|[也还更亦][使令让用]))")
# Elsewhere the 着 of 着名 belongs to a verb: 喝着名酒, 为着名利; but not before what is 著名, unless a verb takes it
_BEFORE = r"(?<![^\W_])|(?<=[最很极颇更较界内外国是的了和其该位家部名个种些座所项条])|(?<=[^参]与)|(?<=以及)"
_VERBS = "喝看数沿跟凭随朝照靠借带拿挂开穿戴吃读听写说念记背打顶冒抱笑坐站躺握捧想玩"
_KNOWN = (
    r"的[^，。]|[经济科数]{0,2}(?:[学作专][家者]|企业|公司|投资[者人]|教授|人[士物]|大学|理论|模型|品牌|案例|基金"
    r"|机构|论文|分析师)"
)
_ZHU = {
    "着名": lazy(rf"(?:{_BEFORE}|(?<=[更较最极颇甚]为))着名(?![单义字列册额为])|(?<![{_VERBS}])着名(?={_KNOWN})"),
    "着作": lazy(rf"(?:{_BEFORE}|(?<=[术典要量篇]))着作(?![用者为答画])|(?<![随朝跟照接靠])着作权"),
    "着述": lazy(rf"(?:{_BEFORE})着述"),
    # Of books, not 有着有趣的历史, 结合着 or 混合着
    "着有": lazy(
        r"(?:(?<![^\W_])|(?<=[他她也并还曾均者斯特尔森]))着有(?:[*_“]*《|[^，。；！？\n]{0,6}[本部篇种](?:书|著作|论文|专著|小说))"
    ),
    "合着": lazy(
        r"(?<![结混配符融组迎汇整综缝聚联契愈闭弥糅捏磨])合着(?:了|有|的|过|出版的?)?(?:[^，。；！？\n]{0,12}书)?[*_]*《"
    ),
}
_FAME = lazy(r"[以因][^，。；！？\n]*\Z")  # 以稳健着称, but 笑着称
_FAR = 30  # code points before 着称
_VARIANTS = frozenset({"身分", "份内"})  # standard in traditional text
_TRADITIONAL, _SIMPLIFIED = "這個們對會國後還為與貨資產證", "这个们对会国后还为与货资产证"
_AUTOMATON = AhoCorasick(_WORDS, MatchKind.LeftmostLongest)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each miswritten word."""
    prose = reading.article.prose
    text = prose.text
    for _, start, end in _AUTOMATON.find_matches_as_indexes(text):
        word = text[start:end]
        if not _is_word(word, text, start, end) or (word in _VARIANTS and _is_traditional(reading)):
            continue
        span = prose.span(start, end)
        meant = _WORDS[word]
        fix = RULE.replacing(span, meant) if reading.is_plain(start, end) else None
        yield RULE.finding(span, f"{word} is written {meant}", fix)


def _is_word(word: str, text: str, start: int, end: int) -> bool:
    """Tell whether characters that look like a miswritten word are one, and do not belong to the words around them."""
    if word in _ZHU:
        return _ZHU[word].match(text, start) is not None
    if word == "着称":
        return text.startswith("于世", end) or (
            text[end] not in "呼号" and _FAME.search(text, max(0, start - _FAR), start) is not None
        )
    if word == "既使":
        return not _RIVALS.match(text, start)
    # A barrier ends the prose, so that there is always a character on either side.
    return text[start - 1] not in _NOT_AFTER.get(word, "") and text[end] not in _NOT_BEFORE.get(word, "")


@once_per_reading
def _is_traditional(reading: Reading) -> bool:
    """Tell whether an article is in traditional characters rather than simplified ones."""
    text = reading.article.prose.text
    return sum(map(text.count, _TRADITIONAL)) > sum(map(text.count, _SIMPLIFIED))
