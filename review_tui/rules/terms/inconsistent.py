"""One term, several renderings in one article.

止赎 here and 丧失抵押品赎回权 there: a reader takes them for two things. For a concept of the glossary every accepted
rendering counts, wherever it stands, inside longer terms too (止赎 in 止赎申请); once two are in use, each use of
another than the preferred one is reported (of another than the commonest, where none is preferred, or the preferred
one may not stand, or another is in use more than twice as often, or more often and in the title, or more often and the
same but for a 的: there the article has chosen). A form that holds the other whole (经济衰退, 衰退) is no rival,
unless all that it adds makes another word of the last (现金流量, 现金流), nor a short form (标普 500), nor an acronym
beside its full form, nor a verb beside a noun: only renderings of one `pos` are compared, and acronyms with none but
acronyms. Where the text itself says that one is a second name of the other (止赎，也称为丧失抵押品赎回权), or defines
it by it (止赎是一种丧失抵押品赎回权), both may stand there, and only there. Terms that the glossary does not have are
compared by their links: the slug is the concept, the anchors are its renderings; split links are left out, since their
halves are no renderings.
"""

from collections.abc import Iterator, Mapping
from operator import itemgetter

from review_tui.glossary.concept import ACCEPTED, Concept
from review_tui.glossary.search.matcher import Mention
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid, with_glossary
from review_tui.rules.reading import Reading
from review_tui.rules.spacing import put
from review_tui.rules.terms.shared.chosen import chosen_of, preferred_words, uses_by_class
from review_tui.rules.terms.shared.inner import InnerUse
from review_tui.rules.terms.shared.linked import rival_anchors
from review_tui.rules.terms.shared.replacement import replacements
from review_tui.rules.terms.shared.second_names import first_name, stated_names
from review_tui.text.lazy import lazy

RULE = Rule("T703", "term-inconsistent", Severity.WARNING, Safety.SUGGESTED)
_FORECLOSURE = (
    "concept,en,zh,status,pos\n"
    "foreclosure,foreclosure,止赎,preferred,\n"
    "foreclosure,foreclosure,丧失抵押品赎回权,admitted,\n"
    "foreclosure,foreclosure,抵押品收回,admitted,\n"
    "filing,foreclosure filing,止赎申请,preferred,\n"
    "filing,foreclosure filing,丧失抵押品赎回权申请,admitted,\n"
    "mbs,mortgage-backed security,抵押贷款支持证券,preferred,\n"
    "mbs,mortgage-backed security,MBS,admitted,abbr\n"
)
CASES = with_glossary(
    _FORECLOSURE,
    valid("丧失抵押品赎回权是什么？丧失抵押品赎回权是程序。"),
    valid("抵押贷款支持证券 (MBS)，MBS 是证券。"),
    valid("[国内生产总值](/gdp)与[国内生产总值](/gdp)"),
    valid("见[微信画布](wx/canvas.md)。也见[支付宝画布](./ali/canvas.md)。"),
    valid(
        "商品期货交易委员会，即 CFTC，", glossary="cftc,CFTC,商品期货交易委员会,preferred\ncftc,CFTC,CFTC,admitted\n"
    ),
    valid("衰退之后，经济衰退又来了。", glossary="r,recession,衰退,preferred\nr,recession,经济衰退,admitted\n"),
    invalid(
        "现金流很好。现金流不足。现金流量不足。",
        found="现金流量",
        fixed="现金流很好。现金流不足。现金流不足。",
        glossary="c,cash flow,现金流,preferred\nc,cash flow,现金流量,admitted\n",
    ),
    invalid(
        "毛利润很高，毛利却不稳。",
        found="毛利",
        fixed="毛利润很高，毛利润却不稳。",
        glossary="g,gross profit,毛利润,preferred\ng,gross profit,毛利,admitted\n",
    ),
    valid("先进先出法与先进先出", glossary="f,FIFO,先进先出法,preferred\nf,FIFO,先进先出,admitted\n"),
    valid("标普 500 指数与标普 500", glossary="sp,S&P 500,标普 500 指数,preferred\nsp,S&P 500,标普 500,admitted\n"),
    valid(
        "生物技术行业 ETF 与生物技术 ETF",
        glossary="b,biotech,生物技术 ETF,preferred\nb,biotech,生物技术行业 ETF,admitted\n",
    ),
    invalid(
        "担保利率低于有担保利率",
        found="担保利率",
        fixed="有担保利率低于有担保利率",
        glossary="s,secured rate,有担保利率,preferred\ns,secured rate,担保利率,admitted\n",
    ),
    invalid(
        "---\ntitle: 什么是丧失抵押品赎回权？\n---\n\n止赎。丧失抵押品赎回权。",
        found="止赎",
        fixed="---\ntitle: 什么是丧失抵押品赎回权？\n---\n\n丧失抵押品赎回权。丧失抵押品赎回权。",
    ),
    invalid("止赎。" + "丧失抵押品赎回权。" * 3, found="止赎", fixed="丧失抵押品赎回权。" + "丧失抵押品赎回权。" * 3),
    invalid(
        "需求的价格弹性，需求的价格弹性，需求价格弹性。",
        found="需求价格弹性",
        fixed="需求的价格弹性，需求的价格弹性，需求的价格弹性。",
        glossary="p,elasticity,需求价格弹性,preferred\np,elasticity,需求的价格弹性,admitted\n",
    ),
    invalid(
        "储备金不多，准备金不多。",
        found="储备金",
        fixed="准备金不多，准备金不多。",
        glossary=(
            "r,bank reserves,银行准备金,preferred\nr,bank reserves,储备金,admitted\nr,bank reserves,准备金,admitted\n"
        ),
    ),
    invalid(
        "抵押品收回，丧失抵押品赎回权，丧失抵押品赎回权。",
        found="抵押品收回",
        fixed="丧失抵押品赎回权，丧失抵押品赎回权，丧失抵押品赎回权。",
    ),
    valid("[丧失](/x)[抵押品](/x)与[丧失抵押品](/x)"),
    valid("[安装](README.md#安装)与[启动](README.md#启动)"),
    invalid("止赎，止赎，丧失抵押品赎回权。", found="丧失抵押品赎回权", fixed="止赎，止赎，止赎。"),
    invalid("丧失抵押品赎回权。止赎申请。", found="丧失抵押品赎回权", fixed="止赎。止赎申请。"),
    invalid("丧失抵押品赎回权申请。止赎。", found="丧失抵押品赎回权", fixed="止赎申请。止赎。"),
    invalid("抵押品收回。丧失抵押品赎回权申请。", found="抵押品收回", fixed="丧失抵押品赎回权。丧失抵押品赎回权申请。"),
    valid("止赎申请。止赎。"),
    invalid(
        "债务合并。债务整合贷款。",
        found="债务整合",
        fixed="债务合并。债务合并贷款。",
        glossary=(
            "d,debt consolidation,债务合并,preferred\nd,debt consolidation,债务整合,admitted\n"
            "debt-consolidation-loan,consolidation loan,债务合并贷款,preferred\n"
            "debt-consolidation-loan,consolidation loan,债务整合贷款,admitted\n"
        ),
    ),
    invalid(
        "反稀释保护与反摊薄条款。",
        found="反摊薄",
        fixed="反稀释保护与反稀释条款。",
        glossary=(
            "a,anti-dilution,反稀释,preferred\na,anti-dilution,反摊薄,admitted\n"
            "p,anti-dilution protection,反稀释保护,preferred\n"
            "c,anti-dilution clause,反稀释条款,preferred\nc,anti-dilution clause,反摊薄条款,admitted\n"
        ),
    ),
    invalid(
        "保费。支付保险费。",
        found="保险费",
        fixed="保费。支付保费。",
        glossary=(
            "i,insurance premium,保费,preferred\ni,insurance premium,保险费,admitted\n"
            "p,premium payment,支付保费,preferred\np,premium payment,支付保险费,admitted\n"
        ),
    ),
    valid("证券公司。票据。", glossary="n,note,票据,preferred\nn,note,证券,admitted\nf,broker,证券公司,preferred\n"),
    valid(
        "波动性与波动率指数",
        glossary=(
            "concept,en,zh,status,kind\nv,volatility,波动率,preferred,term\nv,volatility,波动性,admitted,term\n"
            "vix,CBOE volatility index,波动率指数,preferred,name\n"
        ),
    ),
    valid("止赎，也称为丧失抵押品赎回权，是程序。"),
    valid("止赎（丧失抵押品赎回权）是程序。"),
    valid("**丧失抵押品赎回权**（“止赎”）是程序。"),
    invalid("止赎（丧失抵押品赎回权之前）是程序。", found="丧失抵押品赎回权", fixed="止赎（止赎之前）是程序。"),
    valid("止赎（foreclosure，又译丧失抵押品赎回权）。"),
    valid("止赎，有的书译作“丧失抵押品赎回权”。"),
    valid("止赎（港称“丧失抵押品赎回权”，台湾译为抵押品收回）。"),
    valid("所谓丧失抵押品赎回权，就是止赎。"),
    invalid("丧失抵押品赎回权的房主就是止赎的房主。", found="丧失抵押品赎回权", fixed="止赎的房主就是止赎的房主。"),
    invalid(
        "止赎，又称丧失抵押品赎回权，是程序。若丧失抵押品赎回权，",
        found="丧失抵押品赎回权",
        fixed="止赎，又称丧失抵押品赎回权，是程序。若止赎，",
    ),
    invalid(
        "期货合约，期货合约，期货合同。",
        found="期货合同",
        fixed="期货合约，期货合约，期货合约。",
        glossary=(
            "concept,en,zh,status,pos\nf,futures,期货,preferred,\n"
            "f,futures,期货合约,admitted,full\nf,futures,期货合同,admitted,full\n"
        ),
    ),
    invalid("止赎，丧失[抵押品](/collateral)赎回权。", found="丧失[抵押品](/collateral)赎回权"),
    invalid(
        "[信用违约互换](/cds)，[信用违约互换](/cds)，[信贷违约掉期](/cds)",
        found="信贷违约掉期",
        fixed="[信用违约互换](/cds)，[信用违约互换](/cds)，[信用违约互换](/cds)",
    ),
)

_INDUSTRY = lazy("行业|产业")
_OTHER_WORD = frozenset("量格票率用份润")  # with one of these, a character is a longer word for the same: 流量, 利润
_MOST_SAID = 12  # renderings that a message tells


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each use of a rival rendering."""
    yield from _of_glossary(reading)
    yield from _of_links(reading)


def _of_glossary(reading: Reading) -> Iterator[Finding]:
    """Compare the renderings of each concept of the glossary."""
    for (_, compared_as), uses in uses_by_class(reading).items():
        if (len(uses.alone) == 1 and not uses.inside) or len(counts := uses.counts) == 1:
            continue  # as mostly
        concept, chosen = uses.concept, chosen_of(reading, uses, compared_as)
        inside_only = {zh: _words(inner[0].whole) for zh, inner in uses.inside.items() if zh not in uses.alone}
        message = f"“{concept.label}” has {len(counts)} renderings here: {_said(counts, inside_only)}"
        preferred = preferred_words(concept)
        if preferred in counts and chosen != preferred:
            message += f"; {chosen} is this article's choice, though {preferred} is preferred"
        for zh, mentions in uses.alone.items():
            if not _is_form_of(zh, chosen):
                yield from _of_mentions(reading, mentions, chosen, message)
        for zh, inner in uses.inside.items():
            if not _is_form_of(zh, chosen):
                for use in inner:
                    if chosen in preferred_words(use.whole.claims[0].concept) and chosen not in _words(use.whole):
                        yield _part_finding(reading, concept, use, chosen, message)


def _of_mentions(reading: Reading, mentions: list[Mention], chosen: str, message: str) -> Iterator[Finding]:
    """Report mentions by a rival of the `chosen` rendering, but for names that the text states there."""
    for mention in mentions:
        if first_name(reading, mention) is not None:
            continue
        named = stated_names(reading, mention)
        if chosen not in named:
            span = reading.article.prose.span(mention.start, mention.end)
            offered = replacements(reading, RULE, mention, span, named)
            fixes = sorted(offered, key=lambda fix: fix.label != chosen)
            yield RULE.finding(span, message, *fixes, concept=mention.claims[0].concept.id)


def _part_finding(reading: Reading, concept: Concept, use: InnerUse, chosen: str, message: str) -> Finding:
    """Return the finding on a rival inside a longer term, for which the glossary prefers words with the chosen one.

    The fix puts the chosen one in its place where that makes another accepted rendering of the longer term. Where it
    does not, it puts the longer term's preferred rendering in the place of all of it.
    """
    prose, (owner, rendering) = reading.article.prose, use.whole.claims[0]
    part, whole = prose.span(use.start, use.end), prose.span(use.whole.start, use.whole.end)
    before, zh = use.start - use.whole.start, rendering.zh
    other = owner.rendering(zh[:before] + chosen + zh[before + len(use.zh) :])
    span, meant = (part, chosen) if other and other.status in ACCEPTED else (whole, preferred_words(owner))
    is_plain = whole.cut(reading.article.text) == zh
    fix = RULE.mend(put(reading, span, meant), label=meant) if is_plain else None
    return RULE.finding(part, message, fix, concept=concept.id)


def _words(mention: Mention) -> str:
    return mention.claims[0].rendering.zh


def _is_form_of(zh: str, chosen: str) -> bool:
    """Tell whether a rendering is the chosen one with words added or left out, and so no rival of it.

    One character may be left out at the end (先进先出法), but not at the beginning (有担保), nor one that makes another
    word of the last (现金流量, 行权价格). 行业 and 产业 (industry) may be said or not: 生物技术行业 ETF.
    """
    short, long = sorted((zh, chosen), key=len)
    if long[:-1] == short and long[-1] in _OTHER_WORD:
        return False
    if chosen in zh or chosen.startswith(zh) or (zh in chosen and len(chosen) - len(zh) > 1):
        return True
    return zh != chosen and _INDUSTRY.sub("", zh) == _INDUSTRY.sub("", chosen)


def _said(counts: Mapping[str, int], inside: Mapping[str, str]) -> str:
    """Return the renderings for a message, with how often each is used, the commonest first, and no more than some.

    `inside` holds those that stand only inside longer terms, each with one of these.
    """
    said = "、".join(
        f"{zh} ×{count}" + (f" (in {inside[zh]})" if zh in inside else "")
        for zh, count in sorted(counts.items(), key=itemgetter(1), reverse=True)[:_MOST_SAID]
    )
    return said if len(counts) <= _MOST_SAID else f"{said} …"


def _of_links(reading: Reading) -> Iterator[Finding]:
    """Compare the anchors of each slug that the glossary does not know."""
    for runs, chosen, counts in rival_anchors(reading):
        slug = runs[0].slug_key
        message = f"links to {slug} have {len(counts)} renderings here: {_said(counts, {})}"
        for run in runs:
            anchor = run.links[0].text_span
            yield RULE.finding(anchor, message, RULE.replacing(anchor, chosen), concept=slug)
