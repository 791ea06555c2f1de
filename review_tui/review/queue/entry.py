"""An article in the list of those to review: what is known of it without opening it."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from review_tui.article.slug import without_suffix
from review_tui.lint.discovery.discovery import Found

_WEIGHTS = (100, 10, 1)  # what a finding of each severity adds to the need of work


class ArticleState(StrEnum):
    """How far the review of an article is."""

    WAITING = "waiting"
    """Nobody has looked at it yet."""
    OPEN = "open"
    NEEDS_WORK = "needs work"
    DONE = "done"
    """Every section is reviewed."""
    UNREADABLE = "unreadable"

    @property
    def letter(self) -> str:
        """Return what stands for it in a list."""
        return _LETTERS[self]


_LETTERS = {
    ArticleState.WAITING: ".",
    ArticleState.OPEN: " ",
    ArticleState.NEEDS_WORK: "!",
    ArticleState.DONE: "v",
    ArticleState.UNREADABLE: "?",
}


class PairNumbers:
    """Numbers for pairs of names, so that thousands of articles take little room.

    They are rules and concepts that findings are of, or concepts and their renderings.
    """

    def __init__(self) -> None:
        self.names: list[tuple[str, str]] = []
        self._numbers: dict[tuple[str, str], int] = {}

    def number(self, first: str, second: str) -> int:
        """Return the number of a pair, a new one where it has none yet."""
        key = (first, second)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.names)
            self.names.append(key)
        return number

    def known(self, first: str, second: str) -> int | None:
        """Return the number of a pair, None where it has none."""
        return self._numbers.get((first, second))


class QueueEntry(Struct, eq=False):
    """An article in the queue: what is known of it without opening it.

    `Queue.take` fills it from a report, and `Queue.look_at` from an open article, but for `uses`: those stay what the
    last report said. Whatever else an entry holds has to be set in both; `rate` works out the rest of it. What only the
    article tells has to be in the `Report`, too, which `lint/run/checking.py` makes of it.
    """

    found: Found  # the file
    title: str = ""  # of its front matter
    problem: str = ""  # why it cannot be read; empty where it can
    counts: tuple[int, int, int] | None = None  # open findings by severity, errors first; None: nobody looked
    kinds: Sequence[int] = ()  # by turns a number of `Queue.kinds` (rule, concept), and how many findings are of it
    uses: Sequence[int] = ()  # by turns a number of `RenderingUses.renderings`, and how often the article has it
    sections: tuple[str, ...] = ()  # their keys
    marks: tuple[int, int] = (0, 0)  # sections that are reviewed, and that need work
    total: int = 0  # open findings
    state: ArticleState = ArticleState.WAITING
    rank: tuple[int, str] = (0, "")  # what needs most work has the lowest

    def __post_init__(self) -> None:
        self.rate()

    @property
    def name(self) -> str:
        """Return the name of the file without its suffix: the slug of the article, as it is written."""
        return without_suffix(self.found.path.rpartition("/")[2])

    def rate(self) -> None:
        """Work out `total`, `state` and `rank`, after anything else was set.

        They are kept, since thousands of articles are sorted by them again and again while the list grows.
        """
        reviewed, needing = self.marks
        self.total = sum(self.counts) if self.counts else 0
        if self.problem:
            self.state = ArticleState.UNREADABLE
        elif self.counts is None:
            self.state = ArticleState.WAITING
        elif self.sections and reviewed == len(self.sections):
            self.state = ArticleState.DONE
        else:
            self.state = ArticleState.NEEDS_WORK if needing else ArticleState.OPEN
        if self.counts is None:
            need = -1
        elif self.state is ArticleState.DONE:
            need = -2
        else:
            need = sum(weight * count for weight, count in zip(_WEIGHTS, self.counts, strict=True))
        self.rank = (-need, self.found.path)
