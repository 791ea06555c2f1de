"""The comments that keep rules quiet: `<!-- review-tui: ignore-next-line T702: it is a quotation -->`.

The program's name may be in any case, and the colon of either width. They count where HTML does, not in code; in front
matter they are YAML's or TOML's (`# review-tui: ignore-next-line T702`). Rules are named by code, by the beginning of a
code or by name, separated by spaces or commas; what follows a colon is the reason.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from review_tui.article import Article, Span
from review_tui.article.blocks import BlockKind
from review_tui.article.front_matter import Syntax
from review_tui.article.stretches import Stretches
from review_tui.rules.selector import UnknownRuleError, codes_of
from review_tui.text.lazy import lazy
from review_tui.text.nearest import nearest


class Verb(StrEnum):
    """What a comment asks for."""

    LINE = "ignore-line"
    NEXT_LINE = "ignore-next-line"
    """The next line that is neither blank nor such a comment; in front matter, all lines of the field there."""
    START = "ignore-start"
    """From here to the `ignore-end` that names the same rules, or none."""
    END = "ignore-end"
    FILE = "ignore-file"


class Named(NamedTuple):
    """A rule, or a family of rules, as a comment names it, and where."""

    selector: str
    span: Span


class Comment(NamedTuple):
    """A comment for this program. One with a `problem` has no effect."""

    span: Span
    verb: Verb | None
    rules: tuple[Named, ...]
    problem: str = ""
    has_reason: bool = False


_MARK = lazy(r"-tui", re.IGNORECASE)  # of `review-tui`: a pattern that begins with a letter of two cases takes long
# Input methods type the colon in full width. Where it is forgotten, `ignore` tells what was meant from what only speaks
# of the program.
_HEAD = r"review-tui(?:[^\S\r\n]*[:：]|(?P<bare>[^\w:：>\r\n]{0,9})(?=ignore(?:[-\s:：]|$)))"
HTML_COMMENT = lazy(rf"<!--(?P<hyphens>-*)\s*{_HEAD}(?P<body>.*?)-->", re.DOTALL | re.IGNORECASE)
_OPENING = lazy(rf"<!--(?P<hyphens>-*)\s*{_HEAD}(?:(?!-->)[^\r\n])*(?P<end>-->)?", re.IGNORECASE)
_HASH = lazy(rf"(?:^|(?<=\s))#[^\S\r\n]*{_HEAD}(?P<body>[^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_TOML_STRING = lazy(
    r"#[^\r\n]*|(\"{3}(?:\\.|[^\\])*?(?:\"{3}|\Z)|'{3}.*?(?:'{3}|\Z)|\"(?:\\.|[^\"\\\r\n])*\"?|'[^'\r\n]*+'?)",
    re.DOTALL,
)
_WORD = lazy(r"[^\s,，、]+")
_TOO_MANY = "there are too many hyphens: write <!-- review-tui: … -->"
_BEHIND_A_ROW = "it stands behind the last bar of its table, where no page has it: put it before that bar"
_INSIDE = "it stands inside of a link or an image, where it is no comment: put it outside"
_NEVER_CLOSED = "it is never closed: --> is missing"
_REASON = lazy(r"[:：]")


@lru_cache(maxsize=1)  # two rules ask for them, and the engine
def read_comments(article: Article) -> tuple[Comment, ...]:
    """Return the comments for this program, in the order of the text."""
    if not _MARK.search(article.text):
        return ()
    found = [*(_comment(article, match) for match in _found(article)), *_broken(article)]
    return tuple(sorted(found, key=lambda comment: comment.span))


def _found(article: Article) -> Iterator[re.Match[str]]:
    """Yield the comments that are whole, as matches of `_HASH` (front matter) or `HTML_COMMENT` (body)."""
    text = article.text
    found = list(_HASH.finditer(text, 0, article.front_matter.span.end))
    values = Stretches(_values(article)) if found else None
    for match in found:
        if values and not values.overlap(match.start(), match.start() + 1):  # in a quoted text it is no comment
            yield match
    for block in article.blocks:
        if block.kind is BlockKind.HTML:
            end = text.rfind("-->", block.span.start, block.span.end)  # beyond the last one nothing is looked for
            if end >= 0:
                yield from HTML_COMMENT.finditer(text, block.span.start, end + 3)
        elif block.inline is not None:
            yield from filter(None, (HTML_COMMENT.fullmatch(text, *span) for span in block.inline.tags))


def _broken(article: Article) -> Iterator[Comment]:
    """Yield what was meant as a comment in the body and is none: it does not end as one, or stands beside a table."""
    text = article.text
    yield from _beside_tables(article)
    for block in article.blocks:
        if block.kind is BlockKind.HTML:
            begin = max(block.span.start, text.rfind("-->", block.span.start, block.span.end))
            opening = _OPENING.search(text, begin, block.span.end)
            if opening:
                yield Comment(Span(*opening.span()), None, (), _NEVER_CLOSED)
        elif block.inline is not None and "<!--" in block.inline.content:
            taken = Stretches((piece.start, piece.end) for piece in block.inline.trace.pieces)
            for match in _OPENING.finditer(block.inline.content):
                if not taken.overlap(match.start(), match.start() + len("<!--")):
                    said = _NEVER_CLOSED if not match["end"] else _TOO_MANY if match["hyphens"] else _INSIDE
                    yield Comment(block.inline.span(*match.span()), None, (), said)


def _beside_tables(article: Article) -> Iterator[Comment]:
    """Yield the comments behind the last cell of a table row: the page leaves them out, and so do the blocks."""
    ends = {block.lines[0]: block.span.end for block in article.blocks if block.kind is BlockKind.CELL}  # of each row
    for line, end in ends.items():
        for match in _OPENING.finditer(article.text, end, max(end, article.lines.ends[line])):
            yield Comment(Span(*match.span()), None, (), _BEHIND_A_ROW)


def _values(article: Article) -> Iterator[tuple[int, int]]:
    """Yield where strings stand in front matter, in which `#` begins no comment.

    In TOML they are looked for in the text, since a string of several lines is no field of `FrontMatter`.
    """
    front_matter = article.front_matter
    if front_matter.syntax is Syntax.TOML:
        strings = _TOML_STRING.finditer(article.text, *front_matter.span)
        yield from (match.span(1) for match in strings if match[1])
    else:
        yield from (field.value_span for field in front_matter.fields if field.text is not None)


def _comment(article: Article, match: re.Match[str]) -> Comment:
    span = Span(*match.span())
    start, end = match.span("body")
    reason = _REASON.search(article.text, start, end)
    words = list(_WORD.finditer(article.text, start, reason.start() if reason else end))
    if not words:
        return Comment(span, None, (), f"it says nothing; it needs one of {', '.join(Verb)}, and rules")
    if match.groupdict().get("hyphens"):
        return Comment(span, None, (), _TOO_MANY)
    if match["bare"] is not None:
        return Comment(span, None, (), f"there is no colon after review-tui: write review-tui: {words[0][0]} …")
    verb = words[0][0].lower()
    if verb not in tuple(Verb):
        near = nearest(verb, tuple(Verb))
        hint = f"did you mean {near}?" if near else f"known are {', '.join(Verb)}"
        return Comment(span, None, (), f"{words[0][0]!r} is not known: {hint}")
    rules = tuple(Named(word[0], Span(*word.span())) for word in words[1:])
    return Comment(span, Verb(verb), rules, _fault(Verb(verb), rules), reason is not None)


def _fault(verb: Verb, rules: tuple[Named, ...]) -> str:
    if not rules and verb is not Verb.END:
        return f"it names no rule: {verb} needs codes or names, for example T702"
    for named in rules:
        if named.selector.upper() == "ALL":
            return "ALL is too much: name the rules that are wrong here"
        try:
            codes_of(named.selector)
        except UnknownRuleError as error:
            return str(error)
    return ""
