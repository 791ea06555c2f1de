"""A link that takes in more than its term.

The anchor ends in punctuation (`[违约。](/default2)`), holds a clause (`[货币政策，尽管…批评。](/monetarypolicy)`),
opens a bracket or quote that it does not close, or has a rendering of its term and a piece of the sentence besides
(`[信贷危机的爆发](/credit-crisis)`). The fix moves out what stands behind the term, or before it. The title of an
article is no overrun: a link that is all of a list item or a cell, or a question, or in 《》.
"""

import re
from collections.abc import Iterator

from review_tui.article import Edit
from review_tui.article.han import HAN
from review_tui.article.inline import Link
from review_tui.article.links import LinkRun
from review_tui.rules.links.shared.anchor import (
    PUNCTUATION,
    bare,
    by_length,
    expected,
    names_of,
    opens_pair,
    with_other_half,
)
from review_tui.rules.links.shared.besides import is_about, is_official, name_besides
from review_tui.rules.links.shared.excess import AFTER_TERM, OFFICIAL, TRAILING, beyond, excess, excess_inside
from review_tui.rules.links.shared.relinking import link_on, relinked
from review_tui.rules.links.shared.title import is_title
from review_tui.rules.model import Finding, Fix, Rule, Safety, Severity, invalid, valid, with_glossary
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("L303", "link-overrun", Severity.WARNING, Safety.SUGGESTED)
_TERMS = (
    "credit-crisis,credit crisis,信贷危机,preferred\n"
    "great-depression,Great Depression,大萧条,preferred\n"
    "mortgage,mortgage,抵押贷款,preferred\n"
    "arrears,arrears,拖欠,preferred\n"
)
CASES = with_glossary(
    _TERMS,
    valid("[自然灾害](/natural-disaster)与[被动收入](/passive-income)和[或有负债](/contingent-liability)"),
    valid(
        "[企业合并](/business-combination)、[碳中和](/carbon-neutrality)、[合同变更](/change-order)与[盘后](/after-hours)"
    ),
    valid("[信贷危机](/credit-crisis)。"),
    valid("[抵押贷款支持证券(MBS)](/mbs)"),
    valid("[《多德-弗兰克法案》](/dodd-frank)"),
    valid("[美国住房和城市发展部](/us-department-housing-urban-development-hud)"),
    valid("[S&P 500 指数](/sp500)"),
    valid("[抵押贷款利率](/mortgage)"),
    valid(
        "[大到不能倒](/too-big-to-fail)与[大到不能](/too-big-to-fail)[倒](/too-big-to-fail)",
        glossary="too-big-to-fail,too big to fail,大到不能倒,preferred\n",
    ),
    valid("[多德-弗兰克华尔街改革和消费者保护](/dodd-frank)[法案](/dodd-frank)"),
    valid("[点这里，查看文档。](https://example.com)"),
    valid("[Smith, Inc.](/smith)"),
    valid("[违约&nbsp;](/default2)与[违约&#39；](/default2)"),
    invalid("[违约。](/default2)", fixed="[违约](/default2)。"),
    invalid("[危机，尽管如此，](/x)"),
    invalid("[大到不能倒”的机构](/too-big-to-fail)"),
    invalid("[信贷危机的爆发](/credit-crisis)", fixed="[信贷危机](/credit-crisis)的爆发"),
    invalid(
        "[自大萧条](/great_depression)以来",
        found="[自大萧条](/great_depression)",
        fixed="自[大萧条](/great_depression)以来",
    ),
    invalid("[拖欠抵押贷款的情况下](/arrears)", fixed="[拖欠](/arrears)抵押贷款的情况下"),
    invalid("[偿还抵押贷款](/mortgage)", fixed="偿还[抵押贷款](/mortgage)"),
    invalid("[信贷危机就越大](/credit-crisis)", fixed="[信贷危机](/credit-crisis)就越大"),
    invalid(
        "[公司能够](/x)与[总成本的变化除以](/y)，[衍生品被称为](/z)，[甲不是](/w)",
        found=("[公司能够](/x)", "[总成本的变化除以](/y)", "[衍生品被称为](/z)", "[甲不是](/w)"),
    ),
    invalid(
        "在[使用寿命内](/a)和[供应链中](/b)，[资产负债表上](/c)、[现有法律下](/d)、[到期日前](/e)，[退休后为](/f)",
        found=(
            "[使用寿命内](/a)",
            "[供应链中](/b)",
            "[资产负债表上](/c)",
            "[现有法律下](/d)",
            "[到期日前](/e)",
            "[退休后为](/f)",
        ),
    ),
    valid(
        "[场内](/a)、[盘中](/b)、[线上](/c)、[税前](/d)、[风险集中](/e)、[旗下](/f)、[日内](/g)、[自下而上](/h)、[人为](/i)、[会计期间](/j)"
    ),
    valid("[息税折旧摊销前](/a)"),
    invalid(
        "[抵押贷款允许](/mortgage)、[抵押贷款超过](/mortgage)、[抵押贷款严格](/mortgage)、[抵押贷款表明](/mortgage)",
        found=(
            "[抵押贷款允许](/mortgage)",
            "[抵押贷款超过](/mortgage)",
            "[抵押贷款严格](/mortgage)",
            "[抵押贷款表明](/mortgage)",
        ),
        fixed="[抵押贷款](/mortgage)允许、[抵押贷款](/mortgage)超过、[抵押贷款](/mortgage)严格、[抵押贷款](/mortgage)表明",
    ),
    invalid("[信贷危机并](/x)，", found="[信贷危机并](/x)", glossary="x,x,信贷危机并存,preferred\n"),
    invalid(
        "[抵押贷款提交](/mortgage)甲、[抵押贷款优先于](/mortgage)乙、[抵押贷款不同于](/mortgage)丙",
        found=("[抵押贷款提交](/mortgage)", "[抵押贷款优先于](/mortgage)", "[抵押贷款不同于](/mortgage)"),
        fixed="[抵押贷款](/mortgage)提交甲、[抵押贷款](/mortgage)优先于乙、[抵押贷款](/mortgage)不同于丙",
    ),
    valid(
        "[抵押贷款提供商](/mortgage)、[拖欠使用率](/arrears)、[拖欠支付计划](/arrears)、[抵押贷款购买协议](/mortgage)"
    ),
    invalid("[抵押贷款提供资金](/mortgage)", fixed="[抵押贷款](/mortgage)提供资金"),
    valid("[抵押贷款发行](/mortgage)与[抵押贷款披露](/mortgage)"),
    invalid("[62 岁或以上的房主](/x)和[5 万以下的家庭](/y)", found=("[62 岁或以上的房主](/x)", "[5 万以下的家庭](/y)")),
    valid("[信贷危机并](/x)存", glossary="x,x,信贷危机并存,preferred\n"),
    valid("[保证金要求](/x)、[推定行为](/y)、[市场需要](/z)、[不作为](/w)、[贸易可能](/v)"),
    invalid("其[风险较](/x)低，[利率仍然](/y)高", found=("[风险较](/x)", "[利率仍然](/y)")),
    valid("[比较](/x)与[超越](/y)"),
    invalid("[信贷危机会](/credit-crisis)", fixed="[信贷危机](/credit-crisis)会"),
    invalid("[银行的辞职潮](/credit-crisis)"),
    valid("[信贷的危机](/credit-crisis)与[银行的辞职潮](/x)"),
    valid("[贫穷的危机](/credit-crisis)"),
    invalid(
        "与[信贷危机高度相关](/credit-crisis)",
        found="[信贷危机高度相关](/credit-crisis)",
        fixed="与[信贷危机](/credit-crisis)高度相关",
    ),
    invalid("[银行的信贷危机](/credit-crisis)", fixed="银行的[信贷危机](/credit-crisis)"),
    invalid("[特殊目的实体 (SPV) 来隐藏](/spv)"),
    invalid("[于 2020 年 5 月减半](/halving)"),
    invalid("[在第 11 章](/chapter11)"),
    valid("[10 年期国债](/10-yeartreasury)与[了解客户](/knowyourclient)"),
    valid("[行业协会](/trade-association)"),
    invalid(
        "[违反拖欠规则](/arrears)与[降低抵押贷款成本](/mortgage)",
        found=("[违反拖欠规则](/arrears)", "[降低抵押贷款成本](/mortgage)"),
        fixed="违反[拖欠规则](/arrears)与降低[抵押贷款成本](/mortgage)",
        glossary=_TERMS + "rule,arrears rule,拖欠规则,preferred\n",
    ),
    valid("[使用抵押贷款费](/mortgage)、[购买抵押贷款基金](/mortgage)"),
    invalid(
        "[可能需要进行体检](/x)、[账户和其他金融产品](/y)、[因为签署文件](/z)、[一种新的证券](/w)",
        found=("[可能需要进行体检](/x)", "[账户和其他金融产品](/y)", "[因为签署文件](/z)", "[一种新的证券](/w)"),
    ),
    valid("[可能性](/x)、[可能最大损失](/y)、[必需消费品](/z)、[一揽子货币](/w)、[应收账款](/v)、[无法表示意见](/u)"),
    invalid("[信贷危机来](/credit-crisis)", fixed="[信贷危机](/credit-crisis)来"),
    invalid("[大萧条期间](/great-depression)", fixed="[大萧条](/great-depression)期间"),
    invalid("[大萧条影响最大](/great-depression)", fixed="[大萧条](/great-depression)影响最大"),
    invalid("[签署抵押贷款](/mortgage)", fixed="签署[抵押贷款](/mortgage)"),
    valid("[抵押贷款管理](/mortgage)"),
    invalid(
        "[损害您的信用](/x)、[电子转账从](/y)其账户、[资金由](/z)银行",
        found=("[损害您的信用](/x)", "[电子转账从](/y)", "[资金由](/z)"),
    ),
    valid("[了解您的客户](/kyc)与[订单路由](/x)、[自由](/y)", glossary="kyc,KYC,了解您的客户,preferred\n"),
    valid("[自相关](/a)、[自留额](/b)、[自贸区](/c)、[与会者](/d)、[被继承人](/e)、[遗产赠与](/f)"),
    invalid(
        "[拖欠变得](/arrears)、[拖欠何时结束](/arrears)、[拖欠为零](/arrears)、[拖欠也容易](/arrears)",
        found=("[拖欠变得](/arrears)", "[拖欠何时结束](/arrears)", "[拖欠为零](/arrears)", "[拖欠也容易](/arrears)"),
        fixed="[拖欠](/arrears)变得、[拖欠](/arrears)何时结束、[拖欠](/arrears)为零、[拖欠](/arrears)也容易",
    ),
    invalid(
        "[拖欠是一种](/arrears)、[拖欠从 2001](/arrears)、[拖欠由借款人](/arrears)、[拖欠用于](/arrears)",
        found=("[拖欠是一种](/arrears)", "[拖欠从 2001](/arrears)", "[拖欠由借款人](/arrears)", "[拖欠用于](/arrears)"),
        fixed="[拖欠](/arrears)是一种、[拖欠](/arrears)从 2001、[拖欠](/arrears)由借款人、[拖欠](/arrears)用于",
    ),
    invalid(
        "[拖欠会受罚](/arrears)、[拖欠将结束](/arrears)、[拖欠可能增加](/arrears)、[拖欠以税后](/arrears)",
        found=(
            "[拖欠会受罚](/arrears)",
            "[拖欠将结束](/arrears)",
            "[拖欠可能增加](/arrears)",
            "[拖欠以税后](/arrears)",
        ),
        fixed="[拖欠](/arrears)会受罚、[拖欠](/arrears)将结束、[拖欠](/arrears)可能增加、[拖欠](/arrears)以税后",
    ),
    valid("[拖欠会计](/arrears)、[拖欠会议](/arrears)、[拖欠可能性](/arrears)、[拖欠以太币](/arrears)"),
    valid(
        "[抵押贷款比率](/mortgage)、[抵押贷款在线](/mortgage)、[抵押贷款按揭](/mortgage)、[抵押贷款来源](/mortgage)、"
        "[抵押贷款最大化](/mortgage)、[抵押贷款更新](/mortgage)、[抵押贷款从业](/mortgage)、[抵押贷款不足](/mortgage)"
    ),
    invalid(
        "[也可以增加抵押贷款](/mortgage)，[必须签署一份抵押贷款](/mortgage)，[行使抵押贷款](/mortgage)",
        found=("[也可以增加抵押贷款](/mortgage)", "[必须签署一份抵押贷款](/mortgage)", "[行使抵押贷款](/mortgage)"),
        fixed="也可以增加[抵押贷款](/mortgage)，必须签署一份[抵押贷款](/mortgage)，行使[抵押贷款](/mortgage)",
    ),
    valid(
        "[已发行抵押贷款](/mortgage)、[将来抵押贷款](/mortgage)、[会员抵押贷款](/mortgage)、[不动产抵押贷款](/mortgage)"
    ),
    invalid("使[抵押贷款便宜](/mortgage)", found="[抵押贷款便宜](/mortgage)", fixed="使[抵押贷款](/mortgage)便宜"),
    invalid("[设立抵押贷款](/mortgage)", fixed="设立[抵押贷款](/mortgage)"),
    invalid(
        "[法院已经反对抵押贷款](/mortgage)、[要抵押贷款](/mortgage)、[他们不必提供抵押贷款](/mortgage)、[答案是抵押贷款](/mortgage)",
        found=(
            "[法院已经反对抵押贷款](/mortgage)",
            "[要抵押贷款](/mortgage)",
            "[他们不必提供抵押贷款](/mortgage)",
            "[答案是抵押贷款](/mortgage)",
        ),
        fixed="法院已经反对[抵押贷款](/mortgage)、要[抵押贷款](/mortgage)、他们不必提供[抵押贷款](/mortgage)、答案是[抵押贷款](/mortgage)",
    ),
    invalid(
        "[抵押贷款常常在秋天](/mortgage)、[抵押贷款带来收入](/mortgage)、[抵押贷款跌至谷底](/mortgage)、[抵押贷款则相反](/mortgage)",
        found=(
            "[抵押贷款常常在秋天](/mortgage)",
            "[抵押贷款带来收入](/mortgage)",
            "[抵押贷款跌至谷底](/mortgage)",
            "[抵押贷款则相反](/mortgage)",
        ),
        fixed="[抵押贷款](/mortgage)常常在秋天、[抵押贷款](/mortgage)带来收入、[抵押贷款](/mortgage)跌至谷底、"
        "[抵押贷款](/mortgage)则相反",
    ),
    valid("[未偿还抵押贷款](/mortgage)、[应缴纳抵押贷款](/mortgage)与[抵押贷款有效期](/mortgage)"),
    valid("[签署抵押贷款](/mortgage)", glossary=_TERMS + "signing,mortgage signing,签署抵押贷款,preferred\n"),
    valid("[贷款价值 (LTV) 比率](/ltv)"),
    invalid("[《多德法案》要求银行](/x)"),
    valid("[《多德法案》第二章](/x)"),
    invalid("[，信贷危机](/credit-crisis)", fixed="，[信贷危机](/credit-crisis)"),
    invalid(
        "[债券的评级来监控债券的](/bond-rating)风险",
        found="[债券的评级来监控债券的](/bond-rating)",
        glossary=_TERMS + "bond-rating,bond rating,债券评级,preferred\nbond,bond,债券,preferred\n",
    ),
    valid(
        "- [为什么要买保险？](/x)\n- [央行：降准 0.5 个百分点，释放资金](/y)\n1. **[风险将资金池分成更小的部分](/z)**。"
    ),
    valid("相关阅读：[央行降准，释放资金](/y)、[风险将资金池分成更小的部分](/z)"),
    valid("- [黄金还会涨？](/gold)\n- [美联储加息，影响几何](/fed)（2022 年）\n- [加息，影响几何](/fed) —— 彭博社"),
    valid("> 阅读更多：[加息，影响几何](/fed)\n\n延伸阅读：[美联储加息，影响几何？](/fed)\n\n推荐：[甲，乙！](/a)"),
    valid("| 文章 | 年 |\n| --- | --- |\n| [美联储加息，影响几何](/fed) | 2022 |\n| 2023 | [黄金还会涨？](/gold) |"),
    valid("看看[美联储加息，影响几何？](/fed)"),
    invalid("| 甲 |\n| --- |\n| 见[危机，尽管如此](/x) |", found="[危机，尽管如此](/x)"),
    invalid("相关：[违约，](/x)与", found="[违约，](/x)", fixed="相关：[违约](/x)，与"),
    invalid("- [违约、](/x)", found="[违约、](/x)", fixed="- [违约](/x)、"),
    invalid("- 会[违约？](/x)", found="[违约？](/x)", fixed="- 会[违约](/x)？"),
    valid("见[什么是违约？](/default2)与[《关于促进房地产市场平稳健康发展的通知》](/policy-2016)"),
    invalid("- [违约。](/default2)", found="[违约。](/default2)", fixed="- [违约](/default2)。"),
    invalid("- [债务，因此](/x)很多。", found="[债务，因此](/x)"),
    valid("[a)](/x)与[(1966)](/x)与[《](/x)某书》"),
    invalid("[，特拉华州](/x)的法院", found="[，特拉华州](/x)", fixed="，[特拉华州](/x)的法院"),
    valid("[年金融危机](/x)与 2008 年[金融危机](/x)、5 [月](/x)、30 [年期国债](/y)"),
    invalid(
        "2008 [年信贷危机](/credit-crisis)",
        found="[年信贷危机](/credit-crisis)",
        fixed="2008 年[信贷危机](/credit-crisis)",
    ),
    invalid("例外[（1966](/soft-landing)年）", found="[（1966](/soft-landing)"),
    invalid("[次级债务是](/x)"),
    invalid("[联邦法案取消](/x)之后", found="[联邦法案取消](/x)", fixed="[联邦法案](/x)取消之后"),
    invalid("[风险将资金池分成更小的部分](/inherent-risk)"),
)
_DATE = lazy(r"[年月日](?![期度间薪供终])\S")
_PIECES = 20  # links that a name comes apart into, at most


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each site link that takes in more than its term."""
    pieces = {link.span: run for run in reading.article.link_runs if run.is_split for link in run.links}
    for link in reading.article.links:
        if link.slug_key is None or "!" in link.text[:1] or not (HAN.search(link.text) or opens_pair(link.text)):
            continue
        if bare(link.text) in names_of(reading, link.slug_key).terms or with_other_half(reading.article.text, link):
            continue
        terms = expected(reading, link)
        if _goes_on_behind(reading.article.text, link, terms):
            continue  # 买入并 of 买入并持有 stops short of its term
        reason = _end_of_date(reading.article.text, link) or excess(link.text, terms)
        if reason is None and link.span not in pieces and (name := name_besides(reading, link.text.strip(), terms)):
            reason = f"more than {name}"
        if reason is None or _is_piece_of_name(reading, pieces.get(link.span), link, terms):
            continue
        if is_title(reading.article.text, link, ends_in_mark=reason == AFTER_TERM):
            continue
        fix = _fix(reading, link, _core(reading, link, terms))
        yield RULE.finding(
            link.span, f"the link to {link.slug} takes in {reason}", fix, concept=reading.concept_id(link.slug_key)
        )


def _goes_on_behind(text: str, link: Link, terms: frozenset[str]) -> bool:
    """Tell whether an anchor is the beginning of a name that goes on right behind the link."""
    anchor = bare(link.text)
    rests = (len(term) - len(anchor) for term in terms if term.startswith(anchor))
    return any(anchor + bare(text[link.span.end : link.span.end + rest]) in terms for rest in rests)


def _end_of_date(text: str, link: Link) -> str | None:
    """Say that an anchor begins with the end of a date: 2008 [年金融危机](/financial-crisis)."""
    before = text[max(0, link.span.start - 2) : link.span.start].rstrip()
    return "the end of a date" if before[-1:].isdigit() and _DATE.match(link.text) else None


def _core(reading: Reading, link: Link, terms: frozenset[str]) -> str:
    """Return what of an anchor is the name of its term, empty where that cannot be told."""
    text = link.text.strip(TRAILING + " ")
    name = name_besides(reading, text, terms)
    if name is not None:
        return name if is_about(name, terms) or is_official(name) else ""  # 债券 is no name of 债券评级
    if text != link.text and excess_inside(text, terms) is None:
        return text
    names = (term for term in terms if len(term) > 1 and (text.startswith(term) or text.endswith(term)))
    return max(filter(HAN.search, names), key=by_length, default="")


def _fix(reading: Reading, link: Link, core: str) -> Fix | None:
    """Return the fix that leaves only `core` in the link: None where that is nothing, or words stand on both sides.

    `core` is bare; what is written may have blanks and capitals.
    """
    if not core or link.target_span is None or link.text_span.cut(reading.article.text) != link.text:
        return None
    found = re.search(r"\s*".join(map(re.escape, core)), link.text, re.IGNORECASE)
    if found is None or found[0] == link.text:
        return None
    before, after = link.text[: found.start()], link.text[found.end() :]
    if before.strip(PUNCTUATION) and after.strip(PUNCTUATION):
        return None
    meant = f"{before}{link_on(reading, link, found[0])}{after}"
    return relinked(reading, RULE, Edit(link.span, meant), label=meant.strip())


def _is_piece_of_name(reading: Reading, run: LinkRun | None, link: Link, terms: frozenset[str]) -> bool:
    """Tell whether a link is a piece of a split one that as a whole is a name of its term, or a long official one."""
    if run is None or len(run.links) > _PIECES:
        return False
    if bare(run.text) in names_of(reading, run.slug_key).terms:
        return True
    return OFFICIAL.search(run.text) is not None and beyond(link.text, terms) is not None
