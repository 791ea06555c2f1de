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
    last_line = len(article.lines) - 1
    opened = _OpenStarts()
    following = _Following(article, comments)
    for comment in comments:
        line = article.lines.index_at(comment.span.start)
        if comment.problem or comment.verb is None:
            continue
        if comment.verb is Verb.START:
            opened.start(comment)
            continue
        if comment.verb is Verb.END:
            found += (_from(article, start, named, line) for start, named in opened.end(comment))
            continue
        first, last = _lines(article, comment, line, following)
        found += (Suppression(comment, named, codes_of(named.selector), first, last) for named in comment.rules)
    found += (_from(article, start, named, last_line) for start, named in opened.left())
    return tuple(found)


def _from(article: Article, start: Comment, named: Named, last: int) -> Suppression:
    """Return what a start keeps quiet up to a line."""
    return Suppression(start, named, codes_of(named.selector), article.lines.index_at(start.span.start), last)


def unsuppressed(article: Article, found: Sequence[_T], where: Callable[[_T], tuple[str, int]]) -> Sequence[_T]:
    """Return those of the things found that no comment in the article keeps quiet.

    `where` gives, for each, the code of its rule and where it begins (code points).
    """
    comments = read_comments(article)
    if not comments:
        return found
    quiet = _Quiet(suppressions_of(article, comments))
    places = ((each, *where(each)) for each in found)
    return [each for each, code, start in places if not quiet.covers(code, article.lines.index_at(start))]


class _Quiet:
    """Where each rule is kept quiet: all suppressions of an article, asked in little time."""

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
    """The rules for which an `ignore-start` was read, and no end yet, by the selector that names them."""

    def __init__(self) -> None:
        self._starts: dict[str, list[tuple[Comment, Named]]] = {}

    def start(self, comment: Comment) -> None:
        for named in comment.rules:
            self._starts.setdefault(named.selector, []).append((comment, named))

    def end(self, comment: Comment) -> list[tuple[Comment, Named]]:
        """Take out what a comment ends, and return it."""
        ended = [selector for selector, starts in self._starts.items() if _ends(comment, starts[0][1])]
        return sorted((each for selector in ended for each in self._starts.pop(selector)), key=_in_order)

    def left(self) -> list[tuple[Comment, Named]]:
        """Return what nothing ended."""
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


def _lines(article: Article, comment: Comment, line: int, following: "_Following") -> tuple[int, int]:
    """Return the first and the last line (indexes from 0) that a comment of one line, or of a file, is about."""
    if comment.verb is Verb.FILE:
        return 0, len(article.lines) - 1
    if comment.verb is Verb.LINE:
        return line, line
    return following.lines(comment)


class _Following:
    """Which lines an `ignore-next-line` is about: those to the next one that says something of its own.

    What is passed over is blank, or a comment for this program; in front matter any comment, in a quote its marks
    alone. It counts as well, for what can be wrong with it. A field of front matter counts to the end of its value.
    """

    def __init__(self, article: Article, comments: tuple[Comment, ...]) -> None:
        self._article = article
        self._beyond: dict[int, int] = {}  # from where a comment begins to what comes after it and those behind it
        self._known: dict[tuple[int, int], int] = {}
        for comment in reversed(comments):
            self._beyond[comment.span.start] = self._skipped(comment.span.end, self._quotes(comment))

    def lines(self, comment: Comment) -> tuple[int, int]:
        """Return the first and the last line (indexes from 0); the last is before the first where there is none."""
        lines = self._article.lines
        first = lines.index_at(comment.span.end) + 1
        if first >= len(lines):
            return first, first - 1
        place = self._beyond[comment.span.start]
        if lines.index_at(place) < first:  # something else stands behind it
            place = self._known_from(lines.starts[first], self._quotes(comment))
        return first, self._last(lines.index_at(place))

    def _known_from(self, start: int, quotes: int) -> int:
        key = start, quotes
        if key not in self._known:
            self._known[key] = self._skipped(start, quotes)
        return self._known[key]

    def _quotes(self, comment: Comment) -> int:
        """Return how many marks of quotes stand before a comment on its line."""
        line = self._article.lines.starts[self._article.lines.index_at(comment.span.start)]
        lead = _LEAD.match(self._article.text, line, comment.span.start)
        return lead[0].count(">") if lead else 0

    def _skipped(self, place: int, quotes: int) -> int:
        """Return where something else begins, from a place on, in a quote of that depth."""
        text, front_matter = self._article.text, self._article.front_matter
        lead = rf"[^\S\r\n]*+(?:>[^\S\r\n]*+){{0,{quotes}}}+"
        blank = re.compile(rf"{lead}(?:[\r\n]++{lead})*")
        while True:
            found = blank.match(text, place)
            place = found.end() if found else place
            if place in self._beyond:
                return self._beyond[place]
            if place >= front_matter.span.end or not text.startswith("#", place):
                return place
            place = self._article.lines.span(self._article.lines.index_at(place)).end

    @cached_property
    def _ends(self) -> dict[int, int]:
        """The last line of each field of front matter, by its first one."""
        lines = self._article.lines
        ends: dict[int, int] = {}
        for field in self._article.front_matter.fields:
            first = lines.index_at(field.key_span.start)
            ends[first] = max(first, ends.get(first, 0), lines.index_at(field.value_span.end))
        return ends

    def _last(self, line: int) -> int:
        return self._ends.get(line, line)
