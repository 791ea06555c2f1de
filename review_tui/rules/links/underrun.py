"""A link that stops short of its term.

The anchor together with the words right after or before it makes a rendering: `[国内生产](/gdp)总值`. The fix takes
the rest in.
"""

from collections.abc import Iterator

from review_tui.article import Edit, Span
from review_tui.article.links import LinkRun
from review_tui.glossary.concept import ACCEPTED, Concept
from review_tui.rules.links.shared.anchor import PUNCTUATION, bare, by_length, expected, names_of, with_other_half
from review_tui.rules.links.shared.relinking import MARKS, link_on, relinked
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid, with_glossary
from review_tui.rules.reading import Reading

RULE = Rule("L305", "link-underrun", Severity.WARNING, Safety.SUGGESTED)
_TERMS = (
    "concept,en,zh,status,slugs\n"
    "gdp,gross domestic product,国内生产总值,preferred,\n"
    "pareto,Pareto principle,80-20 规则,admitted,paretoprinciple\n"
    "mortgage,mortgage,抵押贷款,preferred,\n"
    "mortgage,mortgage,抵押,admitted,\n"
)
_MARKET = (
    "mtm,mark to market,按市价计价,preferred\nmtm,mark to market,市价计价,deprecated\n"
    "ch11,Chapter 11,第 11 章,preferred\nch11,Chapter 11,第11章,admitted\n"
)
CASES = with_glossary(
    _TERMS,
    invalid(
        "[贷款承诺费](/fee)。[贷款承诺](/fee)费",
        found="[贷款承诺](/fee)费",
        fixed="[贷款承诺费](/fee)。[贷款承诺费](/fee)",
    ),
    valid("[国内生产总值](/gdp)总值"),
    valid("美国[国债](/b)", glossary="b,Treasury bond,美国国债,preferred\ng,government bond,国债,preferred\n"),
    invalid("美国[运通](/b)", found="美国[运通](/b)", fixed="[美国运通](/b)", glossary="b,Amex,美国运通,preferred\n"),
    invalid("按[市价计价](/mtm)，", found="按[市价计价](/mtm)", fixed="[按市价计价](/mtm)，", glossary=_MARKET),
    invalid("第[11](/ch11)章破产", found="第[11](/ch11)章", fixed="[第11章](/ch11)破产", glossary=_MARKET),
    invalid("[渐进式付款抵押](/gpm)贷款", fixed="[渐进式付款抵押贷款](/gpm)"),
    invalid(
        "[10-K](/10-k)表格",
        fixed="[10-K表格](/10-k)",
        glossary="10-k,10-K,10-K 表格,preferred\n10-k,10-K,10-K表,admitted\n",
    ),
    valid("[穆迪下调至](/moodys)垃圾级", glossary="moodys,Moody's,穆迪,preferred\ncut,cut,下调至垃圾级,preferred\n"),
    valid("按[市价](/price)计价", glossary=_MARKET + "price,price,市价,preferred\n"),
    valid("[甲](/x)乙", glossary="x,x,甲乙甲,preferred\n"),
    invalid("[《房主法](/act)》", fixed="[《房主法》](/act)"),
    invalid("[抵押](/mortgage)贷款", fixed="[抵押贷款](/mortgage)"),
    valid("[抵押](/mortgage)贷款市场", glossary=f"{_TERMS}market,mortgage market,抵押贷款市场,preferred,\n"),
    valid("[国内生产](/gdp)力"),
    valid("取消[抵押贷款](/f)", glossary="f,f,止赎,preferred\nf,f,取消抵押贷款,forbidden\n"),
    valid("[国内](/gdp)[生产总值](/gdp)"),
    valid("[凯恩斯](/k)经济学", glossary="k,k,凯恩斯经济学,preferred\n"),
    valid("[供给侧](/s)经济学", glossary="s,s,供给侧经济学,preferred\ns,s,供给侧经济,deprecated\n"),
    invalid("[国内生产](/gdp)总值下降", found="[国内生产](/gdp)总值", fixed="[国内生产总值](/gdp)下降"),
    invalid("[80-20](/paretoprinciple)规则", fixed="[80-20规则](/paretoprinciple)"),
    invalid("国内[生产总值](/gdp)下降", found="国内[生产总值](/gdp)", fixed="[国内生产总值](/gdp)下降"),
)
# Behind a name these say no more of its term, and English anchors often end before them: Keynesian economics.
_LOOSE_ENDS = "经济学 措施 政策 购买 买入 条款 金额 担保 报价 破产保护 破产 交易 行为 活动"
_LOOSE = frozenset(_LOOSE_ENDS.split())
_AND = ("和", "与", "及", "或", "、")  # then what is before is another thing, and has its own name: 现金和[现金等价物]
_WHERE = ("美国", "")  # before a name and behind it: English anchors often begin after it, U.S. [Treasury bonds]
_MAX = 12  # characters looked at on either side
_PUNCTUATION = frozenset(PUNCTUATION)
_MARKS = MARKS.union("()")  # what no name goes on across
_ENDS = _MARKS | frozenset("，。；：、")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each site link that leaves out a part of its term."""
    for run in reading.article.link_runs:
        if run.is_split or run.slug_key is None:
            continue
        names, anchor = names_of(reading, run.slug_key), bare(run.text)
        if not anchor:
            continue
        is_name = anchor in names.terms and anchor not in names.forbidden
        finding = _without_its_mark(reading, run) or _cut(reading, run, is_name=is_name)
        if finding or not is_name:
            terms = expected(reading, run.links[0]) - names.forbidden  # to which no fix should complete an anchor
            completed = _completed(reading, run, anchor, terms) if terms else None
            if finding is None or (completed and completed.span.covers(finding.span)):  # 10-K 表格, not 10-K 表
                finding = completed
        if finding:
            yield finding


def _without_its_mark(reading: Reading, run: LinkRun) -> Finding | None:
    """Report an anchor that opens a bracket or quote whose other half stands right behind the link."""
    text, link = reading.article.text, run.links[0]
    whole = with_other_half(text, link)
    return None if whole is None else _report(reading, run, "", text[link.span.end : whole.end])


def _cut(reading: Reading, run: LinkRun, *, is_name: bool) -> Finding | None:
    """Report an anchor over whose beginning or end an accepted mention runs, if that is what the link means.

    `is_name` tells that the anchor is a name of the link's concept. A mention of that concept is meant if it begins
    with the anchor, or if the anchor is neither an accepted rendering by itself nor a name of another concept:
    美国[国税局](/irs) is whole. A mention of another concept is meant only if it begins inside an anchor that is no
    name and ends in none: in `[抵押](/mortgage)贷款市场` it is another term.
    """
    text, prose, link = reading.article.text, reading.article.prose, run.links[0]
    if not _PUNCTUATION.isdisjoint(run.text):
        return None
    concept, anchor = reading.concept(run.slug_key), bare(run.text)
    is_name = is_name or bool(reading.glossary.concepts_of(run.text.strip()))
    for index in range(reading.mention_index_from(link.span.end) - 1, -1, -1):
        mention = reading.mentions[index]
        span = prose.span(mention.start, mention.end)
        if span.end <= link.text_span.start:
            return None
        whole = Span(min(span.start, link.span.start), max(span.end, link.span.end))
        if whole == link.span or mention.rendering is None or mention.rendering.status not in ACCEPTED:
            continue
        if concept is not None and mention.concept is concept:
            is_meant = whole.start == link.span.start or not (
                any(bare(item.zh) == anchor for item in concept.accepted) or _is_another(reading, run.text, concept)
            )
        else:
            is_meant = span.start > link.text_span.start and not is_name and not _has_name_besides(reading, run)
        left, right = text[whole.start : link.span.start], text[link.span.end : whole.end]
        if (not left and right in _LOOSE) or left.endswith(_AND):
            continue
        if is_meant and _MARKS.isdisjoint(left + right):
            return _report(reading, run, left, right)
    return None


def _has_name_besides(reading: Reading, run: LinkRun) -> bool:
    """Tell whether an anchor begins or ends in a name of its term: the rest, as in [以息票](/coupon)支付, is L303's."""
    anchor = bare(run.text)
    names = (term for term in names_of(reading, run.slug_key).terms if len(term) > 1)
    return any(anchor.endswith(term) or anchor.startswith(term) for term in names)


def _is_another(reading: Reading, anchor: str, concept: Concept) -> bool:
    """Tell whether an anchor is the name of another concept: 短期[国债](/treasurybill) may be meant so."""
    return any(owner is not concept for owner in reading.glossary.concepts_of(anchor.strip()))


def _completed(reading: Reading, run: LinkRun, anchor: str, terms: frozenset[str]) -> Finding | None:
    """Report an anchor, bare, that the words beside it complete to one of its names."""
    text, link, block = reading.article.text, run.links[0].span, run.block.span
    before = text[max(block.start, link.start - _MAX) : link.start]
    after = text[link.end : min(block.end, link.end + _MAX)]
    completion = next(_completions(anchor, before, after, terms), None)
    concept = reading.concept(run.slug_key)
    if completion is None or (completion == _WHERE and concept and _is_another(reading, run.text, concept)):
        return None
    return _report(reading, run, *completion)


def _completions(anchor: str, before: str, after: str, terms: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield what of the text before an anchor and after it makes a name together with it, the likeliest first.

    That is the end of the name, its beginning, or both; the longest first.
    """
    if any(term.startswith(anchor) for term in terms):
        tail = _stretch(after)
        for length in range(len(tail), 0, -1):
            piece = bare(tail[:length])
            if anchor + piece in terms and not tail[length - 1].isspace():
                if piece in _LOOSE:
                    break  # the anchor is whole, and lacks no piece of the loose end either
                yield "", tail[:length]
    if any(term.endswith(anchor) for term in terms):
        head = _stretch(before[::-1])[::-1]
        for start in range(len(head)):
            if bare(head[start:]) + anchor in terms and not head[start].isspace():
                yield head[start:], ""
    for left, right in _around(anchor, terms):
        head, tail = _last(before, left), _last(after[::-1], right[::-1])[::-1]
        if head and tail:
            yield head, tail


def _around(anchor: str, terms: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield what names have before and behind an anchor that stands in their middle, the longest name first."""
    for term in sorted([term for term in terms if anchor in term[1:-1]], key=by_length, reverse=True):
        if len(term) > len(anchor) + 2 * _MAX:
            continue
        place = term.find(anchor, 1)
        while 0 < place < len(term) - len(anchor):
            yield term[:place], term[place + len(anchor) :]
            place = term.find(anchor, place + 1)


def _last(text: str, words: str) -> str:
    """Return the end of a text that reads as the words do, bare; empty where it does not."""
    for length in range(len(words), len(text) + 1):
        piece = text[len(text) - length :]
        if bare(piece) == words and not piece[0].isspace():
            return piece
    return ""


def _stretch(text: str) -> str:
    """Return the characters up to the next mark-up, which a term does not run across."""
    return text[: next((place for place, character in enumerate(text) if character in _ENDS), None)]


def _report(reading: Reading, run: LinkRun, before: str, after: str) -> Finding:
    """Return the finding on a link that leaves out the text right before it and right after it."""
    link = run.links[0]
    name = f"{before}{link.text}{after}"
    span = Span(link.span.start - len(before), link.span.end + len(after))
    meant = link_on(reading, link, f"{before}{run.block.written(link.text)}{after}")
    return RULE.finding(
        span,
        f"the link to {link.slug} leaves out a part of “{name}”",
        relinked(reading, RULE, Edit(span, meant), label=meant),
        concept=reading.concept_id(run.slug_key),
    )
