"""A reading: one article held against one glossary. What rules share is worked out here once."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any, TypeVar, TypeVarTuple

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
from review_tui.rules.model import Finding
from review_tui.rules.options import Options

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
        self._found: dict[str, tuple[Finding, ...] | RuleBroke] = {}  # by the codes of rules
        self._visible: dict[int, Stretches] = {}  # by where blocks begin
        self._chinese: dict[int, bool] = {}  # by where segments of the prose begin
        self.facts: dict[Callable[..., Any], dict[tuple[Any, ...], Any]] = {}  # see `once_per_reading`

    def found_by(self, code: str, check: "Check") -> tuple[Finding, ...]:
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
        return None if slug is None else self.glossary.by_slug(slug)

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
        return self._mentions_by_status.get(status, [])

    @cached_property
    def _mentions_by_status(self) -> dict[Status, list[Mention]]:
        mentions: dict[Status, list[Mention]] = {}
        for mention in self.mentions:
            if mention.rendering is not None:
                mentions.setdefault(mention.rendering.status, []).append(mention)
        return mentions

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

    def is_plain(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the prose stands in the article just so: else markup would go with it."""
        prose = self.article.prose
        return prose.span(start, end).cut(self.article.text) == prose.text[start:end]

    def mention_index(self, position: int) -> int:
        """Return the index of the first mention that begins at a position of the prose or behind it."""
        return bisect_left(self.mentions, position, key=_start)

    def mention_over(self, start: int, end: int) -> Mention | None:
        """Return the mention that covers all of a stretch of the prose, or None."""
        index = self.mention_index(start + 1) - 1
        return self.mentions[index] if index >= 0 and self.mentions[index].end >= end else None

    def mention_index_from(self, offset: int) -> int:
        """Return the index of the first mention that begins at an offset of the article's body or behind it."""
        prose, mentions = self.article.prose, self.mentions
        index = bisect_right(prose.segments, offset, key=_span_start) - 1
        if index < 0:
            return 0
        # Where the mentions of one segment stand in the article costs less to ask than where all do.
        segment = prose.segments[index]
        first = self.mention_index(segment.start)
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


Check = Callable[[Reading], Iterator[Finding]]
"""The function of a rule that yields what it finds."""

Fact = TypeVar("Fact")
Of = TypeVarTuple("Of")


def once_per_reading(work_out: Callable[[Reading, *Of], Fact]) -> Callable[[Reading, *Of], Fact]:
    """Decorate a function of a reading: what it returns for certain further arguments is kept with the reading.

    Those arguments have to be hashable.
    """

    def fact(reading: Reading, *of: *Of) -> Fact:
        known: dict[tuple[*Of], Fact] = reading.facts.setdefault(work_out, {})
        if of not in known:
            known[of] = work_out(reading, *of)
        return known[of]

    return fact


def once_per_glossary(work_out: Callable[[Glossary, *Of], Fact]) -> Callable[[Glossary, *Of], Fact]:
    """Decorate a function of a glossary in the same way, for facts that hold for many articles.

    They are kept for the four glossaries asked about last.
    """

    @lru_cache(maxsize=4)
    def known_of(_glossary: Glossary) -> dict[tuple[Any, ...], Fact]:
        return {}

    def fact(glossary: Glossary, *of: *Of) -> Fact:
        known = known_of(glossary)
        if of not in known:
            known[of] = work_out(glossary, *of)
        return known[of]

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
