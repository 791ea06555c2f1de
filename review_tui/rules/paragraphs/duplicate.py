"""A paragraph that stands in the article twice.

The same words again, or nearly: a paste that went wrong, or one sentence of the original translated two times. Short
lines, headings and table cells are not compared.
"""

from collections.abc import Iterator

from rapidfuzz import fuzz

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
_SHINGLE = 8


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each paragraph that repeats an earlier one."""
    prose = reading.article.prose
    seen: dict[int, list[Segment]] = {}
    for segment in prose.segments:
        if segment.kind is not SegmentKind.PARAGRAPH or segment.end - segment.start < MIN_LENGTH:
            continue
        text = prose.segment_text(segment)
        marks = _marks(text)
        twin = next(
            (
                other
                for other in _candidates(seen, marks)
                if fuzz.ratio(text, prose.segment_text(other), score_cutoff=_ALIKE)
            ),
            None,
        )
        if twin is not None:
            line = reading.article.place(twin.span.start).line
            yield RULE.finding(
                prose.span(segment.start, segment.end), f"almost the same paragraph stands on line {line}"
            )
        for mark in marks:
            seen.setdefault(mark, []).append(segment)


def _marks(text: str) -> list[int]:
    """Return a sample of the text's shingles that two nearly equal texts mostly share (winnowing: the two smallest)."""
    return sorted({hash(text[n : n + _SHINGLE]) for n in range(len(text) - _SHINGLE + 1)})[:4]


def _candidates(seen: dict[int, list[Segment]], marks: list[int]) -> list[Segment]:
    found = {segment.start: segment for mark in marks for segment in seen.get(mark, ())[:8]}
    return list(found.values())
