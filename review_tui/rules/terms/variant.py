"""A near miss: a term with a character added, lost or swapped.

抵押支持证券 beside 抵押贷款支持证券, 希望现在联盟 beside 希望联盟. For every term that the article uses or links, the
prose is searched for words that begin and end like its preferred rendering and differ little from it (rapidfuzz,
optimal string alignment distance). What is a rendering or a blocker itself is none, nor is what overlaps one, nor what
only has a 的 between its words (债券的收益率), unless the term is a name.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from review_tui.glossary.concept import Concept, Kind
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid, with_glossary
from review_tui.rules.reading import Reading

RULE = Rule("T705", "term-variant", Severity.INFO, Safety.SUGGESTED)
_MBS = (
    "mbs,mortgage-backed security,抵押贷款支持证券,preferred\n"
    "mortgage,mortgage,抵押贷款,preferred\n"
    "bond-yield,bond yield,债券收益率,preferred\n"
)
_ALLIANCE = "concept,en,zh,status,kind\nalliance,Hope Now Alliance,立即希望联盟,preferred,name\n"
CASES = with_glossary(
    _MBS,
    valid("抵押贷款支持证券很复杂。"),
    valid("抵押支持证券"),
    valid(
        "抵押贷款支持证券与抵押贷款支持债券", glossary=f"{_MBS}mbb,mortgage-backed bond,抵押贷款支持债券,preferred\n"
    ),
    valid("立即希望是联盟，立即在希望联盟，立即希望了联盟", glossary=_ALLIANCE),
    valid("债券收益率，就是债券的收益率。"),
    invalid(
        "抵押贷款支持证券，又称抵押支持证券。", found="抵押支持证券", fixed="抵押贷款支持证券，又称抵押贷款支持证券。"
    ),
    valid("抵押贷款支持证券与抵押贷款支持"),
    invalid(
        "抵押贷款支持证券，抵押贷支款持证券。", found="抵押贷支款持证券", fixed="抵押贷款支持证券，抵押贷款支持证券。"
    ),
    invalid(
        "立即希望联盟，也叫立即的希望联盟。",
        found="立即的希望联盟",
        fixed="立即希望联盟，也叫立即希望联盟。",
        glossary=_ALLIANCE,
    ),
)
MIN_LENGTH = 5  # code points: shorter words have too many neighbours
_LONG = 7  # from here on two characters may be lost or added
_SENTENCE = frozenset("是在和与或由被将对把从了着过")  # what none of these is in belongs to one word, not to a sentence
_LINKS = frozenset("的之")  # what links the words of any phrase, but for those of a name
_EDGE = 2  # characters that a near miss begins and ends with, as the term does


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each near miss of a term in use."""
    text = reading.article.prose.text
    found: list[tuple[int, int]] = []  # sorted; none overlaps another
    for concept in _in_use(reading):
        zh = _measure(concept)
        for start, end in _near(text, zh) if zh else ():
            if concept.kind is Kind.TERM and not _LINKS.isdisjoint(set(text[start:end]) - set(zh)):
                continue
            index = bisect_left(found, (start, end))
            if any(start < right and left < end for left, right in found[max(0, index - 1) : index + 1]):
                continue
            if _clashes(reading, start, end):
                continue
            found.insert(index, (start, end))
            span = reading.article.prose.span(start, end)
            fix = RULE.replacing(span, zh) if reading.is_plain(start, end) else None
            yield RULE.finding(span, f"almost {zh}, the rendering of “{concept.label}”", fix, concept=concept.id)


@lru_cache(maxsize=1 << 15)  # concepts, which most articles of a site share
def _measure(concept: Concept) -> str:
    """Return the rendering that near misses of a term are held against; empty where nothing can be told to be one."""
    rendering = concept.preferred
    if rendering is None or concept.kind not in (Kind.TERM, Kind.NAME):
        return ""
    return "" if len(rendering.zh) < MIN_LENGTH or rendering.zh.isascii() else rendering.zh


def _in_use(reading: Reading) -> list[Concept]:
    """Return the concepts that the article mentions by any rendering, or links to."""
    concepts = {
        concept: mentions[0].claims[0].concept for (concept, _), mentions in reading.mentions_by_rendering.items()
    }
    for run in reading.article.link_runs:
        concept = reading.concept(run.slug_key)
        if concept is not None:
            concepts[concept.id] = concept
    return list(concepts.values())


def _clashes(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a known term covers most of a stretch of the prose, or sticks out of it; none overlaps another."""
    first, last = reading.mention_index(start), reading.mention_index(end)
    for mention in reading.mentions[max(0, first - 1) : last]:
        left, right = mention.start, mention.end
        if start < right and (left < start or right > end or (right - left) * 3 > (end - start) * 2):
            return True
    return False


def _near(text: str, zh: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches that begin and end as `zh` does and differ from it only by lost, added or swapped characters.

    A character in place of another makes another term (固定利率抵押贷款 is not 可调利率抵押贷款), and so does one lost
    at the edge (抵押贷款 is not 抵押贷款池): neither is a near miss.
    """
    limit = 1 if len(zh) < _LONG else 2
    head, tail = zh[:_EDGE], zh[-_EDGE:]
    shortest, longest = len(zh) - limit, len(zh) + limit
    find = text.find
    place = find(head)
    while place >= 0:
        end = find(tail, place + shortest - _EDGE, place + longest)
        if end >= 0 and not text.startswith(zh, place):
            window = text[place : end + _EDGE]
            if window.isalnum() and _differs_little(window, zh):
                yield place, end + _EDGE
        place = find(head, place + 1)


def _differs_little(window: str, zh: str) -> bool:
    """Tell whether characters were only added, only lost, or only swapped; no blank is in the window."""
    if window == zh.replace(" ", "") or not _SENTENCE.isdisjoint(set(window) - set(zh)):
        return False
    if len(window) == len(zh):
        return sorted(window) == sorted(zh) and _swapped(window, zh)
    shorter, longer = sorted((window, zh), key=len)
    rest = iter(longer)
    return all(character in rest for character in shorter)


def _swapped(window: str, zh: str) -> bool:
    from rapidfuzz.distance import OSA  # few articles need it, and it takes long to load

    return OSA.distance(window, zh, score_cutoff=2) <= 2
