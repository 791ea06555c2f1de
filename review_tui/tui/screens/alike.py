"""Fixing all that is alike: every occurrence in its line, each to be ticked off, before anything is changed."""

from collections.abc import Awaitable, Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.worker import Worker

from review_tui.lint.discovery.discovery import Found
from review_tui.output.cells import clip
from review_tui.review.alike import Occurrence
from review_tui.tui.screens.dialog import Dialog
from review_tui.tui.widgets.rows import Piece, Pieces, RowList

_SHARE = 94  # percent of the height of a screen that a dialog takes at most
AT_ONCE = 8  # articles looked at between two updates of the list


class Occurrences(RowList):
    """The list: a tick, the article's line, and what would be changed to what."""

    DEFAULT_CSS = "Occurrences { height: auto; min-height: 4; }"

    def __init__(self) -> None:
        super().__init__(id="occurrences")
        self.items: list[Occurrence] = []
        self.unticked: set[int] = set()
        self.with_names = False

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual asks so
        """Return a row for each occurrence, as far as a screen has room for them in the box."""
        return min(self.count, viewport.height * _SHARE // 100 - 2)

    def row(self, index: int, width: int) -> Pieces:  # noqa: ARG002  what does not fit is cut
        """Return one occurrence."""
        item, ticked = self.items[index], index not in self.unticked
        where = (
            f"{clip(item.found.path.rpartition('/')[2], 20)}:{item.line} " if self.with_names else f"{item.line:>4}  "
        )
        return (
            Piece("[x] " if ticked else "[ ] ", "good" if ticked else "dim"),
            Piece(where, "dim"),
            Piece(item.before, "dim"),
            Piece(item.words, "strong"),
            Piece(" -> ", "dim"),
            Piece(item.fix.label or "(deleted)", "good" if ticked else "dim"),
            Piece(item.after, "dim"),
        )


class Alike(Dialog[list[Occurrence]]):
    """Answers with the occurrences that are still ticked."""

    DEFAULT_CSS = """
    Alike > #box { width: 104; }
    """
    BINDINGS = [
        Binding("space,x,delete", "tick", "Tick", priority=True),
        Binding("tab,f6", "widen", "The whole queue", priority=True),
        Binding("enter", "take", "Fix", priority=True),
    ]

    def __init__(
        self,
        here: Sequence[Occurrence],
        others: Sequence[Found],
        look: Callable[[Sequence[Found]], Awaitable[list[Occurrence]]],
    ) -> None:
        """Take the occurrences in this article, the other articles, and what finds occurrences in some of those."""
        super().__init__()
        self._here = list(here)
        self._others = list(others)
        self._look = look
        self._search: Worker[None] | None = None
        self.is_wide = False

    def compose(self) -> ComposeResult:
        """Show the list."""
        with Vertical(id="box") as box:
            tab = "   Tab whole queue" if self._others else ""
            box.border_subtitle = f"Space tick   Enter fix those ticked{tab}   Esc back"
            yield Occurrences()

    def on_mount(self) -> None:
        """Begin with this article."""
        self._fill(self._here)
        self.query_one(Occurrences).focus()

    def _fill(self, items: Sequence[Occurrence]) -> None:
        rows = self.query_one(Occurrences)
        rows.items, rows.unticked, rows.with_names = list(items), set(), self.is_wide
        self._title()

    def _title(self, looked: int | None = None) -> None:
        rows = self.query_one(Occurrences)
        rows.show(len(rows.items))
        rows.refresh(layout=True)
        count = f"{len(rows.items) - len(rows.unticked)} of {len(rows.items)}"
        where = f"{len({item.found.path for item in rows.items})} articles" if self.is_wide else "this article"
        going = f", {looked} of {len(self._others)} looked at" if looked is not None else ""
        self.query_one("#box").border_title = Content(f" Fix all like this: {count} in {where}{going} ")

    def action_tick(self) -> None:
        """Tick an occurrence, or untick it, and go on."""
        rows = self.query_one(Occurrences)
        rows.unticked ^= {rows.cursor}
        rows.action_move(1)
        self._title()

    @on(RowList.Chosen)
    def _clicked_twice(self) -> None:
        self.action_tick()

    def action_widen(self) -> None:
        """Look in the whole queue, or in this article only."""
        if not self._others:
            return
        if self._search is not None:
            self._search.cancel()
        self.is_wide = not self.is_wide
        self._fill(self._here)
        if self.is_wide:
            self._search = self.run_worker(self._search_others, exclusive=True)

    async def _search_others(self) -> None:
        rows = self.query_one(Occurrences)
        for start in range(0, len(self._others), AT_ONCE):
            few = self._others[start : start + AT_ONCE]
            rows.items += await self._look(few)
            self._title(start + len(few))
        self._title()

    def action_take(self) -> None:
        """Answer with what is ticked."""
        rows = self.query_one(Occurrences)
        self.dismiss([item for place, item in enumerate(rows.items) if place not in rows.unticked])
