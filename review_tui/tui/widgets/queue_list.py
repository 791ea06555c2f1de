"""The list of articles: 14,000 of them are no more to draw than those in view."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from review_tui.review.queue.entry import ArticleState, QueueEntry
from review_tui.review.queue.queue import Queue
from review_tui.text.cells import clip_inside
from review_tui.text.visible import visible
from review_tui.tui.widgets.rows import Pieces, RowList, RowPart, fit

_STYLES = {
    ArticleState.DONE: "good",
    ArticleState.NEEDS_WORK: "warning",
    ArticleState.UNREADABLE: "error",
    ArticleState.WAITING: "dim",
    ArticleState.OPEN: "",
}


class QueueList(RowList):
    """State, findings by severity, sections reviewed, whether it is unsaved, title, and slug of each article."""

    BINDINGS = [
        ("enter", "choose", "Open"),
        ("ctrl+home", "move(-1000000000)", "First"),
        ("ctrl+end", "move(1000000000)", "Last"),
    ]

    def __init__(self) -> None:
        super().__init__(id="articles")
        self._shown: list[QueueEntry] = []
        self._is_unsaved: Callable[[QueueEntry], bool] = lambda _: False
        self._was_moved = False
        self.first = ""  # the file of the article that the cursor stands on before it was ever moved

    def move_to(self, index: int) -> None:
        """Put the cursor on a row; before it was ever moved, it stays at the top of a list that is being sorted."""
        self._was_moved = self._was_moved or index > 0
        super().move_to(index)

    @property
    def picked(self) -> QueueEntry | None:
        """Return the article under the cursor."""
        return self._shown[self.cursor] if self.cursor < len(self._shown) else None

    def load(self, queue: Queue, path: str | None) -> None:
        """Show the articles of a queue, the cursor on the one with this path where it is among them."""
        if path is not None and any(entry.found.path == path for entry in queue.shown):
            self._was_moved = True
        else:
            path = None
        picked = path or (self.picked.found.path if self.picked and self._was_moved else None)
        self._shown, self._is_unsaved = queue.shown, queue.is_unsaved
        row = self.cursor - self.top
        if picked is not None:
            places = (n for n, entry in enumerate(self._shown) if entry.found.path == picked)
        else:
            places = (n for n, entry in enumerate(self._shown) if entry.found.file == self.first)
        place = next(places, None)
        self.show(len(self._shown), place if self._was_moved or place is not None else 0)
        if place is not None and 0 <= row < self.in_sight:  # the row under the eye stays where it was
            self.scroll_to_row(place - row)

    @property
    def heading(self) -> str:
        """Return what stands over the columns, in the cells that a row has."""
        return f"{HEAD}{fit('title', _title_room(self.column - 1))} slug"

    def row(self, index: int, width: int) -> Pieces:
        """Return an article: the columns that `_COLUMNS` has, then its title and its slug."""
        entry = self._shown[index]
        title = _title_room(width)
        left = width - len(HEAD) - 1 - title
        return (
            *(part for column in _COLUMNS for part in column.parts(entry, self._is_unsaved(entry))),
            RowPart(fit(entry.problem or entry.title or "-", title), "error" if entry.problem else ""),
            RowPart(" "),
            RowPart(fit(clip_inside(visible(entry.name), left), max(1, left)), "dim"),
        )


# What stands left of the title


class _Column(NamedTuple):
    """A column: what stands over it, in as many cells as it has, and what is in it for an article, unsaved or not."""

    heading: str
    parts: Callable[[QueueEntry, bool], Pieces]


_COUNT, _REVIEWED, _GAP = 5, 6, 3  # cells of a count, of the sections reviewed, and behind those
_UNSAVED = " * "  # stands in the gap


def _state(entry: QueueEntry, _: bool) -> Pieces:
    return (RowPart(entry.state.letter, _STYLES[entry.state]),)


def _findings(index: int, style: str, entry: QueueEntry, _: bool) -> Pieces:
    """Return how many findings there are of one severity; a dot for none, nothing where nobody looked yet."""
    count = entry.counts[index] if entry.counts else 0
    shown = _number(count) if count else "." if entry.counts else ""
    return (RowPart(f"{shown:>{_COUNT}}", style if count else "dim"),)


def _reviewed(entry: QueueEntry, is_unsaved: bool) -> Pieces:
    """Return how many sections are reviewed, and a star where there is unsaved work."""
    part = _part(entry.marks[0], len(entry.sections)) if entry.sections else ""
    shown, style = f"{part:>{_REVIEWED}}", "good" if entry.state is ArticleState.DONE else "dim"
    if is_unsaved:
        return RowPart(shown, style), RowPart(_UNSAVED, "strong")
    return (RowPart(shown + " " * _GAP, style),)


_COLUMNS = (
    _Column(" ", _state),
    _Column(f"{'err':>{_COUNT}}", partial(_findings, 0, "error")),
    _Column(f"{'warn':>{_COUNT}}", partial(_findings, 1, "warning")),
    _Column(f"{'info':>{_COUNT}}", partial(_findings, 2, "info")),
    _Column(f"{'done':>{_REVIEWED}}{'':{_GAP}}", _reviewed),
)
HEAD = "".join(column.heading for column in _COLUMNS)
"""What stands over the columns of a row, as far as the title."""


def _title_room(width: int) -> int:
    """Return how many cells of a row the title has."""
    return max(8, (width - len(HEAD) - 1) * 3 // 5)


def _number(count: int) -> str:
    """Return a count that leaves a gap in its column: one that is too long in thousands, or in millions."""
    shown = (f"{count // unit}{letter}" for unit, letter in ((1, ""), (1000, "k"), (1_000_000, "M")))
    return next((each for each in shown if len(each) < _COUNT), "999M")


def _part(done: int, all_of_them: int) -> str:
    """Return how many of the sections are reviewed, or how many in a hundred where that is too long."""
    shown = f"{done}/{all_of_them}"
    return shown if len(shown) < _REVIEWED else f"{100 * done // all_of_them}%"
