"""Paragraphs that are items of the list around them, though their marks alone do not tell (M202).

Where items stand apart, each is a paragraph of its own: `-ARM`, `-30 年期贷款` or `3、丁` may be an item, or not. What
stands right before and behind it says which.
"""

from functools import cached_property

from review_tui.article import Article
from review_tui.article.blocks import Block, BlockKind, Container
from review_tui.rules.markup.shared.foreign_marks import DASHES, FaultyMark, first_foreign
from review_tui.rules.markup.shared.list_marks import BULLETS, ListMark, Weight, first_mark
from review_tui.text.lazy import lazy

_ITEM = lazy(r"[ >]*(\d{1,9}[.)]|[-*+])(?=\s|\Z)")
_AMOUNT = lazy(r"[-\d., ]+(?:[%％‰℃°]|个?百分点|个?基点|度|元|点|倍|美元|\Z)")  # -5%, 2.5 倍
_OPTION = lazy(r"-[A-Za-z]\d?(?!\w)")

Where = tuple[int, int, int]  # a line, and how many quotes and lists it stands in


class Neighbours:
    """The marks of an article's items by where they begin and end, those that lack their space among them.

    Its paragraphs are asked for in order: one that is found to be an item tells of the next one.
    """

    def __init__(self, article: Article) -> None:
        self._article = article

    def item_of(self, block: Block) -> FaultyMark | None:
        """Return the item that a paragraph was meant to be; None where its neighbours do not say so."""
        inline = block.inline
        if block.kind is not BlockKind.PARAGRAPH or inline is None:
            return None
        mark = first_mark(self._article, block, inline)
        item = self._torn_item(block, mark, inline.content) if mark.text else self._foreign_item(block, inline.content)
        if item:
            self._ends[block.lines[1] - 1, block.quotes, block.lists] = item.meant.strip()
        return item

    def _torn_item(self, block: Block, mark: ListMark, content: str) -> FaultyMark | None:
        """Return what begins with a mark that lacks its space and shows by itself no item, if it is one."""
        if mark.weight not in (Weight.LOOSE, Weight.DOUBTFUL):
            return None
        words = content[mark.start : mark.last]
        is_number = mark.text not in BULLETS
        if _OPTION.match(words) or (_AMOUNT.match(words) and not is_number):
            return None
        sides = self._sides(block, mark.text)
        if not (all(sides) if is_number and mark.weight is Weight.DOUBTFUL else any(sides)):
            return None  # 2.5 倍 may stand behind a list
        return FaultyMark(mark.text, f"{mark.text} ", mark.start, mark.end, mark.last)

    def _foreign_item(self, block: Block, content: str) -> FaultyMark | None:
        """Return what begins with a mark that is none in Markdown, if it is an item."""
        mark = first_foreign(content)
        if mark is None:
            return None
        sides = self._sides(block, mark.meant.strip())
        if mark.sign[-1] == "。" and not any(sides):
            sides = self._sides(block, mark.sign)
        return mark if (all(sides) if mark.sign in DASHES else any(sides)) else None

    def _sides(self, block: Block, mark: str) -> tuple[bool, bool]:
        """Tell whether items with such a mark stand right before a block and right behind it."""
        place = block.quotes, block.lists
        before = self._ends.get((self._next(block.lines[0], -1), *place), "")
        after = self._starts.get((self._next(block.lines[1] - 1, 1), *place), "")
        return _follows(before, mark), _follows(mark, after)

    def _next(self, line: int, step: int) -> int:
        """Return the nearest line in a direction that is not blank."""
        line += step
        while 0 <= line < len(self._article.lines) and not self._article.lines.text(line).strip(" \t>"):
            line += step
        return line

    @cached_property
    def _starts(self) -> dict[Where, str]:
        return {(item.lines[0], item.quotes, item.lists): mark for item, mark in self._items}

    @cached_property
    def _ends(self) -> dict[Where, str]:
        return {(self._next(item.lines[1], -1), item.quotes, item.lists): mark for item, mark in self._items}

    @cached_property
    def _items(self) -> list[tuple[Block | Container, str]]:
        """The items, and the paragraphs that were meant as some for sure, each with its mark."""
        items: list[tuple[Block | Container, str]] = []
        for item in self._article.containers:
            match = _ITEM.match(self._article.lines.text(item.lines[0])) if item.kind == "item" else None
            if match:
                items.append((item, match[1]))
        for block in self._article.blocks:
            if block.kind is not BlockKind.PARAGRAPH or block.inline is None:
                continue
            mark = first_mark(self._article, block, block.inline)
            if mark.weight is Weight.CERTAIN:
                items.append((block, mark.text))
            elif (foreign := first_foreign(block.inline.content)) and foreign.sign[-1] == "。":
                items.append((block, foreign.sign))
        return items


def _follows(first: str, second: str) -> bool:
    """Tell whether two marks may stand one after the other: the same bullet, or a number and the same or the next."""
    if not first or not second or (first in BULLETS) != (second in BULLETS):
        return False
    if first in BULLETS:
        return True
    return int(second[:-1]) - int(first[:-1]) in (0, 1) and (first[-1] == second[-1])
