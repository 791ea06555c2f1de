"""A paragraph that stands in the article twice.

The same words again, or nearly: a paste that went wrong, or one sentence of the original translated two times. Short
lines, headings, table cells and English text are not compared.
"""

import re
from collections.abc import Iterator

from review_tui.article.prose import Segment, SegmentKind
from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("D502", "paragraph-duplicate", Severity.WARNING)
_LONG = "止赎是贷方在借款人违约之后收回房屋的法律程序，各州的规定不同。"
CASES = (
    valid(f"{_LONG}\n\n其他的一段文字，说的是另外一件完全不同的事情。"),
    valid("短句。\n\n短句。"),
    invalid(f"{_LONG}\n\n中间\n\n{_LONG}", found=_LONG),
    invalid(f"{_LONG}\n\n- {_LONG.replace('规定', '规则')}", found=_LONG.replace("规定", "规则")),
)
MIN_LENGTH = 20  # code points: shorter ones repeat for good reasons
_ALIKE = 92.0  # per cent of rapidfuzz's ratio (normalised indel similarity)
_HAN = re.compile("[\u3400-\u9fff]{4}")
_MOST = 8  # paragraphs remembered for one clause
_CLAUSE = re.compile(r"[^，。；：、！？,.;:!?\s]{5,}")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each paragraph that repeats an earlier one.

    Only paragraphs that share a clause to the letter are compared, so that the cost grows with the text and not with
    its square.
    """
    prose = reading.article.prose
    seen: dict[str, list[Segment]] = {}
    for segment in prose.segments:
        if segment.kind is not SegmentKind.PARAGRAPH or segment.end - segment.start < MIN_LENGTH:
            continue
        text = prose.text[segment.start : segment.end]
        if not _HAN.search(text):
            continue  # a table of parameters, a list of commands: English text repeats for its own reasons
        clauses = _CLAUSE.findall(text)
        rivals = {other.start: other for clause in clauses for other in seen.get(clause, ())}
        for other in rivals.values():
            from rapidfuzz import fuzz  # few articles need it

            if fuzz.ratio(text, prose.segment_text(other), score_cutoff=_ALIKE):
                line = reading.article.place(other.span.start).line
                span = prose.span(segment.start, segment.end)
                yield RULE.finding(span, f"almost the same paragraph stands on line {line}")
                break
        for clause in clauses:
            holders = seen.setdefault(clause, [])
            if len(holders) < _MOST:
                holders.append(segment)
