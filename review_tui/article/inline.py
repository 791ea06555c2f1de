"""The inline spans of one block, in positions of the article."""

from dataclasses import dataclass
from functools import cached_property

from markdown_it.token import Token

from review_tui.article.markdown import Piece, Trace, TracedLink, render_inline
from review_tui.article.offsets import OffsetMap
from review_tui.article.position import Span
from review_tui.article.slug import normal_slug, slug_of


@dataclass(frozen=True, slots=True)
class Link:
    """A link that renders as one.

    `span` runs from `[` to the last character, `text_span` is what stands between the brackets, `target_span` what
    stands in the parentheses (None for a reference), `slug` the site article it names as written, `concept` the same
    in the form in which slugs are compared.
    """

    span: Span
    text_span: Span
    target_span: Span | None
    target: str
    text: str
    slug: str | None
    concept: str | None


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasis that renders: its delimiters included in `span`, left out of `text_span`."""

    span: Span
    text_span: Span
    strong: bool


@dataclass(frozen=True, slots=True)
class AsteriskRun:
    """A run of two or more `*` of which at least two stay in the rendered page."""

    span: Span
    left_over: int


class Inline:
    """The content of a paragraph, a heading or a table cell, and what stands in it.

    `content` is what markdown-it-py parsed (container marks and indentation gone); `offsets` leads from it to the
    article.
    """

    def __init__(self, token: Token, offsets: OffsetMap) -> None:
        trace = token.meta["trace"]
        if not isinstance(trace, Trace):
            raise TypeError("the inline rules left no trace")
        self.content = token.content
        self.offsets = offsets
        self.trace = trace
        self._children = token.children or []

    @cached_property
    def html(self) -> str:
        """Return what a reader gets for the content, line for line."""
        return render_inline(self._children)

    def span(self, start: int, end: int) -> Span:
        """Return the article's span for a stretch of the content."""
        return self.offsets.span(start, end)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Return the links, in order."""
        return tuple(self._link(traced) for traced in sorted(self.trace.links))

    def _link(self, traced: TracedLink) -> Link:
        start, label_end, end, href = traced
        written = self.content[label_end + 1 : end]
        target_span = None
        if written.startswith("("):
            target_span = self.span(label_end + 2, end - 1)
        slug = slug_of(href)
        return Link(
            self.span(start, end),
            self.span(start + 1, label_end),
            target_span,
            href,
            self.content[start + 1 : label_end],
            slug,
            normal_slug(href) if slug else None,
        )

    def _pieces(self, rule: str) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.trace.pieces if piece.rule == rule)

    @cached_property
    def code(self) -> tuple[Span, ...]:
        """Return the spans of code, backticks included."""
        return tuple(self.span(piece.start, piece.end) for piece in self._pieces("backticks"))

    @cached_property
    def tags(self) -> tuple[Span, ...]:
        """Return the spans of HTML tags and comments."""
        return tuple(self.span(piece.start, piece.end) for piece in self._pieces("html_inline"))

    @cached_property
    def paired(self) -> frozenset[int]:
        """Return the content positions of the `*` and `_` that make emphasis."""
        places: set[int] = set()
        by_list = {(id(mark.siblings), mark.place): mark.position for mark in self.trace.delimiters}
        for mark in self.trace.delimiters:
            if mark.partner is not None:
                places.update((mark.position, by_list[id(mark.siblings), mark.partner]))
        return frozenset(places)

    @cached_property
    def emphasis(self) -> tuple[Emphasis, ...]:
        """Return the emphasis that renders, in order; `***x***` is strong emphasis in emphasis."""
        by_list = {(id(mark.siblings), mark.place): mark.position for mark in self.trace.delimiters}
        pairs = sorted(
            (mark.position, by_list[id(mark.siblings), mark.partner])
            for mark in self.trace.delimiters
            if mark.partner is not None
        )
        found: list[Emphasis] = []
        position = 0
        while position < len(pairs):
            opening, closing = pairs[position]
            strong = position + 1 < len(pairs) and pairs[position + 1] == (opening + 1, closing - 1)
            width = 2 if strong else 1
            found.append(
                Emphasis(
                    self.span(opening, closing + 1),
                    self.span(opening + width, closing + 1 - width),
                    strong,
                )
            )
            position += width
        return tuple(found)

    @cached_property
    def asterisk_runs(self) -> tuple[tuple[int, int], ...]:
        """Return the runs of two or more `*` that may open or close emphasis, as content positions, in order."""
        runs: list[list[int]] = []
        for mark in sorted(self.trace.delimiters, key=lambda mark: mark.position):
            if self.content[mark.position] != "*":
                continue
            if runs and runs[-1][1] == mark.position:
                runs[-1][1] += 1
            else:
                runs.append([mark.position, mark.position + 1])
        return tuple((start, end) for start, end in runs if end - start > 1)
