"""A paragraph that stands in the article twice.

The same words again, or nearly: a paste that went wrong, or one sentence of the original translated two times. Short
lines, headings, table cells and English text are not compared.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from review_tui.article.han import LETTER
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
_HAN = re.compile(rf"{LETTER}{{4}}")
_MOST = 8  # paragraphs remembered for one clause
_LONGEST = 5000  # code points of a paragraph that is compared letter by letter
_CLAUSE = re.compile(r"[^，。；：、！？,.;:!?\s]{5,}")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each paragraph that repeats an earlier one.

    Only paragraphs that share a clause to the letter are compared, so that the cost grows with the text and not with
    its square.
    """
    prose = reading.article.prose
    paragraphs = [
        (segment, _CLAUSE.findall(prose.text, segment.start, segment.end))
        for segment in prose.segments
        if segment.kind is SegmentKind.PARAGRAPH and segment.end - segment.start >= MIN_LENGTH
    ]
    counts = Counter(chain.from_iterable(clauses for _, clauses in paragraphs))
    seen: dict[str, list[Segment]] = {}
    for segment, all_clauses in paragraphs:
        clauses = [clause for clause in all_clauses if counts[clause] > 1]
        if not clauses:  # as nearly always
            continue
        text = prose.segment_text(segment)
        if not _HAN.search(text):
            continue  # a table of parameters, a list of commands: English text repeats for its own reasons
        for other in _rivals(clauses, seen):
            if _is_alike(text, prose.segment_text(other)):
                line = reading.article.place(other.span.start).line
                span = prose.span(segment.start, segment.end)
                yield RULE.finding(span, f"almost the same paragraph stands on line {line}")
                break
        for clause in clauses:
            holders = seen.setdefault(clause, [])
            if len(holders) < _MOST:
                holders.append(segment)


def _rivals(clauses: list[str], seen: dict[str, list[Segment]]) -> list[Segment]:
    """Return the paragraphs that share a clause, in the order of the clauses; of many, those that share most."""
    shared = Counter(other.start for clause in clauses for other in seen.get(clause, ()))
    rivals = {other.start: other for clause in clauses for other in seen.get(clause, ())}
    if len(rivals) > _MOST:
        rivals = {start: rivals[start] for start, _ in shared.most_common(_MOST)}
    return list(rivals.values())


def _is_alike(text: str, other: str) -> bool:
    """Tell whether two paragraphs are the same or nearly; long ones only the same, for the cost grows as a square."""
    if text == other:
        return True
    if len(text) > _LONGEST or len(other) > _LONGEST:
        return False
    shared = (Counter(text) & Counter(other)).total()
    if 200 * shared < _ALIKE * (len(text) + len(other)):
        return False  # they would not be alike if all the characters they share stood in one order
    from rapidfuzz import fuzz  # few paragraphs come so far, and it takes long to load

    return fuzz.ratio(text, other, score_cutoff=_ALIKE) > 0
