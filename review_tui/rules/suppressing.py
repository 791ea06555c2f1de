"""What the comments in an article keep quiet, and on which lines."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from review_tui.article import Article, Span
from review_tui.article.stretches import Stretches
from review_tui.rules.comments import Comment, Named, Verb, read_comments
from review_tui.rules.selector import codes_of
from review_tui.text.lazy import lazy

_T = TypeVar("_T")
_LEAD = lazy(r"(?:[\s>*+-]|\d+[.)])*")


class Suppression(NamedTuple):
    """Lines (indexes from 0, both included) on which what `named` stands for is not reported."""

    comment: Comment
    named: Named
    codes: frozenset[str]
    first: int
    last: int


def suppressions_of(article: Article, comments: tuple[Comment, ...]) -> tuple[Suppression, ...]:
    """Return what the comments of an article keep quiet: one suppression for each rule that one of them names."""
    found: list[Suppression] = []
    lines = article.lines
    opened = _OpenStarts()
    targets = _Targets(article, comments)

    def suppress(comment: Comment, named: Named, first: int, last: int) -> None:
        found.append(Suppression(comment, named, codes_of(named.selector), first, last))

    for comment in comments:
        if comment.problem or comment.verb is None:
            continue
        if comment.verb is Verb.START:
            opened.start(comment)
        elif comment.verb is Verb.END:
            for start, named in opened.end(comment):
                suppress(start, named, lines.index_at(start.span.start), lines.index_at(comment.span.start))
        else:
            first, last = targets.lines(comment)
            for named in comment.rules:
                suppress(comment, named, first, last)
    for start, named in opened.left():
        suppress(start, named, lines.index_at(start.span.start), len(lines) - 1)
    return tuple(found)


def unsuppressed(article: Article, found: Sequence[_T], where: Callable[[_T], tuple[str, int]]) -> Sequence[_T]:
    """Return those of the things found that no comment in the article keeps quiet.

    `where` gives, for each, the code of its rule and where it begins (code points).
    """
    comments = read_comments(article)
    if not comments:
        return found
    quiet = _Quiet(suppressions_of(article, comments))
    located = ((each, *where(each)) for each in found)
    return [each for each, code, start in located if not quiet.covers(code, article.lines.index_at(start))]


class _Quiet:
    """The lines on which each rule is kept quiet."""

    def __init__(self, suppressions: Iterable[Suppression]) -> None:
        lines: dict[str, set[tuple[int, int]]] = {}
        for each in suppressions:
            for code in each.codes:
                lines.setdefault(code, set()).add((each.first, each.last + 1))
        self._lines = {code: Stretches(those) for code, those in lines.items()}

    def covers(self, code: str, line: int) -> bool:
        """Tell whether what the rule of that code finds on a line (index from 0) is kept quiet."""
        lines = self._lines.get(code)
        return lines is not None and lines.overlap(line, line + 1)


class _OpenStarts:
    """The rules that `ignore-start` comments named and no `ignore-end` ended yet, by the selector that names them."""

    def __init__(self) -> None:
        self._starts: dict[str, list[tuple[Comment, Named]]] = {}

    def start(self, comment: Comment) -> None:
        for named in comment.rules:
            self._starts.setdefault(named.selector, []).append((comment, named))

    def end(self, comment: Comment) -> list[tuple[Comment, Named]]:
        """Take out the rules that an `ignore-end` ends; return them with the comments that started them."""
        ended = [selector for selector, starts in self._starts.items() if _ends(comment, starts[0][1])]
        return sorted((each for selector in ended for each in self._starts.pop(selector)), key=_in_order)

    def left(self) -> list[tuple[Comment, Named]]:
        """Return the rules that nothing ended, with the comments that started them."""
        return sorted((each for starts in self._starts.values() for each in starts), key=_in_order)


def _in_order(started: tuple[Comment, Named]) -> tuple[Span, Span]:
    comment, named = started
    return comment.span, named.span


def unmatched(comments: tuple[Comment, ...]) -> Iterator[Comment]:
    """Yield each `ignore-start` that is never ended, and each `ignore-end` that ends nothing."""
    opened = _OpenStarts()
    for comment in comments:
        if comment.problem:
            continue
        if comment.verb is Verb.START:
            opened.start(comment)
        elif comment.verb is Verb.END and not opened.end(comment):
            yield comment
    yield from dict.fromkeys(start for start, _ in opened.left())


def _ends(end: Comment, named: Named) -> bool:
    """Tell whether an `ignore-end` ends what a start named: one that names nothing ends all."""
    selectors = {each.selector for each in end.rules}
    return not end.rules or any(codes_of(each) >= codes_of(named.selector) for each in selectors)


class _Targets:
    """Which lines the comments of an article are about, one that starts or ends a stretch aside.

    An `ignore-next-line` is about the lines below it up to the next one that says something. What does not is blank, a
    comment for this program (in front matter, any comment) or a mark of the quotes that the comment stands in. These
    lines count as well, since rules find fault with them, too. In front matter all lines of a field count as one.
    """

    def __init__(self, article: Article, comments: tuple[Comment, ...]) -> None:
        self._article = article
        self._comments_until: dict[int, int] = {}  # where a row of comments ends, by where each of them begins
        self._known: dict[tuple[int, int], int] = {}  # see `_next_content`
        for comment in reversed(comments):
            end = self._next_content(comment.span.end, self._quotes(comment))
            self._comments_until[comment.span.start] = end

    def lines(self, comment: Comment) -> tuple[int, int]:
        """Return the first and the last line (indexes from 0); the last is before the first where there is none."""
        lines = self._article.lines
        if comment.verb is Verb.FILE:
            return 0, len(lines) - 1
        if comment.verb is Verb.LINE:
            line = lines.index_at(comment.span.start)
            return line, line
        first = lines.index_at(comment.span.end) + 1
        if first >= len(lines):
            return first, first - 1
        content = self._comments_until[comment.span.start]
        if lines.index_at(content) < first:  # something else stands behind the comment
            content = self._next_content(lines.starts[first], self._quotes(comment))
        last = lines.index_at(content)
        return first, self._field_ends.get(last, last)

    def _quotes(self, comment: Comment) -> int:
        """Return how many marks of quotes stand before a comment on its line."""
        line = self._article.lines.starts[self._article.lines.index_at(comment.span.start)]
        lead = _LEAD.match(self._article.text, line, comment.span.start)
        return lead[0].count(">") if lead else 0

    def _next_content(self, offset: int, quotes: int) -> int:
        """Return the offset of the first thing behind an offset that says something, within that many quotes."""
        known = self._known.get((offset, quotes))
        if known is None:
            known = self._known[offset, quotes] = self._find_content(offset, quotes)
        return known

    def _find_content(self, offset: int, quotes: int) -> int:
        text, front_matter = self._article.text, self._article.front_matter
        lead = rf"[^\S\r\n]*+(?:>[^\S\r\n]*+){{0,{quotes}}}+"
        blank = re.compile(rf"{lead}(?:[\r\n]++{lead})*")
        while True:
            found = blank.match(text, offset)
            offset = found.end() if found else offset
            if offset in self._comments_until:
                return self._comments_until[offset]
            if offset >= front_matter.span.end or not text.startswith("#", offset):
                return offset
            offset = self._article.lines.span(self._article.lines.index_at(offset)).end

    @cached_property
    def _field_ends(self) -> dict[int, int]:
        """The last line of each field of front matter, by its first one."""
        lines = self._article.lines
        ends: dict[int, int] = {}
        for field in self._article.front_matter.fields:
            first = lines.index_at(field.key_span.start)
            ends[first] = max(first, ends.get(first, 0), lines.index_at(field.value_span.end))
        return ends
