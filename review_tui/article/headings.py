"""Intended headings: what an editor sees as a heading, whether CommonMark does or not."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from review_tui.article.blocks import Block, BlockKind
from review_tui.article.han import HAN
from review_tui.article.inline import Inline
from review_tui.article.inline_parser import PLAIN
from review_tui.article.letters import letters_of
from review_tui.article.position import Lines, Span
from review_tui.text.lazy import lazy

# A line of up to three spaces, up to six hashes of either width, a gap, and words. A wider run is no heading anywhere.
_LINE = re.compile(
    r"^ {0,3}(\\?)([#＃]{1,6})(?![#＃])([ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]*)(.*)", re.MULTILINE
)
# Log commands of build servers: ##vso[task.setvariable], ##[error], ##teamcity[testStarted]
_LOG_COMMAND = lazy(r"\w+\[[\w.]+[\] ]|\[(?:command|debug|endgroup|error|group|section|warning)\]", re.ASCII)
_CODE = lazy(r"[\[\]{}<>=;\\$@|`_]|\w\(")
# What site generators take for attributes of the heading: its id, its classes
_ATTRIBUTES = lazy(r"(?<=\S)[ \t]*\{(?:[#.][\w.:-]*|[\w-]+=[\w.:\"'-]*)(?:[ \t]+[^{}]*)?\}$")
# Hashes behind the first, before words that do not speak of them: # # 要点, but not # # 号的用法
_AGAIN = lazy(rf"(?:[#＃]{{1,6}}[ \t\u3000]+|＃{{1,6}})(?=[“‘《「『A-Z]|{HAN.pattern})(?![号键和与或是的])")
# Hashes at the end that touch the words and so close nothing: 测量方法#, but not C#
_CLOSING = lazy(rf"(?<=[”’》」』？！）]|{HAN.pattern})[#＃]+\Z")
_HASHES_NAMED = lazy(rf"(?:{HAN.pattern}|[，、。；：])[#＃]+(?:{HAN.pattern}|[，、。；：])")  # 和#的区别
# What shows how headings are written: `\# 一级标题`, `\## 二级标题`
_SHOWN = lazy(r"^[ \t>*+-]*\\#[ \t]+[^\r\n]{0,20}(?:标题|级|[Hh]1)", re.MULTILINE)
_LEVEL_NAMED = lazy(r"[一二两三四五六1-6]\s?[级号]\s?(?:小?标题|大小)|(?:标题|[Hh])\s?[1-6一二三四五六](?!\d)")
_HASHTAG = lazy(r"(\S{1,10})[ \t]+(\S)")
_ASKS = lazy(r"什么是|是什么|什么叫|如何|为什么|怎样")
_HASH = re.compile(r"[#＃]")
_start = attrgetter("start")


class HeadingFault(StrEnum):
    """What keeps a heading from being one."""

    MISSING_SPACE = "missing-space"
    FULLWIDTH_HASH = "fullwidth-hash"
    ESCAPED_HASH = "escaped-hash"


class Heading(NamedTuple):
    """A heading as an editor sees it.

    - `span`: its line from the first hash on, or from its words where it is underlined; without the line end.
    - `hashes`: its marks, None where it is underlined. `again`: further ones before its words (`# # 要点`). `closing`:
      those behind them that close nothing, since they touch them (`## 要点##`). Readers see both of these.
    - `text`, `text_span`: what it says, without attributes (`{#id}`) and comments at its end.
    - `level`: the one that all its hashes spell, be they torn apart (`# ## 要点`) or written twice (`## ## 要点`).
    - `fault`: what is wrong with the marks, None where CommonMark takes it for a heading.
    - `line`: the index of its line. `quotes`, `lists`: how many it stands in. `block`: the one it was found in.
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
    again: Span | None = None
    closing: Span | None = None


def find_headings(text: str, lines: Lines, blocks: tuple[Block, ...], title: str | None) -> tuple[Heading, ...]:
    """Return the intended headings in order. `title` is the front matter's, which a lone `#` may announce."""
    page = _Page(text, lines, blocks, title)
    found: list[Heading] = []
    for block in blocks:
        inline = block.inline
        if inline is None or block.kind is BlockKind.CELL:
            continue
        garbled: list[Heading] = []
        if not block.hashes and ("#" in inline.content or "＃" in inline.content):
            garbled = list(_garbled(page, block, inline, is_first=block is blocks[0]))
        if block.kind is BlockKind.HEADING and not garbled:  # a garbled one may be underlined by accident
            found.append(_heading(page, block, inline, block.hashes, 0, inline.content, repeats=bool(block.hashes)))
        found += garbled
    return tuple(found)


class _Page:
    """The article in which headings are looked for: see `find_headings`."""

    def __init__(self, text: str, lines: Lines, blocks: tuple[Block, ...], title: str | None) -> None:
        self.text = text
        self.lines = lines
        self.title = title
        self.has_code = any(block.fenced for block in blocks)  # then it may be about hashes

    @cached_property
    def takes_escaped(self) -> bool:
        r"""Tell whether escaped hashes (`\## 要点`) may be headings: not where the article is about hashes."""
        return not self.has_code and _SHOWN.search(self.text) is None


def _heading(
    page: _Page, block: Block, inline: Inline, hashes: Span | None, place: int, written: str, *, repeats: bool
) -> Heading:
    """Return the heading that is `written` at a place of a block's content, behind its hashes if it has any.

    `repeats` tells that more hashes before and behind its words may be marks of the heading as well.
    """
    words = _without_additions(written)
    first, last = _bare(words, has_code=page.has_code) if repeats else (0, len(words))
    whole = inline.span(place, place + len(written))
    before = words[:first].rstrip(" \t\u3000")
    level = hashes.end - hashes.start if hashes else block.level
    return Heading(
        Span(hashes.start if hashes else whole.start, whole.end),
        hashes,
        inline.span(place + first, place + last),
        words[first:last],
        level=level if len(before) == level > 1 else min(6, level + len(before)),  # written twice, or torn apart
        fault=None,
        line=block.lines[0],
        quotes=block.quotes,
        lists=block.lists,
        block=block,
        again=inline.span(place, place + len(before)) if first else None,
        closing=inline.span(place + last, place + len(words)) if last < len(words) else None,
    )


def _bare(words: str, *, has_code: bool) -> tuple[int, int]:
    """Return where the words begin and end without hashes before and behind them that were to mark the heading."""
    if "#" not in words and "＃" not in words:
        return 0, len(words)
    again = None if has_code else _AGAIN.match(words)
    first = again.end() if again else 0
    closing = _CLOSING.search(words, first)
    last = closing.start() if closing and not _HASH.search(words, first, closing.start()) else len(words)
    return first, last


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


def _garbled(page: _Page, block: Block, inline: Inline, *, is_first: bool) -> Iterator[Heading]:
    """Yield the headings among the lines of what CommonMark takes for a paragraph, the article's first or not."""
    for match in _LINE.finditer(inline.content):
        escape, marks, gap, rest = match.groups()
        hashes = inline.span(*match.span(2))
        repeats = len(marks) > 1 or bool(gap)
        heading = _heading(page, block, inline, hashes, match.start(4), _without_closing(rest), repeats=repeats)
        if escape:
            is_meant = _is_escaped(marks, gap, heading.text) and page.takes_escaped
        else:
            is_meant = _is_heading(marks, gap, heading.text, page.title, is_first=is_first and match.start() == 0)
        if not is_meant or (inline.trace is not PLAIN and _is_hidden(inline, match.start(1))):
            continue
        line = page.lines.index_at(hashes.start)
        before = page.text[page.lines.starts[line] : hashes.start]
        if before[-1:].isspace() and before[-1] not in " \t":
            continue  # full-width space before the hashes: no heading, whatever stands after them
        quotes, lists = _containers(page, block, inline, line, before)
        yield heading._replace(fault=_fault(marks, escape), line=line, quotes=quotes, lists=lists)


def _containers(page: _Page, block: Block, inline: Inline, line: int, before: str) -> tuple[int, int]:
    """Return how many quotes and lists a line of a block stands in once it is a heading; `before` stands before it.

    Without the marks of its container, a line belongs to a paragraph only because that goes on.
    """
    if line == block.lines[0]:
        return block.quotes, block.lists
    indent = inline.span(0, 0).start - page.lines.starts[block.lines[0]]
    return min(block.quotes, before.count(">")), block.lists if len(before) >= indent else 0


def _fault(marks: str, escape: str) -> HeadingFault:
    if "＃" in marks:
        return HeadingFault.FULLWIDTH_HASH
    return HeadingFault.ESCAPED_HASH if escape else HeadingFault.MISSING_SPACE


def _is_escaped(hashes: str, gap: str, words: str) -> bool:
    r"""Tell whether a line of escaped hashes (`\## 要点`) is a heading, and no sentence about them."""
    if len(hashes) < 2 or "＃" in hashes or not gap or not HAN.search(words):
        return False
    return not (_is_sentence(words) or _LEVEL_NAMED.search(words))


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

    Two hashes or more before Chinese, or before words in English, are a heading, but for a sentence that begins with
    what it speaks of (`##是连接运算符。`). One hash is a hashtag, unless its words are the article's title or ask a
    question with no tag before it (`#比特币 你怎么看？`); a full-width one with a space after it is a heading too.
    """
    chinese = HAN.search(words) is not None
    if not chinese and not any(character.isalnum() for character in words):
        return False
    if hashes in words and all(tag.startswith(hashes) for tag in words.split()[1:]) and len(words.split()) > 1:
        return False  # a row of hashtags
    if len(hashes) > 1:
        if _LOG_COMMAND.match(words) or (not gap and _is_sentence(words)):
            return False
        return chinese or "＃" in hashes or (words[0].isupper() and not _CODE.search(words))
    if not chinese or not (words[0].isupper() or HAN.match(words) or words[0] in "“‘《「『"):
        return False
    if gap:
        return words[0] not in "号键"
    if "#" in words:
        return False
    return _is_title(words, title, is_first=is_first) or (words.endswith(("？", "?")) and not _begins_with_tag(words))


def _is_sentence(words: str) -> bool:
    """Tell whether words are a sentence, or speak of hashes."""
    if words.rstrip().endswith("。"):
        return True
    return _HASH.search(words) is not None and _HASHES_NAMED.search(words) is not None


def _begins_with_tag(words: str) -> bool:
    """Tell whether a space ends the first word early, as it ends a hashtag; it may just set Latin words apart."""
    match = _HASHTAG.match(words)
    if match is None:
        return False
    if "，" in words or (HAN.match(match[1][-1]) and HAN.match(match[2])):
        return True
    return _ASKS.search(words) is None


def _is_title(words: str, title: str | None, *, is_first: bool) -> bool:
    if title is None:
        return False
    said, meant = map(letters_of, (words, title))
    shorter, longer = sorted((said, meant), key=len)
    return said == meant or (is_first and len(shorter) * 2 >= len(longer) and shorter in longer)
