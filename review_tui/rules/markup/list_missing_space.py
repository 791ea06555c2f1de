"""A list item with no space after its mark.

`1.她重写了一些内容` and `-[预付罚款](/prepaymentpenalty)` are paragraphs to CommonMark: the item drops out of its
list. Numbers (`1.5倍`), negative numbers and options (`-5%`, `--all`) are left alone, and so are a series within a
line (`1.股票；2.债券`) and a mark in the middle of a paragraph that neither a list nor a colon stands before. `*` and
`+`, and `-` in a quote, begin a footnote or name a source as well: they count line by line, or beside an item with that
mark.
"""

import re
from collections.abc import Iterator

from review_tui.article import Article, Edit, Span
from review_tui.article.blocks import Block, BlockKind
from review_tui.article.han import LETTER
from review_tui.article.inline import Inline
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("M202", "list-missing-space", Severity.ERROR, Safety.SAFE)
CASES = (
    valid("1. 她重写了一些内容"),
    valid("1.5倍的收益"),
    valid("2019.他出生了"),
    valid("-5% 的收益"),
    valid("--全部"),
    valid("- 甲\n- 乙"),
    valid("```\n-甲\n```"),
    valid("他说\n-甲和乙"),
    valid("1、甲"),
    valid("1.股票；2.债券；3.现金。"),
    valid("1)股票 2)债券 3)基金"),
    valid("*注：数据截至年底。"),
    valid("* 甲\n\n*注：数据截至年底。"),
    valid("*斜体*文字\n*斜体*文字"),
    valid("*[HTML]: 超文本标记语言\n*[W3C]: 万维网联盟"),
    valid("> 知己知彼，百战不殆。\n>\n> -孙子"),
    valid("他说：\n-甲和乙"),
    valid("他说：\n-你好。\n-再见。"),
    valid("甲包括：\n2.债券\n3.股票"),
    invalid("1.收益率为 2.5%；3.现金。", found="1.收益率为 2.5%；3.现金。", fixed="1. 收益率为 2.5%；3.现金。"),
    invalid("1. 甲\n2.乙\n3. 丙", found="2.乙", fixed="1. 甲\n2. 乙\n3. 丙"),
    invalid("1. 甲\n2.乙\n3.丙\n4. 丁", found=("2.乙", "3.丙"), fixed="1. 甲\n2. 乙\n3. 丙\n4. 丁"),
    invalid("1.甲\n2. 乙\n3.丙", found=("1.甲", "3.丙"), fixed="1. 甲\n2. 乙\n3. 丙"),
    invalid("-甲\n- 乙\n-丙", found=("-甲", "-丙"), fixed="- 甲\n- 乙\n- 丙"),
    invalid("* 甲\n*乙", found="*乙", fixed="* 甲\n* 乙"),
    valid("*基金经理承诺勤勉尽责。\n\n*过往业绩不代表未来。"),
    valid("*以上数据仅供参考。\n\n*市场有风险，投资需谨慎。"),
    invalid("* 数据\n\n*乙", found="*乙", fixed="* 数据\n\n* 乙"),
    valid("* 甲\n* 乙\n\n*数据来源：Wind\n\n*基金有风险，选择需谨慎。"),
    valid("> “甲”\n>\n> -孙子\n>\n> -老子"),
    invalid("*甲一\n*乙二", found=("*甲一", "*乙二"), fixed="* 甲一\n* 乙二"),
    invalid("*甲\n\n*乙\n\n* 丙", found=("*甲", "*乙"), fixed="* 甲\n\n* 乙\n\n* 丙"),
    invalid("+甲\n+乙", found=("+甲", "+乙"), fixed="+ 甲\n+ 乙"),
    invalid("甲包括：\n1.股票\n2.债券", found=("1.股票", "2.债券"), fixed="甲包括：\n1. 股票\n2. 债券"),
    invalid("> -甲\n> -乙\n\n> 1.丙", found=("-甲", "-乙", "1.丙"), fixed="> - 甲\n> - 乙\n\n> 1. 丙"),
    invalid("1.她重写了一些内容", found="1.她重写了一些内容", fixed="1. 她重写了一些内容"),
    invalid("- 甲\n\n-[乙](/b)", found="-[乙](/b)", fixed="- 甲\n\n- [乙](/b)"),
    invalid("-甲\n-乙", found=("-甲", "-乙"), fixed="- 甲\n- 乙"),
    invalid("2.“引语”与**粗**", found="2.“引语”与**粗**", fixed="2. “引语”与**粗**"),
    invalid("- 甲\n-乙", found="-乙", fixed="- 甲\n- 乙"),
    invalid("甲\r\r1.乙", found="1.乙", fixed="甲\r\r1. 乙"),
)
_WORDS = rf"{LETTER}|[“‘《「\[]"
_STAR = rf"([*+])(?={_WORDS})(?![^\r\n]*\*|\[[^\]\r\n]*\]:)"
_MARK = rf"(?:(\d{{1,2}}[.)]|-)(?={_WORDS}|\*\*\S)|{_STAR})"
_ITEM = re.compile(rf"[ ]{{0,3}}{_MARK}")
_ANY = re.compile(rf"(?:^|(?<=[\r\n]))[ >]*{_MARK}")
_WHOLE_ITEM = re.compile(r"[ ]{0,3}(?:\d{1,9}[.)]|[-*+])\s")
_BULLET = re.compile(rf"[ >]*(?:([-*+])\s|(-)(?={_WORDS})|{_STAR})")
_INLINE = re.compile(r"[；;，、。\s](\d{1,2})[.)、](?!\d)")  # the next of a series, on the same line
_BULLETS = "-*+"
_LEADS_IN = re.compile(r"[^说道问答][：:]$")  # to a list, not to what somebody says
_NOTE = re.compile(
    r"(?:备?注|说明|资料|来源|数据|以上|本文|上述|表中|截至|未经|不含|市场有风险|投资有?风险|投资者?[需应须]|仅供|[必选]填)"
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each line that is meant as a list item and is none."""
    article = reading.article
    if not _ANY.search(article.text, article.front_matter.span.end):
        return
    starred = _starred(article)
    for block in article.blocks:
        if block.kind is not BlockKind.PARAGRAPH or block.inline is None:
            continue
        for span, mark in _items(starred, block, block.inline):
            yield RULE.finding(
                span,
                f"no space after “{mark.cut(article.text)}”: the line is no list item",
                RULE.mend(Edit(Span(mark.end, mark.end), " "), label=f"{mark.cut(article.text)} …"),
            )


def _starred(article: Article) -> set[int]:
    """Return the lines with a bullet in whose list another line backs them: a whole item, or the line right beside."""
    backed: set[int] = set()
    together: list[int] = []
    bullet, is_list = "", False
    for line in range(article.front_matter.lines, len(article.lines)):
        words = article.lines.text(line)
        match = _BULLET.match(words)
        if not match and not words.strip("> \t"):
            continue
        if match and not match[1] and _NOTE.match(words, match.end()):
            match = None
        mark = match[match.lastindex or 1] if match else ""
        if mark != bullet:
            backed.update(together if is_list else ())
            together, bullet, is_list = [], mark, False
        if match:
            is_list = is_list or match.lastindex == 1 or line - 1 in together[-1:]
            together.append(line)
    backed.update(together if is_list else ())
    return backed


def _items(starred: set[int], block: Block, inline: Inline) -> Iterator[tuple[Span, Span]]:
    """Yield the line and the mark of each item that lost its space.

    It stands at the start of the block, after another item, or is the first of several behind a colon.
    """
    in_list = block.lists > 0
    lines = inline.content.split("\n")
    place = 0
    for number, line in enumerate(lines):
        match = None if not number and block.lists else _ITEM.match(line)
        if match and (not number or in_list or _opens_list(lines, number, match)):
            mark = match[1] or match[2]
            if _is_item(starred, block, block.lines[0] + number, mark, line[match.end() :]):
                start = place + match.end() - len(mark)
                yield inline.span(start, place + len(line.rstrip())), inline.span(start, place + match.end())
                in_list = True
        elif number:
            in_list = in_list and (block.lists > 0 or _WHOLE_ITEM.match(line) is not None)
        place += len(line) + 1


def _opens_list(lines: list[str], number: int, match: re.Match[str]) -> bool:
    """Tell whether a mark is the first of two or more behind a line that ends with a colon."""
    if not _LEADS_IN.search(lines[number - 1].rstrip()) or number + 1 == len(lines):
        return False
    following = _ITEM.match(lines[number + 1])
    if following is None:
        return False
    mark, other = match[1] or match[2], following[1] or following[2]
    return mark == other if mark in _BULLETS else (mark[:-1], other[:-1]) == ("1", "2")


def _is_item(starred: set[int], block: Block, line: int, mark: str, words: str) -> bool:
    """Tell whether a mark and the words behind it are an item, and no note and no enumeration within the line."""
    if mark not in _BULLETS:
        return all(int(match[1]) != int(mark[:-1]) + 1 for match in _INLINE.finditer(words))
    return (mark == "-" and not block.quotes) or line in starred
