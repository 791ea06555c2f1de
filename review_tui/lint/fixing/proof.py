"""Proves that a safe fix changed what it meant to change, by rendering before and after."""

import re
from collections import Counter
from collections.abc import Sequence

from review_tui.article import Article, Edit
from review_tui.article.blocks import BlockKind
from review_tui.text.visible import INVISIBLE

# What safe fixes put in or take out: marks, space and characters that show nothing.
_MARKS = re.compile(rf"(?:[\s#＃>*+\-＊\ufffd]|{INVISIBLE})+")  # a NUL is rendered as U+FFFD
_TAG = re.compile(r"<[^>]*>")
_NUMBER = re.compile(r"^\s*(\d{1,9}) ?[.)、．。]")
_SIGN = re.compile(r"^\s*[•·●▪–－]")  # of a list that Markdown does not know
_ITEM = re.compile(r"[ >]*(?:(\d{1,9}[.)])|[-*+])[ \t]")
_TORN = re.compile(r"[ >]*(?:\d{1,9}([.)])|([-*+]))(?=[^\s\d*+-])")  # an item's mark but for its space
_SHOWN_MARK = re.compile(r"\s*((?:\d{1,9}[.)]|[-*+] )?)\s*(.*)", re.DOTALL)
_KEPT = re.compile(r"<(?:strong|em|a|code|img)\b")  # what marks made of words, and may not come undone
_RAW = frozenset((BlockKind.CODE, BlockKind.HTML))

Page = dict[int, tuple[str, str]]


def keeps_page(before: Article, after: Article, edits: Sequence[Edit]) -> bool:
    """Tell whether `edits` (of `before`) left the page as it was, but for the lines they touch.

    - A line that no edit touches must render to the same HTML in the same kind of block. There is one exception: a line
      with a list mark may become the list item that it is meant to be. And no list may take in a line as its text that
      is meant as an item, but lacks the space after its mark.
    - In touched lines only marks and space may come, go or turn into structure. The words that readers see stay, and so
      do the numbers of list items. What is bold, a link or code stays so. Nothing turns into a block of code or HTML.
    - Edits that add or take away lines are not proven.
    """
    if len(before.lines) != len(after.lines):
        return False
    if before.front_matter.problem is None and after.front_matter.problem is not None:
        return False
    touched: set[int] = set()
    for edit in edits:
        first, last = (before.lines.index_at(place) for place in edit.span)
        touched.update(range(first, last + 1))
    old, new = _page(before), _page(after)
    still = (old.keys() | new.keys()) - touched
    if any(old.get(line) != new.get(line) and not _becomes_item(after, line, old, new) for line in still):
        return False
    if _swallows(before, after, touched, still):
        return False
    if any(new[line][0] in _RAW and old.get(line, ("",))[0] != new[line][0] for line in touched & new.keys()):
        return False
    if _made(old, touched) - _made(new, touched):
        return False
    return _words(old, touched) == _words(new, touched)


def _page(article: Article) -> Page:
    """Return what each line of the article shows on the page: the kind of its block, and its HTML."""
    page: Page = {}
    for block in article.blocks:
        first, last = block.lines
        if block.inline is None:
            for line in range(first, min(last, len(article.lines))):
                page[line] = (block.kind, article.lines.text(line).strip())
            continue
        for number, html in enumerate(block.inline.html.split("\n")):
            kind, seen = page.get(first + number, (str(block.kind), ""))
            page[first + number] = (kind, seen + html)  # the cells of a table share a line
    for item in article.containers:
        if item.number is not None:
            kind, seen = page.get(item.lines[0], ("", ""))
            page[item.lines[0]] = (kind, f"{item.number}.{seen}")
    return {line: (kind, html) for line, (kind, html) in page.items() if html or kind == BlockKind.RULE}


def _becomes_item(article: Article, line: int, old: Page, new: Page) -> bool:
    """Tell whether a line with a list mark shows the same words, and a number nearer to the one it is written with."""
    mark = _ITEM.match(article.lines.text(line))
    if mark is None or line not in old or line not in new or old[line][0] != new[line][0]:
        return False
    before, now = (_SHOWN_MARK.match(page[line][1]) for page in (old, new))
    if before is None or now is None or before[2] != now[2]:
        return False
    if not mark[1]:
        return now[1] == "" and before[1] != ""
    if not before[1] or not now[1]:
        return False
    meant, shown, showing = (int(number.strip()[:-1]) for number in (mark[1], before[1], now[1]))
    return showing == meant or abs(showing - meant) < abs(shown - meant)


def _swallows(before: Article, after: Article, touched: set[int], still: set[int]) -> bool:
    """Tell whether a list that the edits made takes in a line that was meant as an item of it, and is none yet."""
    kinds = {mark[0].strip()[-1] for line in touched if (mark := _ITEM.match(after.lines.text(line)))}
    if not kinds:
        return False
    torn = [line for line in still if (mark := _TORN.match(after.lines.text(line))) and (mark[1] or mark[2]) in kinds]
    if not torn:
        return False
    was, now = _depths(before), _depths(after)
    return any(now.get(line, 0) > was.get(line, 0) for line in torn)


def _depths(article: Article) -> dict[int, int]:
    """Return how many lists each line of words stands in."""
    return {line: block.lists for block in article.blocks if block.inline for line in range(*block.lines)}


def _words(page: Page, lines: set[int]) -> str:
    return "".join(
        _MARKS.sub("", _NUMBER.sub(r"\1.", _SIGN.sub("", _TAG.sub("", page[line][1]))))
        for line in sorted(lines & page.keys())
    )


def _made(page: Page, lines: set[int]) -> Counter[str]:
    """Count what marks made of the words of some lines."""
    return Counter(tag for line in lines & page.keys() for tag in _KEPT.findall(page[line][1]))
