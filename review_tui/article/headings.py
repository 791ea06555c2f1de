"""Intended headings: what an editor sees as a heading, whether CommonMark does or not."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from review_tui.article.blocks import Block, BlockKind
from review_tui.article.han import HAN
from review_tui.article.inline import Inline
from review_tui.article.inline_parser import PLAIN
from review_tui.article.letters import letters_of
from review_tui.article.position import Lines, Span

# A line of up to three spaces, up to six hashes of either width, a gap, and words. A wider run is no heading anywhere.
_LINE = re.compile(r"^ {0,3}([#＃]{1,6})(?![#＃])([ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]*)(.*)", re.MULTILINE)
# Log commands of build servers: ##vso[task.setvariable], ##[error], ##teamcity[testStarted]
_LOG_COMMAND = re.compile(r"\w+\[[\w.]+[\] ]|\[(?:command|debug|endgroup|error|group|section|warning)\]", re.ASCII)
_CODE = re.compile(r"[\[\]{}<>=;\\$@|`_]|\w\(")
# What site generators take for attributes of the heading: its id, its classes
_ATTRIBUTES = re.compile(r"(?<=\S)[ \t]*\{(?:[#.][\w.:-]*|[\w-]+=[\w.:\"'-]*)(?:[ \t]+[^{}]*)?\}$")
_start = attrgetter("start")


class HeadingFault(StrEnum):
    """What keeps a heading from being one."""

    MISSING_SPACE = "missing-space"
    FULLWIDTH_HASH = "fullwidth-hash"


class Heading(NamedTuple):
    """A heading as an editor sees it.

    `span` is its line (from the first hash, or the text of an underlined heading, without the line end), `hashes` the
    hash marks (None where it is underlined), `text_span` and `text` what it says, without attributes (`{#id}`) and a
    comment at its end. `fault` is what is wrong with the marks, None where CommonMark takes it for a heading. `quotes`
    and `lists` count what it stands in; `block` is the block it was found in.
    """

    span: Span
    hashes: Span | None
    text_span: Span
    text: str
    level: int
    fault: HeadingFault | None
    line: int
    quotes: int
    lists: int
    block: Block


def find_headings(text: str, lines: Lines, blocks: tuple[Block, ...], title: str | None) -> tuple[Heading, ...]:
    """Return the intended headings in order. `title` is the front matter's, which a lone `#` may announce."""
    found: list[Heading] = []
    for block in blocks:
        inline = block.inline
        if inline is None or block.kind is BlockKind.CELL:
            continue
        garbled: list[Heading] = []
        if not block.hashes and ("#" in inline.content or "＃" in inline.content):
            garbled = list(_garbled(text, lines, block, inline, title, is_first=block is blocks[0]))
        if block.kind is BlockKind.HEADING and not garbled:  # a garbled one may be underlined by accident
            found.append(_real(block, inline))
        found += garbled
    return tuple(found)


def _real(block: Block, inline: Inline) -> Heading:
    content = inline.span(0, len(inline.content))
    words = _without_additions(inline.content)
    text_span = content if len(words) == len(inline.content) else inline.span(0, len(words))
    hashes = block.hashes
    span = Span(hashes.start if hashes else content.start, content.end)
    return Heading(span, hashes, text_span, words, block.level, None, block.lines[0], block.quotes, block.lists, block)


def _without_additions(words: str) -> str:
    """Leave out the attributes and comments at the end of a heading, where it says more than them."""
    found = _ATTRIBUTES.search(words) if words.endswith("}") else None
    said = words[: found.start()] if found else words
    while said.endswith("-->"):
        comment = said.rfind("<!--")
        bare = said[: max(0, comment)].rstrip(" \t")
        if not bare or bare.endswith("\\"):
            break
        said = bare
    return said


def _garbled(
    text: str, lines: Lines, block: Block, inline: Inline, title: str | None, *, is_first: bool
) -> Iterator[Heading]:
    """Find headings in the lines of what CommonMark takes for a paragraph."""
    for match in _LINE.finditer(inline.content):
        written = _without_closing(match[3])
        words = _without_additions(written)
        if not _is_heading(match[1], match[2], words, title, is_first=is_first and match.start() == 0):
            continue
        place = match.start(3)
        if inline.trace is not PLAIN and _is_hidden(inline, match.start(1)):
            continue
        hashes, words_span = inline.span(*match.span(1)), inline.span(place, place + len(words))
        end = words_span.end if written == words else inline.span(place, place + len(written)).end
        line = lines.index_at(hashes.start)
        before = text[lines.starts[line] : hashes.start]
        if before[-1:].isspace() and before[-1] not in " \t":
            continue  # full-width space before the hashes: no heading, whatever stands after them
        quotes, lists = block.quotes, block.lists
        if line > block.lines[0]:  # a lazy line stands outside once it is a heading
            quotes = min(quotes, before.count(">"))
            lists = lists if len(before) >= inline.span(0, 0).start - lines.starts[block.lines[0]] else 0
        yield Heading(
            Span(hashes.start, end),
            hashes,
            words_span,
            words,
            len(match[1]),
            HeadingFault.FULLWIDTH_HASH if "＃" in match[1] else HeadingFault.MISSING_SPACE,
            line,
            quotes,
            lists,
            block,
        )


def _without_closing(words: str) -> str:
    """Leave out the hashes that may close a heading, and the space around them."""
    words = words.rstrip()
    bare = words.rstrip("#")
    return bare.rstrip() if bare != words and bare[-1:] in ("", " ", "\t") else words


def _is_hidden(inline: Inline, position: int) -> bool:
    """Tell whether a position lies in code, a tag or a link, which may run over several lines."""
    pieces, links = inline.trace.pieces, inline.trace.links
    piece = bisect_left(pieces, position, key=_start) - 1
    link = bisect_left(links, position, key=_start) - 1
    return (piece >= 0 and position < pieces[piece].end) or (link >= 0 and position < links[link].end)


def _is_heading(hashes: str, gap: str, words: str, title: str | None, *, is_first: bool) -> bool:
    """Tell a heading that lost its space from a hashtag or a directive.

    Two hashes or more before Chinese, or before words in English, are a heading. One hash is a hashtag, unless its
    words are the article's title or ask a question; a full-width one with a space after it is a heading too.
    """
    chinese = HAN.search(words) is not None
    if not chinese and not any(character.isalnum() for character in words):
        return False
    if hashes in words and all(tag.startswith(hashes) for tag in words.split()[1:]) and len(words.split()) > 1:
        return False  # a row of hashtags
    if len(hashes) > 1:
        if _LOG_COMMAND.match(words):
            return False
        return chinese or "＃" in hashes or (words[0].isupper() and not _CODE.search(words))
    if not chinese or not (words[0].isupper() or HAN.match(words) or words[0] in "“‘《「『"):
        return False
    if gap:
        return True
    return "#" not in words and (words.endswith(("？", "?")) or _is_title(words, title, is_first=is_first))


def _is_title(words: str, title: str | None, *, is_first: bool) -> bool:
    if title is None:
        return False
    said, meant = map(letters_of, (words, title))
    shorter, longer = sorted((said, meant), key=len)
    return said == meant or (is_first and len(shorter) * 2 >= len(longer) and shorter in longer)
