"""A near miss: a term with a character added, lost or swapped.

抵押支持证券 beside 抵押贷款支持证券, 希望现在联盟 beside 希望联盟. For every term that the article uses or links, the
prose is searched for words that begin or end like one of its renderings and differ little from it (rapidfuzz, optimal
string alignment distance). What is a rendering or a blocker itself is none, nor is what overlaps one.
"""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from review_tui.article import Edit
from review_tui.glossary.concept import Concept, Kind, Status
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("T705", "term-variant", Severity.INFO, Safety.SUGGESTED)
_MBS = (
    "concept,en,zh,status\n"
    "mbs,mortgage-backed security,抵押贷款支持证券,preferred\n"
    "mortgage,mortgage,抵押贷款,preferred\n"
    "alliance,Hope Now Alliance,立即希望联盟,preferred\n"
)
CASES = (
    valid("抵押贷款支持证券很复杂。", glossary=_MBS),
    valid("抵押支持证券", glossary=_MBS),
    valid(
        "抵押贷款支持证券与抵押贷款支持债券", glossary=f"{_MBS}mbb,mortgage-backed bond,抵押贷款支持债券,preferred\n"
    ),
    invalid(
        "抵押贷款支持证券，又称抵押支持证券。",
        found="抵押支持证券",
        fixed="抵押贷款支持证券，又称抵押贷款支持证券。",
        glossary=_MBS,
    ),
    invalid(
        "立即希望联盟，也叫立希望联盟。", found="立希望联盟", fixed="立即希望联盟，也叫立即希望联盟。", glossary=_MBS
    ),
)
MIN_LENGTH = 5  # code points: shorter words have too many neighbours
_PIECE = 2


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each near miss of a term in use."""
    text = reading.article.prose.text
    taken = _taken(reading)
    found: list[tuple[int, int]] = []
    for concept in _in_use(reading):
        for rendering in concept.renderings:
            if rendering.status is not Status.PREFERRED or len(rendering.zh) < MIN_LENGTH or rendering.zh.isascii():
                continue
            for start, end in _near(text, rendering.zh):
                if any(start < right and left < end for left, right in found) or _clashes(taken, start, end):
                    continue
                found.append((start, end))
                span = reading.article.prose.span(start, end)
                fix = None
                if span.cut(reading.article.text) == text[start:end]:
                    fix = RULE.mend(Edit(span, rendering.zh), label=rendering.zh)
                yield RULE.finding(
                    span, f"almost {rendering.zh}, the rendering of “{concept.label}”", fix, concept=concept.id
                )


def _in_use(reading: Reading) -> list[Concept]:
    """Return the concepts that the article mentions by any rendering, or links to."""
    concepts = {mention.concept.id: mention.concept for mention in reading.mentions if mention.concept}
    for run in reading.article.link_runs:
        concept = reading.concept(run.concept)
        if concept is not None:
            concepts[concept.id] = concept
    return [concept for concept in concepts.values() if concept.kind in (Kind.TERM, Kind.NAME)]


def _taken(reading: Reading) -> list[tuple[int, int]]:
    return [(mention.start, mention.end) for mention in reading.mentions]


def _clashes(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether a known term covers most of a stretch, or sticks out of it."""
    for left, right in taken:
        if left < end and start < right and (left < start or right > end or (right - left) * 3 > (end - start) * 2):
            return True
    return False


def _near(text: str, zh: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches that begin or end as `zh` does and are nearly but not quite it."""
    limit = 1 if len(zh) < 7 else 2
    head, tail = zh[:_PIECE], zh[-_PIECE:]
    lengths = [len(zh) + extra for extra in range(-limit, limit + 1) if len(zh) + extra > _PIECE]
    for place in _places(text, head):
        best = _best(text, zh, [(place, place + length) for length in lengths], limit)
        if best:
            yield best
    for place in _places(text, tail):
        end = place + _PIECE
        best = _best(text, zh, [(end - length, end) for length in lengths if length <= end], limit)
        if best:
            yield best


def _places(text: str, piece: str) -> Iterator[int]:
    place = text.find(piece)
    while place >= 0:
        yield place
        place = text.find(piece, place + 1)


def _best(text: str, zh: str, windows: list[tuple[int, int]], limit: int) -> tuple[int, int] | None:
    rated = [
        (OSA.distance(text[start:end], zh, score_cutoff=limit), start, end)
        for start, end in windows
        if end <= len(text) and zh not in text[start:end] and text[start:end].isalnum()
    ]
    distance, start, end = min(rated, default=(limit + 1, 0, 0))
    return (start, end) if 0 < distance <= limit else None
