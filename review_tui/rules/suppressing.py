"""What the comments in an article keep quiet, and on which lines."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from review_tui.article import Article
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
    lines, targets = article.lines, _Targets(article, comments)
    found: list[tuple[Comment, Named, int, int]] = []
    for comment in comments:
        if comment.verb in (Verb.LINE, Verb.NEXT_LINE, Verb.FILE) and not comment.problem:
            found += ((comment, named, *targets.lines(comment)) for named in comment.rules)
    for start, named, end in _started(comments)[0]:
        last = lines.index_at(end.span.start) if end else len(lines) - 1
        found.append((start, named, lines.index_at(start.span.start), last))
    return tuple(Suppression(comment, named, codes_of(named.selector), *those) for comment, named, *those in found)


def unsuppressed(article: Article, found: Sequence[_T], where: Callable[[_T], tuple[str, int]]) -> Sequence[_T]:
    """Return those of the things found that no comment in the article keeps quiet.

    `where` gives, for each, the code of its rule and where it begins (code points).
    """
    comments = read_comments(article)
    if not comments:
        return found
    lines: dict[str, set[tuple[int, int]]] = {}
    for each in suppressions_of(article, comments):
        for code in each.codes:
            lines.setdefault(code, set()).add((each.first, each.last + 1))
    quiet = {code: Stretches(those) for code, those in lines.items()}

    def is_quiet(one: _T) -> bool:
        code, start = where(one)
        line = article.lines.index_at(start)
        return code in quiet and quiet[code].overlap(line, line + 1)

    return [each for each in found if not is_quiet(each)]


def unmatched(comments: tuple[Comment, ...]) -> Iterator[Comment]:
    """Yield each `ignore-start` that is never ended, and each `ignore-end` that ends nothing."""
    started, idle = _started(comments)
    yield from idle
    yield from dict.fromkeys(start for start, _, end in started if end is None)


_Started = tuple[Comment, Named, Comment | None]
"""An `ignore-start`, a rule that it names, and the `ignore-end` that ends this, if there is one."""


def _started(comments: tuple[Comment, ...]) -> tuple[list[_Started], list[Comment]]:
    """Return all that is started by comments, in order, and the ends that end nothing.

    An `ignore-end` ends what it names, and all that is open where it names nothing.
    """
    opened: dict[frozenset[str], list[tuple[Comment, Named]]] = {}  # by the codes of what is named
    started: list[_Started] = []
    idle: list[Comment] = []
    for comment in comments:
        if comment.problem:
            continue
        if comment.verb is Verb.START:
            for named in comment.rules:
                opened.setdefault(codes_of(named.selector), []).append((comment, named))
        elif comment.verb is Verb.END:
            codes = {codes_of(named.selector) for named in comment.rules}
            ended = [each for each in opened if not codes or any(each <= those for those in codes)]
            started += ((*start, comment) for each in ended for start in opened.pop(each))
            idle += [] if ended else [comment]
    started += ((*start, None) for starts in opened.values() for start in starts)
    return sorted(started, key=lambda each: (each[0].span, each[1].span)), idle


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
