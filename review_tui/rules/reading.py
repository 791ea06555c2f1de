"""A reading: one article held against one glossary. What rules share is worked out here once."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from review_tui.article import Article, Span
from review_tui.article.blocks import Block
from review_tui.article.han import HAN
from review_tui.article.inline import Link
from review_tui.article.links import LinkRun
from review_tui.article.prose import Segment
from review_tui.article.stretches import Stretches
from review_tui.article.trace import NO_TEXT
from review_tui.glossary.concept import Concept, Status
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.matcher import Matcher, Mention
from review_tui.glossary.search.mentions import by_rendering, mentions_of
from review_tui.rules.options import Options

if TYPE_CHECKING:
    from review_tui.rules.model import Check, Finding


_start = attrgetter("start")
_span_start = attrgetter("span.start")
_link_end = attrgetter("span.end")


class RuleBroke(Exception):
    """The check of a rule raised `error`, which is a defect of the rule."""

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error


class Reading:
    """One article and one glossary, ready for the rules."""

    def __init__(self, article: Article, matcher: Matcher, options: Options | None = None) -> None:
        self.article = article
        self.matcher = matcher
        self.glossary = matcher.glossary
        self.options = options or Options()
        self._concepts: dict[str, Concept | None] = {}  # by the slugs of links
        self._found: dict[str, tuple[Finding, ...] | RuleBroke] = {}  # by the codes of rules
        self._visible: dict[int, Stretches] = {}  # by where blocks begin
        self._chinese: dict[int, bool] = {}  # by where segments of the prose begin
        self.facts: dict[Callable[[Reading], Any], Any] = {}  # see `once_per_reading`

    def found_by(self, code: str, check: "Check") -> tuple["Finding", ...]:
        """Return what the rule with a code finds, by its `check`, which is called once and remembered.

        The engine asks, and rules that build on another one. Raises RuleBroke where the check does.
        """
        found = self._found.get(code)
        if found is None:
            try:
                found = tuple(check(self))
            except RuleBroke as broke:  # another rule, whose findings this one builds on
                found = broke
            except MemoryError:
                raise  # no defect of the rule
            except Exception as error:
                found = RuleBroke(error)
            self._found[code] = found
        if isinstance(found, RuleBroke):
            raise found
        return found

    def concept_id(self, slug: str | None) -> str | None:
        """Return the id of the concept that a slug names: the glossary's, or else the slug itself."""
        if slug is None:
            return None
        concept = self.concept(slug)
        return concept.id if concept else slug

    def concept(self, slug: str | None) -> Concept | None:
        """Return the concept that a slug names, or None."""
        if slug is None:
            return None
        if slug not in self._concepts:
            self._concepts[slug] = self.glossary.by_slug(slug)
        return self._concepts[slug]

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Return the renderings that stand in the prose, in order; positions are those of `article.prose.text`."""
        return mentions_of(self.article, self.matcher)

    @cached_property
    def mentions_by_rendering(self) -> dict[tuple[str, str], list[Mention]]:
        """Return the mentions by their concept's id and their rendering; those that are ambiguous are left out."""
        return by_rendering(self.mentions)

    def mentions_with(self, status: Status) -> list[Mention]:
        """Return the mentions by renderings of a status, in order; those that are ambiguous are left out."""
        return sorted(chain.from_iterable(self._groups_by_status.get(status, ())), key=_start)

    @cached_property
    def _groups_by_status(self) -> dict[Status, list[list[Mention]]]:
        groups: dict[Status, list[list[Mention]]] = {}
        for group in self.mentions_by_rendering.values():
            groups.setdefault(group[0].claims[0].rendering.status, []).append(group)
        return groups

    @cached_property
    def renderings_in_use(self) -> frozenset[str]:
        """Return the renderings that stand in the article, of whatever concept."""
        return frozenset([zh for _, zh in self.mentions_by_rendering])

    def shows(self, start: int, end: int) -> bool:
        """Tell whether all of a stretch of the article's body is text to readers: no code, HTML or link target is."""
        block = self.block_at(start)
        if block is None:
            return False
        spans = self._visible.get(block.span.start)
        if spans is None:
            spans = self._visible[block.span.start] = _visible(block)
        return spans.cover(start, end)

    def has_chinese(self, segment: Segment) -> bool:
        """Tell whether there is a Chinese character in a segment of the prose: a long one may be all English."""
        known = self._chinese.get(segment.start)
        if known is None:
            found = HAN.search(self.article.prose.text, segment.start, segment.end)
            known = self._chinese[segment.start] = found is not None
        return known

    def block_at(self, offset: int) -> Block | None:
        """Return the block that an offset of the article lies in, or the one before it; None where none is."""
        index = self.block_index_at(offset)
        return self.article.blocks[index] if index >= 0 else None

    def block_index_at(self, offset: int) -> int:
        """Return the index of the block that an offset lies in, or of the one before it; -1 where there is none."""
        return bisect_right(self._block_starts, offset) - 1

    def links_over(self, start: int, end: int) -> Iterator[Link]:
        """Yield the links that share a character with a stretch of the article, in order."""
        links = self.article.links
        for index in range(bisect_right(links, start, key=_link_end), len(links)):
            if links[index].span.start >= end:
                return
            yield links[index]

    def mention_index_from(self, offset: int) -> int:
        """Return the index of the first mention that begins at an offset of the article's body or behind it."""
        prose, mentions = self.article.prose, self.mentions
        index = bisect_right(prose.segments, offset, key=_span_start) - 1
        if index < 0:
            return 0
        # Where the mentions of one segment stand in the article costs less to ask than where all do.
        segment = prose.segments[index]
        first = bisect_left(mentions, segment.start, key=_start)
        last = bisect_left(mentions, segment.end, first, key=_start)
        return bisect_left(mentions, offset, first, last, key=lambda mention: prose.start(mention.start))

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.article.blocks]

    @cached_property
    def runs_by_slug(self) -> dict[str, list[LinkRun]]:
        """Return the link runs by the slug they lead to, in the form in which slugs are compared."""
        runs: dict[str, list[LinkRun]] = {}
        for run in self.article.link_runs:
            if run.slug_key is not None:
                runs.setdefault(run.slug_key, []).append(run)
        return runs


Key = TypeVar("Key")
Fact = TypeVar("Fact")


def cache_per_glossary() -> Callable[[Glossary], dict[Key, Fact]]:
    """Return a function that gives each glossary a dict of its own, empty at first; those of the latest four are kept.

    It is for facts that hold for many articles.
    """
    return lru_cache(maxsize=4)(lambda _: {})


def cache_per_reading() -> Callable[[Reading], dict[Key, Fact]]:
    """Return a function that gives each reading a dict of its own, empty at first, for facts about its article."""
    return once_per_reading(lambda _: {})


def once_per_concept(work_out: Callable[[Concept], Fact]) -> Callable[[Reading, Concept], Fact]:
    """Decorate a function of a concept, so that it is called once for each concept of a glossary.

    The decorated function takes the reading, which has the glossary, and the concept.
    """
    known_of: Callable[[Glossary], dict[str, Fact]] = cache_per_glossary()

    def fact(reading: Reading, concept: Concept) -> Fact:
        known = known_of(reading.glossary)
        try:
            return known[concept.id]
        except KeyError:
            return known.setdefault(concept.id, work_out(concept))

    return fact


def once_per_reading(work_out: Callable[[Reading], Fact]) -> Callable[[Reading], Fact]:
    """Decorate a function of a reading, so that it is called once for each, whichever rule asks first."""

    def fact(reading: Reading) -> Fact:
        known: Fact | None = reading.facts.get(work_out)
        if known is None:
            known = reading.facts[work_out] = work_out(reading)
        return known

    return fact


def _visible(block: Block) -> Stretches:
    """Return the stretches of a block that readers see as text."""
    inline = block.inline
    if inline is None:
        return Stretches(())
    hidden = [(piece.start, piece.end) for piece in inline.trace.pieces if piece.rule in NO_TEXT]
    hidden += [(link.label_end, link.end) for link in inline.trace.links]
    spans: list[Span] = []
    position = 0
    for start, end in sorted(hidden):
        if start > position:
            spans.append(inline.span(position, start))
        position = max(position, end)
    if position < len(inline.content):
        spans.append(inline.span(position, len(inline.content)))
    return Stretches(spans)
