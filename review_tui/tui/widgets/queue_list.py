"""The list of articles: 14,000 of them are no more to draw than those in view."""

from collections.abc import Callable

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
_COUNTS = (("E", "error"), ("W", "warning"), ("I", "info"))  # as the counts of an entry are; heading and style
_COUNT, _REVIEWED, _GAP = 5, 6, "   "  # cells of a count, and of the sections reviewed, and what is behind these
_UNSAVED = " * "  # stands in the gap
HEAD = " " + "".join(f"{letter:>{_COUNT}}" for letter, _ in _COUNTS) + f"{'done':>{_REVIEWED}}{_GAP}"
"""What stands over the columns of `QueueList.row`, as far as the title."""


class QueueList(RowList):
    """State, findings by severity, sections reviewed, whether it is unsaved, title, and slug of each article."""

    BINDINGS = [("enter", "choose", "Open")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
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

    def row(self, index: int, width: int) -> Pieces:
        """Return an article."""
        entry = self._shown[index]
        state = entry.state
        counts, none = entry.counts or (0, 0, 0), "." if entry.counts else ""
        reviewed = _part(entry.marks[0], len(entry.sections)) if entry.sections else ""
        behind, mark = ("", (RowPart(_UNSAVED, "strong"),)) if self._is_unsaved(entry) else (_GAP, ())
        left = width - len(HEAD) - 1
        column = max(8, left * 3 // 5)
        return (
            RowPart(state.letter, _STYLES[state]),
            *(
                RowPart(f"{_number(count) if count else none:>{_COUNT}}", style if count else "dim")
                for count, (_, style) in zip(counts, _COUNTS, strict=True)
            ),
            RowPart(f"{reviewed:>{_REVIEWED}}{behind}", "good" if state is ArticleState.DONE else "dim"),
            *mark,
            RowPart(fit(entry.problem or entry.title or "-", column), "error" if entry.problem else ""),
            RowPart(" "),
            RowPart(fit(clip_inside(visible(entry.name), left - column), max(1, left - column)), "dim"),
        )


def _number(count: int) -> str:
    """Return a count that leaves a gap in its column: one that is too long in thousands, or in millions."""
    shown = (f"{count // unit}{letter}" for unit, letter in ((1, ""), (1000, "k"), (1_000_000, "M")))
    return next((each for each in shown if len(each) < _COUNT), "999M")


def _part(done: int, all_of_them: int) -> str:
    """Return how many of the sections are reviewed, or how many in a hundred where that is too long."""
    shown = f"{done}/{all_of_them}"
    return shown if len(shown) < _REVIEWED else f"{100 * done // all_of_them}%"
