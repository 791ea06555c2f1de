"""Lines of a paragraph that begin with the mark of a list item, and the lists that they make (M202)."""

from collections import Counter
from collections.abc import Callable, Container, Iterator
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from review_tui.article import Article
from review_tui.article.blocks import Block
from review_tui.article.han import LETTER
from review_tui.article.inline import Inline
from review_tui.text.lazy import lazy

BULLETS = "-*+"
WORDS = rf"{LETTER}|[“‘《「\[]"
# What a sentence about the mark goes on with: `-号表示删除`, but not `-号码`
# (whole words, since classes of Chinese characters take long to compile, and this stands in many patterns)
NAMED = (
    "(?!号码|号称|号召|号外|号角|表示层|表示法|表示学|代表作|代表团|代表队|代表人|代表性)(?:号|表示|代表|运算符|操作符)"
)
# A line with no star but those of whole bolds: `*甲的**乙**`, but not `*斜体*文字`
_NO_STAR = r"[^\r\n*]*+(?:\*\*(?!\*)[^\r\n*]++\*\*(?!\*)[^\r\n*]*+)*(?:[\r\n]|\Z)"
STAR = rf"([*+])(?={WORDS})(?!{NAMED}|匹配|\[[^\]\r\n]*\]:)(?={_NO_STAR})"
_CERTAIN = rf"{WORDS}|\*\*\S"
DOUBTFUL = r"\d|(?<=-)[A-Za-z]\d?(?!\w)"  # `2.5 倍`, `-5%`, `-v`
NOTHING = r"[\s\-+>.)|=/\\，。；：！？、）》」』】〉”’,;:!?]"  # no words: `---`, `->`, `...`
_MARK = rf"\d{{1,2}}[.)]|-(?!{NAMED})"
TORN = rf"(?:({_MARK})(?!{NOTHING})|{STAR})"
_TORN = lazy(rf"[ ]{{0,3}}(?:({_MARK})(?:(?={_CERTAIN})()|(?={DOUBTFUL})()|(?!{NOTHING}))|{STAR})")
_WHOLE = lazy(r"[ ]{0,3}(\d{1,9}[.)]|[-*+])\s")
_CHINESE = lazy(LETTER)
_OWN = lazy(r"(\d{1,9}[.)]|[-*+])\s+\Z")  # that of the item in which a paragraph stands
LEADS_IN = lazy(r"[^说道问答][：:]$")  # to a list, not to what somebody says


class Weight(IntEnum):
    """How surely a mark is one: by itself, beside one that is sure, or only in a row with several."""

    DOUBTFUL = 0
    LOOSE = 1
    CERTAIN = 2
    WHOLE = 3  # with its space


class ListMark(NamedTuple):
    """A mark at the start of a line of a block; a line with none has one with an empty text.

    `line` is the line's index in the block. `start` and `end` are where the mark begins and ends in the content, `last`
    where the line ends, space left out.
    """

    line: int
    text: str
    weight: Weight
    start: int
    end: int
    last: int

    @property
    def kind(self) -> str:
        """Return what the marks of one list share: the bullet, or what stands behind the number."""
        return self.text[-1]

    def is_beside(self, other: "ListMark") -> bool:
        """Tell whether two marks may stand one after the other in a list."""
        if self.kind != other.kind:
            return False
        return self.text in BULLETS or abs(int(self.text[:-1]) - int(other.text[:-1])) <= 1

    def follows(self, other: "ListMark") -> bool:
        """Tell whether this is the mark that comes after another."""
        return self.is_beside(other) and (self.text in BULLETS or int(self.text[:-1]) > int(other.text[:-1]))


class ListRun(NamedTuple):
    """The marks of one list.

    It is not `mendable` where a line behind its beginning has such a mark, too, and cannot be told to be an item: once
    the others are items, that line would be text of the one above it.
    """

    marks: list[ListMark]
    mendable: bool


IsItem = Callable[[ListMark], bool]


def runs_of(
    article: Article, block: Block, inline: Inline, headings: Container[int], is_item: IsItem
) -> Iterator[ListRun]:
    """Yield what was meant as lists in a paragraph, and items without their space in the paragraph of an item.

    `headings` are the indexes of the article's lines that were meant as headings, and `is_item` tells whether a mark
    without a space may be that of an item. A list begins at the start of a paragraph, behind such a line or a colon.
    A line whose mark continues its neighbour's is an item whatever its words are, if another mark of the list is
    certain.
    """
    lines = inline.content.split("\n")
    runs: list[list[ListMark]] = []
    left: list[ListMark] = []  # marks that may be those of items, and belong to no run
    joined = False  # whether the line before belongs to the last run

    def leads_in(line: int) -> bool:
        """Tell whether what stands behind a line may be the beginning of a list."""
        return block.lines[0] + line in headings or LEADS_IN.search(lines[line].rstrip()) is not None

    for mark in _marks(article, block, inline, lines):
        if mark.text == "":
            joined = block.lists > 0
        elif mark.weight is not Weight.WHOLE and not is_item(mark):
            left.append(mark)
        elif runs and mark.weight is Weight.DOUBTFUL and mark.line > runs[-1][-1].line + 1:
            continue  # a number at the start of a line of text
        elif runs and (joined or mark.follows(runs[-1][-1])):
            runs[-1].append(mark)
            joined = True
        elif not mark.line or block.lists or leads_in(mark.line - 1):
            runs.append([mark])
            joined = True
        elif mark.weight is not Weight.DOUBTFUL:
            left.append(mark)
    for run in runs:
        kept = list(_backed(run, inline.content))
        if kept and kept[0] is run[0] and (not run[0].line or block.lists or _begins_list(kept)):
            others = left + [mark for mark in run if mark not in kept] if len(kept) < len(run) else left
            yield ListRun(kept, bool(block.lists) or not _swallows(kept, others))


def first_mark(article: Article, block: Block, inline: Inline) -> ListMark:
    """Return the mark of a paragraph's first line; one with no text where it has none."""
    return next(_marks(article, block, inline, inline.content.split("\n", 1)[:1]))


def _marks(article: Article, block: Block, inline: Inline, lines: list[str]) -> Iterator[ListMark]:
    """Yield the mark of each line; for a line with none, one with no text."""
    place = 0
    for index, line in enumerate(lines):
        last = place + len(line.rstrip())
        if not index and (own := _own(article, block, inline)):
            yield ListMark(0, own, Weight.WHOLE, 0, 0, last)
        elif whole := _WHOLE.match(line):
            yield ListMark(index, whole[1], Weight.WHOLE, place + whole.start(1), place + whole.end(1), last)
        elif match := _TORN.match(line):
            text = match[1] or match[4]
            weight = Weight.LOOSE
            if match[4] or match[2] is not None:
                weight = Weight.CERTAIN
            elif match[3] is not None:
                weight = Weight.DOUBTFUL
            yield ListMark(index, text, weight, place + match.end() - len(text), place + match.end(), last)
        else:
            yield ListMark(index, "", Weight.WHOLE, 0, 0, last)
        place += len(line) + 1


def _own(article: Article, block: Block, inline: Inline) -> str:
    """Return the mark of the item that a paragraph begins; nothing where another one begins its item, or in none."""
    if not block.lists:
        return ""
    first = inline.span(0, 1).start
    own = _OWN.search(article.text, article.lines.span(article.lines.index_at(first)).start, first)
    return own[1] if own else ""


def _backed(run: list[ListMark], content: str) -> Iterator[ListMark]:
    """Yield the marks that are certain, and those that stand beside another of their list while one is certain.

    So are numbers that count 1, 2, 3 before words of which some are Chinese: 1.HashMap 的结构, but not 1.x, 2.x, 3.x.
    """
    certain = {mark.kind for mark in run if mark.weight >= Weight.CERTAIN}
    first = [mark for mark in run if mark.weight >= Weight.LOOSE][:3]
    if [mark.text[:-1] for mark in first] == ["1", "2", "3"] and _CHINESE.search(content, first[0].end, first[2].last):
        certain.update(mark.kind for mark in first)
    solid = Counter(mark.kind for mark in run if mark.weight >= Weight.LOOSE)
    beside = {mark for pair in pairwise(run) if pair[1].is_beside(pair[0]) for mark in pair}
    for mark in run:
        needed = 2 if mark.weight is Weight.DOUBTFUL else 1
        if mark.weight >= Weight.CERTAIN or (mark in beside and mark.kind in certain and solid[mark.kind] >= needed):
            yield mark


def _begins_list(run: list[ListMark]) -> bool:
    """Tell whether what stands behind a heading or a colon is the beginning of a list: two bullets, or a 1 and a 2."""
    if len(run) < 2:
        return False
    first, second = run[0].text, run[1].text
    return first == second if first in BULLETS else (first[:-1], second[:-1]) == ("1", "2")


def _swallows(run: list[ListMark], others: list[ListMark]) -> bool:
    """Tell whether one of the others stands behind the beginning of a list and has a mark of its kind."""
    kinds = {mark.kind for mark in run}
    return any(other.kind in kinds and other.line > run[0].line for other in others)
