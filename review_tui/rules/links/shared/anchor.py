"""What an anchor may say: the names of its term; and what no anchor should be: half a pair of marks."""

from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from review_tui.article.han import HAN
from review_tui.article.inline import Link
from review_tui.article.position import Span
from review_tui.glossary.concept import NO_TERMS, Concept, Status
from review_tui.rules.reading import Reading, once_per_reading
from review_tui.text.lazy import lazy

_TERMLIKE = lazy(r"[\w &-]{3,10}(?<![的了在是])")
_MOST_ANCHORS = 40  # for one slug
_LONGEST = 60  # code points of a title that names a term
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"), ("「", "」"), ("(", ")"))
_HALVES = frozenset(chain.from_iterable(_PAIRS))
PUNCTUATION = "，。；：、！？,.;:!?“”‘’「」『』（）()《》〈〉…—"


@lru_cache(maxsize=1 << 12)  # names and anchors, asked for again by each rule
def bare(text: str) -> str:
    """Return a text without space and case folded, for comparing: `80-20 规则` and `80-20规则` are one name."""
    return "".join(text.split()).casefold()


def by_length(name: str) -> tuple[int, str]:
    """Return a sort key for names: the shorter before the longer, in an order that is the same in every process."""
    return len(name), name


def expected(reading: Reading, link: Link) -> frozenset[str]:
    """Return the names, bare, that may stand as the anchor of a link.

    They are all renderings and English terms of its concept; the anchors of the article's other links to the slug that
    look like a term; and the article's title, if the link leads to the article itself.
    """
    known = names_of(reading, link.slug_key).terms
    others = _others(reading, link.slug_key or "")
    return known | (others - {bare(link.text)}) if others else known


@once_per_reading
def _others(reading: Reading, slug: str) -> frozenset[str]:
    """Return the anchors, bare, of an article's links to a slug that look like a term, and its title if it is its own.

    They are no more than `_MOST_ANCHORS`: that many different ones are hardly names any more.
    """
    found: set[str] = set()
    for run in reading.runs_by_slug.get(slug, ()):
        if len(found) >= _MOST_ANCHORS:
            break
        if not run.is_split and _TERMLIKE.fullmatch(run.text):
            found.add(bare(run.text))
    title = reading.article.title
    if title and len(title) <= _LONGEST and slug == reading.article.slug:
        found.add(bare(title))
    return frozenset(found)


def half_pair(text: str) -> tuple[str, str] | None:
    """Return a pair of brackets or quotes of which a text has one half more often than the other; None for no such."""
    if _HALVES.isdisjoint(text):  # as mostly
        return None
    return next((pair for pair in _PAIRS if text.count(pair[0]) != text.count(pair[1])), None)


def opens_pair(text: str) -> bool:
    """Tell whether a text opens a bracket or quote that it does not close: `1)` only numbers a list."""
    return not _HALVES.isdisjoint(text) and any(text.count(left) > text.count(right) for left, right in _PAIRS)


def with_other_half(text: str, link: Link) -> Span | None:
    """Return the span of a link and the mark behind it that closes what the anchor opens; None where that is not so."""
    pair = half_pair(link.text)
    if pair and link.text.startswith(pair[0]) and text.startswith(pair[1], link.span.end):
        return Span(link.span.start, link.span.end + len(pair[1]))
    return None


class BareNames(NamedTuple):
    """What a concept is called, bare: `terms` are all its renderings and English terms.

    `forbidden` are those of them that are never right, `letters` the characters of the others.
    """

    terms: frozenset[str]
    letters: frozenset[str]
    forbidden: frozenset[str]

    def touch(self, words: str) -> bool:
        """Tell whether words, bare, hold a Chinese character of a name that may stand, or all of a wrong name."""
        return any(map(HAN.match, self.letters.intersection(words))) or any(name in words for name in self.forbidden)


_NAMELESS = BareNames(frozenset(), frozenset(), frozenset())


def names_of(reading: Reading, slug: str | None) -> BareNames:
    """Return the names of the concept that a link leads to; none where the glossary does not have it."""
    concept = reading.concept(slug)
    return _names(concept) if concept else _NAMELESS


@lru_cache(maxsize=1 << 15)  # concepts, which most articles of a site share
def _names(concept: Concept) -> BareNames:
    forbidden = frozenset(bare(item.zh) for item in concept.renderings if item.status is Status.FORBIDDEN)
    if concept.kind in NO_TERMS:
        return BareNames(frozenset(), frozenset(), forbidden)
    texts = (*(item.zh for item in concept.renderings), *concept.en)
    terms = frozenset(bare(text) for text in texts if text.strip())
    return BareNames(terms, frozenset("".join(terms - forbidden)), forbidden)
