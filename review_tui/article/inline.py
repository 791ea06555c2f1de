"""The inline spans of one block, in positions of the article."""

from functools import cached_property
from typing import NamedTuple

from markdown_it.token import Token

from review_tui.article.markdown import render_inline
from review_tui.article.offsets import OffsetMap
from review_tui.article.position import Span
from review_tui.article.slug import normal_slug, slug_of
from review_tui.article.trace import Trace, TracedLink


class Link(NamedTuple):
    """A link that renders as one.

    `span` runs from `[` to the last character, `text_span` is what stands between the brackets, `target_span` what
    stands in the parentheses (None for a reference), `slug` the site article it names as written, `slug_key` the same
    in the form in which slugs are compared.
    """

    span: Span
    text_span: Span
    target_span: Span | None
    target: str
    text: str
    slug: str | None
    slug_key: str | None


class Emphasis(NamedTuple):
    """Emphasis that renders: its delimiters included in `span`, left out of `text_span`."""

    span: Span
    text_span: Span
    strong: bool


class Inline:
    """The content of a paragraph, a heading or a table cell, and what stands in it.

    `content` is what markdown-it-py parsed, without container marks and indentation; `offsets` leads from its
    characters to the article. Content positions are code points of it. `trace` is what the parser noted.
    """

    def __init__(self, content: str, offsets: OffsetMap, trace: Trace, children: list[Token]) -> None:
        self.content = content
        self.offsets = offsets
        self.trace = trace
        self._children = children

    @cached_property
    def html(self) -> str:
        """Return the HTML that the content is rendered to."""
        return render_inline(self.content, self._children)

    def span(self, start: int, end: int) -> Span:
        """Return the span in the article of the content's characters `start` to `end`."""
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

    def _spans_of(self, rule: str) -> tuple[Span, ...]:
        """Return where in the article the pieces stand that a rule of the parser took."""
        return tuple(self.span(piece.start, piece.end) for piece in self.trace.pieces if piece.rule == rule)

    @cached_property
    def code(self) -> tuple[Span, ...]:
        """Return the spans of code, backticks included."""
        return self._spans_of("backticks")

    @cached_property
    def tags(self) -> tuple[Span, ...]:
        """Return the spans of HTML tags and comments."""
        return self._spans_of("html_inline")

    @cached_property
    def _pairs(self) -> list[tuple[int, int]]:
        """Return the content positions of each mark that opens emphasis and of its partner that closes it, in order."""
        pairs = []
        places: dict[int, list[int]] = {}  # of the marks in each list in which markdown-it-py pairs them
        for run in self.trace.runs:
            places.setdefault(id(run.siblings), []).extend(range(run.start, run.end))
        for run in self.trace.runs:
            for index, position in enumerate(range(run.start, run.end), run.first):
                partner = run.siblings[index].end
                if partner >= 0:
                    pairs.append((position, places[id(run.siblings)][partner]))
        pairs.sort()
        return pairs

    @cached_property
    def paired(self) -> frozenset[int]:
        """Return the content positions of the `*` and `_` that make emphasis."""
        return frozenset(position for pair in self._pairs for position in pair)

    @cached_property
    def partners(self) -> dict[int, int]:
        """Return the content positions of the marks that close emphasis, by those of the marks that open it."""
        return dict(self._pairs)

    @cached_property
    def emphasis(self) -> tuple[Emphasis, ...]:
        """Return the emphasis that renders, in order; `***x***` is strong emphasis in emphasis."""
        pairs = self._pairs
        found: list[Emphasis] = []
        index = len(pairs) - 1
        while index >= 0:  # from the inside out, as markdown-it-py makes two marks side by side into a strong one
            opening, closing = pairs[index]
            outer = (opening - 1, closing + 1)
            strong = index > 0 and pairs[index - 1] == outer and self.content[outer[0]] == self.content[opening]
            text_span = self.span(opening + 1, closing)
            span = self.span(outer[0], outer[1] + 1) if strong else self.span(opening, closing + 1)
            found.append(Emphasis(span, text_span, strong))
            index -= 2 if strong else 1
        return tuple(reversed(found))

    @cached_property
    def asterisk_runs(self) -> tuple[tuple[int, int], ...]:
        """Return the runs of two or more `*` that may open or close emphasis, as content positions, in order."""
        return tuple(
            (run.start, run.end)
            for run in sorted(self.trace.runs)
            if run.end - run.start > 1 and self.content[run.start] == "*"
        )
