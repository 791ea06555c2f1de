"""A link that stops short of its term.

The anchor together with the words right after or before it makes a rendering: `[国内生产](/gdp)总值`. The fix takes
the rest in.
"""

from bisect import bisect_left
from collections.abc import Iterator

from review_tui.article import Edit, Span
from review_tui.article.links import LinkRun
from review_tui.rules.links.anchor import bare, expected, names_of
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.rules.terms.rendering import accepted

RULE = Rule("L305", "link-underrun", Severity.WARNING, Safety.SUGGESTED)
_TERMS = (
    "concept,en,zh,status,slugs\n"
    "gdp,gross domestic product,国内生产总值,preferred,\n"
    "pareto,Pareto principle,80-20 规则,admitted,paretoprinciple\n"
    "mortgage,mortgage,抵押贷款,preferred,\n"
    "mortgage,mortgage,抵押,admitted,\n"
)
CASES = (
    invalid(
        "[贷款承诺费](/fee)。[贷款承诺](/fee)费",
        found="[贷款承诺](/fee)费",
        fixed="[贷款承诺费](/fee)。[贷款承诺费](/fee)",
    ),
    valid("[国内生产总值](/gdp)总值", glossary=_TERMS),
    invalid("[抵押](/mortgage)贷款", found="[抵押](/mortgage)贷款", fixed="[抵押贷款](/mortgage)", glossary=_TERMS),
    valid("[抵押](/mortgage)贷款市场", glossary=f"{_TERMS}market,mortgage market,抵押贷款市场,preferred,\n"),
    valid("[国内生产](/gdp)力", glossary=_TERMS),
    valid("取消[抵押贷款](/f)", glossary="concept,en,zh,status\nf,f,止赎,preferred\nf,f,取消抵押贷款,forbidden\n"),
    valid("[国内](/gdp)[生产总值](/gdp)", glossary=_TERMS),
    invalid(
        "[国内生产](/gdp)总值下降", found="[国内生产](/gdp)总值", fixed="[国内生产总值](/gdp)下降", glossary=_TERMS
    ),
    invalid(
        "[80-20](/paretoprinciple)规则",
        found="[80-20](/paretoprinciple)规则",
        fixed="[80-20规则](/paretoprinciple)",
        glossary=_TERMS,
    ),
    invalid(
        "国内[生产总值](/gdp)下降", found="国内[生产总值](/gdp)", fixed="[国内生产总值](/gdp)下降", glossary=_TERMS
    ),
)
_MAX = 12  # characters looked at on either side


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each site link that leaves out a part of its term."""
    for run in reading.article.link_runs:
        if run.is_split or run.concept is None:
            continue
        names, anchor = names_of(reading, run.concept), bare(run.text)
        if not anchor:
            continue
        if anchor in names.terms and anchor not in names.forbidden:
            finding = _short_form(reading, run)
        else:
            terms = expected(reading, run.links[0]) - names.forbidden  # to which no fix should complete an anchor
            finding = _finding(reading, run, anchor, terms) if terms else None
        if finding:
            yield finding


def _finding(reading: Reading, run: LinkRun, anchor: str, terms: frozenset[str]) -> Finding | None:
    text, link, block = reading.article.text, run.links[0], run.block.span
    tail = ""
    if any(term.startswith(anchor) for term in terms):
        tail = _stretch(text[link.span.end : min(block.end, link.span.end + _MAX)])
    for length in range(len(tail), 0, -1):
        if anchor + bare(tail[:length]) in terms and not tail[length - 1].isspace():
            span = Span(link.span.start, link.span.end + length)
            return _report(reading, run, span, f"{link.text}{tail[:length]}")
    head = ""
    if any(term.endswith(anchor) for term in terms):
        head = _stretch(text[max(block.start, link.span.start - _MAX) : link.span.start][::-1])[::-1]
    for length in range(len(head), 0, -1):
        piece = head[len(head) - length :]
        if bare(piece) + anchor in terms and not piece[0].isspace():
            span = Span(link.span.start - length, link.span.end)
            return _report(reading, run, span, f"{piece}{link.text}")
    return None


def _short_form(reading: Reading, run: LinkRun) -> Finding | None:
    """Report an anchor that is a name of its term, where the words after it make the longer name that was meant.

    So it is only where the prose has a mention of the term there that goes on behind the link: in
    `[抵押](/mortgage)贷款市场` the words belong to another one.
    """
    concept, link, prose = reading.concept(run.concept), run.links[0], reading.article.prose
    if concept is None:
        return None
    after = reading.article.text[link.span.end : link.span.end + 1]
    if not any(
        item.zh.startswith(link.text) and item.zh[len(link.text) :].startswith(after) for item in accepted(concept)
    ):
        return None
    mentions = reading.mentions
    first = bisect_left(mentions, link.span.start, key=lambda mention: prose.start(mention.start))
    for place in range(first, len(mentions)):
        mention = mentions[place]
        span = prose.span(mention.start, mention.end)
        if span.start > link.span.end:
            return None
        if span.start in (link.span.start, link.text_span.start) and span.end > link.span.end:
            if mention.concept is not concept:
                return None
            whole = Span(link.span.start, span.end)
            return _report(reading, run, whole, prose.text[mention.start : mention.end])
    return None


def _stretch(text: str) -> str:
    """Return the characters up to the next mark-up, which a term does not run across."""
    for place, character in enumerate(text):
        if character in "[]()*`<>\n\r，。；：、":
            return text[:place]
    return text


def _report(reading: Reading, run: LinkRun, span: Span, anchor: str) -> Finding:
    link = run.links[0]
    target = link.target_span.cut(reading.article.text) if link.target_span else link.target
    meant = f"[{anchor}]({target})"
    return RULE.finding(
        span,
        f"the link to {link.slug} leaves out a part of “{anchor}”",
        RULE.mend(Edit(span, meant), label=meant),
        concept=reading.concept_id(run.concept),
    )
