"""A heading that says something else than the original.

Recurring headings are known by the glossary (`kind=heading`): 强调 stands for Highlights and should be 要点, 底线 for
The Bottom Line. A pattern with X covers 现在理解X for Understanding X. Names that the glossary knows as garbled are
reported in headings too: 现在希望联盟的批评.
"""

from bisect import bisect_left
from collections.abc import Iterator

from review_tui.article import Span
from review_tui.article.headings import Heading, HeadingFault
from review_tui.glossary.concept import BANNED, Kind, Status
from review_tui.glossary.search.headings import fill
from review_tui.glossary.search.matcher import Mention
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid, with_glossary
from review_tui.rules.reading import Reading
from review_tui.rules.spacing import put

RULE = Rule("H105", "heading-mistranslated", Severity.WARNING, Safety.SUGGESTED)
_GLOSSARY = (
    "concept,en,zh,status,kind\n"
    "highlights,Highlights,要点,preferred,heading\n"
    "highlights,Highlights,强调,forbidden,heading\n"
    "understanding-x,Understanding X,理解X,preferred,heading\n"
    "understanding-x,Understanding X,现在理解X,forbidden,heading\n"
    "hope,Hope Now Alliance,Hope Now Alliance,preferred,name\n"
    "hope,Hope Now Alliance,现在希望联盟,forbidden,name\n"
)
_WITH_CONTEXT = "concept,en,zh,status,kind,context\nhighlights,Highlights,强调,forbidden,heading,贷款|投资\n"
_RESPONSE = (
    "concept,en,zh,status,kind\n"
    "response,Response to X,对X的应对,preferred,heading\n"
    "response,Response to X,响应X,deprecated,heading\n"
)
CASES = with_glossary(
    _GLOSSARY,
    valid("## 响应式布局", glossary=_RESPONSE),
    valid("## 响应头", glossary=_RESPONSE),
    valid("## 响应码的含义", glossary=_RESPONSE),
    valid("## 响应：从零开始", glossary=_RESPONSE),
    invalid("## 响应危机", found="响应危机", fixed="## 对危机的应对", glossary=_RESPONSE),
    invalid("## 响应头寸变化", found="响应头寸变化", fixed="## 对头寸变化的应对", glossary=_RESPONSE),
    valid("## 强调\n\n文字", glossary=_WITH_CONTEXT),
    invalid("## 强调\n\n贷款", found="强调", glossary=_WITH_CONTEXT),
    valid("## 强调\n\n```md\n*斜体*\n```\n\n投资", glossary=_WITH_CONTEXT),
    invalid("＃＃ 强调\n\n```py\n1 + 1\n```\n\n投资", found="强调", glossary=_WITH_CONTEXT),
    invalid("＃＃ 强调\n\n零件", found="强调", glossary=_WITH_CONTEXT),
    valid("＃＃ 强调\n\n零件与字体", glossary=_WITH_CONTEXT.replace("贷款|", "贷款|!字体|")),
    valid("## 要点"),
    valid("他强调这一点。"),
    valid("## 强调重点"),
    valid("# 现在希望联盟"),
    invalid("## 强调", found="强调", fixed="## 要点"),
    invalid("## 强调 {#highlights}", found="强调", fixed="## 要点 {#highlights}"),
    invalid("##强调 {.note} ##", found="强调", fixed="##要点 {.note} ##"),
    invalid("＃＃ 强调", found="强调", fixed="＃＃ 要点"),
    invalid("##现在理解止赎", found="现在理解止赎", fixed="##理解止赎"),
    invalid("## 现在希望联盟的批评", found="现在希望联盟的批评", fixed="## Hope Now Alliance的批评"),
    invalid(
        "## 现在希望联盟的批评\n\n美国 HUD 说。",
        found="现在希望联盟的批评",
        fixed="## Hope Now Alliance 的批评\n\n美国 HUD 说。",
    ),
    invalid(
        "> 甲\n> 现在希望联盟的批评\n> ---",
        found="甲\n> 现在希望联盟的批评",
        fixed="> 甲\n> Hope Now Alliance的批评\n> ---",
    ),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each heading that the glossary knows to be wrong."""
    garbled = _garbled_names(reading)
    for heading in reading.article.headings:
        finding = _pattern(reading, heading) or _name(reading, heading, garbled)
        if finding:
            yield finding


def _garbled_names(reading: Reading) -> list[tuple[Span, Mention]]:
    """Return where names stand that the glossary knows as garbled, in order."""
    return [
        (reading.article.prose.span(mention.start, mention.end), mention)
        for mention in reading.mentions_with(Status.FORBIDDEN)
        if mention.concept is not None and mention.concept.kind is Kind.NAME
    ]


def _pattern(reading: Reading, heading: Heading) -> Finding | None:
    article = reading.article
    by_engine = heading.fault is HeadingFault.FULLWIDTH_HASH  # nobody else writes ＃＃
    match = reading.matcher.headings.match(
        heading.text, article.text, with_code=article.has_fenced_code, by_engine=by_engine
    )
    if match is None or match.rendering.status not in BANNED:
        return None
    note = f" ({match.rendering.note})" if match.rendering.note else ""
    meant = fill(match.concept.preferred.zh, match.words or "X") if match.concept.preferred else ""
    return RULE.finding(
        heading.text_span,
        f"{match.rendering.zh} is a wrong rendering of the heading “{match.concept.label}”{note}",
        RULE.replacing(heading.text_span, meant) if meant else None,
        concept=match.concept.id,
    )


def _name(reading: Reading, heading: Heading, garbled: list[tuple[Span, Mention]]) -> Finding | None:
    """Report a name garbled in a heading below the title."""
    if heading.level == 1:
        return None
    whole = heading.text_span
    first, last = (bisect_left(garbled, place, key=lambda each: each[0].start) for place in whole)
    for span, mention in garbled[first:last]:
        concept, rendering = mention.concept, mention.rendering
        if concept is None or rendering is None or not whole.covers(span):
            continue
        fix = None
        if concept.preferred is not None and span.cut(reading.article.text) == rendering.zh:
            edit, text = put(reading, span, concept.preferred.zh), reading.article.text
            before, behind = Span(whole.start, edit.span.start), Span(edit.span.end, whole.end)
            fix = RULE.mend(edit, label=f"{before.cut(text)}{edit.text}{behind.cut(text)}")
        return RULE.finding(whole, f"{rendering.zh} garbles the name “{concept.label}”", fix, concept=concept.id)
    return None
