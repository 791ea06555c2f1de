"""Intended headings: what an editor sees as a heading, whether CommonMark does or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from review_tui.article.blocks import Block, BlockKind
from review_tui.article.position import Lines, Span

# Up to three spaces, up to six hashes of either width. A wider run is no heading anywhere.
_HASHES = re.compile(r"[ ]{0,3}([#＃]{1,6})(?![#＃])([ \t\u3000\u00a0]*)(.*)")
_MARK = re.compile("[#＃]")
_QUOTE_MARKS = re.compile(r"(?:[ ]{0,3}>[ ]?)+")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_HAN = re.compile(r"[\u3400-\u9fff]")


class HeadingFault(StrEnum):
    """What keeps a heading from being one."""

    MISSING_SPACE = "missing-space"
    FULLWIDTH_HASH = "fullwidth-hash"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as an editor sees it.

    `span` is its line (from the first hash, or the text of an underlined heading, without the line end), `hashes` the
    hash marks (None where it is underlined), `text_span` and `text` what it says. `fault` is what is wrong with the
    marks, None where CommonMark takes it for a heading. `quotes` and `lists` count what it stands in; `block` is the
    block it was found in.
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
        if block.kind is BlockKind.HEADING:
            found.append(_real(text, lines, block))
        elif block.kind is BlockKind.PARAGRAPH and _MARK.search(text, block.span.start, block.span.end):
            found += _garbled(lines, block, title)
    return tuple(found)


def _real(text: str, lines: Lines, block: Block) -> Heading:
    inline = block.inline
    if inline is None:
        raise TypeError("a heading without content")
    line = text[lines.starts[block.lines[0]] : lines.ends[block.lines[0]]]
    content = inline.span(0, len(inline.content))
    first = line.find("#")
    start = lines.starts[block.lines[0]] + first
    is_atx = first >= 0 and text[start : start + block.level] == "#" * block.level and not _underlined(block)
    hashes = Span(start, start + block.level) if is_atx else None
    if is_atx and not inline.content:
        content = Span(start + block.level, start + block.level)
    span = Span(start if hashes else content.start, content.end)
    return Heading(
        span, hashes, content, inline.content, block.level, None, block.lines[0], block.quotes, block.lists, block
    )


def _underlined(block: Block) -> bool:
    return block.lines[1] - block.lines[0] > 1


def _garbled(lines: Lines, block: Block, title: str | None) -> Iterator[Heading]:
    """Find headings in the lines of what CommonMark takes for a paragraph."""
    for index in range(block.lines[0], min(block.lines[1], len(lines))):
        line = lines.text(index)
        quoted = _QUOTE_MARKS.match(line) if block.quotes else None
        offset = quoted.end() if quoted else 0
        if block.lists:
            continue
        match = _HASHES.match(line, offset)
        if not match:
            continue
        words = _CLOSING.sub("", match[3]).rstrip()
        fullwidth = "＃" in match[1]
        if not words or not (fullwidth or _is_heading(match[1], words, title)):
            continue
        start = lines.starts[index]
        text_start = start + match.start(3)
        yield Heading(
            Span(start + match.start(1), text_start + len(words)),
            Span(start + match.start(1), start + match.end(1)),
            Span(text_start, text_start + len(words)),
            words,
            len(match[1]),
            HeadingFault.FULLWIDTH_HASH if fullwidth else HeadingFault.MISSING_SPACE,
            index,
            block.quotes,
            block.lists,
            block,
        )


def _is_heading(hashes: str, words: str, title: str | None) -> bool:
    """Tell a heading that lost its space from a hashtag or a directive.

    Two hashes or more before Chinese are a heading. One hash is a hashtag, unless the text is the article's title or
    asks a question.
    """
    if len(hashes) > 1:
        return _HAN.search(words) is not None or words[0].isalpha()
    if title is not None and words == title.strip():
        return True
    if "#" in words or not _HAN.search(words):
        return False
    return words.endswith(("？", "?"))
