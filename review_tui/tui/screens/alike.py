"""Fixing all that is alike: every occurrence in its line, each to be ticked off, before anything is changed."""

from collections.abc import Awaitable, Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static
from textual.worker import Worker

from review_tui.lint.discovery.discovery import Found
from review_tui.review.alike import Occurrence, Place
from review_tui.rules.model import REMOVED
from review_tui.text.cells import ELLIPSIS, clip, clip_inside, tail
from review_tui.text.cells import width as cells
from review_tui.text.count import count
from review_tui.text.visible import visible
from review_tui.tui.screens.dialog import Dialog, dialog_box
from review_tui.tui.widgets.finding_list import BECOMES
from review_tui.tui.widgets.rows import Pieces, RowList, RowPart

_TICKED, _UNTICKED = "[x] ", "[ ] "
_BEFORE = 13  # cells of what stands before the words, where there is not room for all
_SHARE = 94  # percent of the height of a screen that a dialog takes at most
AT_ONCE = 8  # articles looked at between two updates of the list


class Occurrences(RowList):
    """The list: a tick, the article's line, and what would be changed to what."""

    DEFAULT_CSS = "Occurrences { height: auto; min-height: 4; }"

    def __init__(self, beside: int) -> None:
        """`beside` is how many rows of the box are not the list's."""
        super().__init__(id="occurrences")
        self._beside = beside
        self.items: list[Occurrence] = []
        self.unticked: set[Place] = set()
        self.with_names = False

    @property
    def ticked(self) -> list[Occurrence]:
        """Return the occurrences that are to be fixed."""
        return [item for item in self.items if item.place not in self.unticked]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual asks so
        """Return a row for each occurrence, as far as a screen has room for them in the box."""
        return min(self.count, viewport.height * _SHARE // 100 - self._beside)

    def row(self, index: int, width: int) -> Pieces:
        """Return one occurrence: of what does not fit, what is changed and to what is seen before all else."""
        item = self.items[index]
        ticked = item.place not in self.unticked
        where = (
            f"{clip(item.found.path.rpartition('/')[2], 20)}:{item.line} " if self.with_names else f"{item.line:>4}  "
        )
        before, words, becomes = _fitted(item, width - len(_TICKED) - cells(where) - len(BECOMES))
        return (
            RowPart(_TICKED if ticked else _UNTICKED, "good" if ticked else "dim"),
            RowPart(where, "dim"),
            RowPart(before, "dim"),
            RowPart(words, "strong"),
            RowPart(BECOMES, "dim"),
            RowPart(becomes, "good" if ticked else "dim"),
            RowPart(item.after, "dim"),
        )


def _fitted(item: Occurrence, room: int) -> tuple[str, str, str]:
    """Return what stands before an occurrence, its words, and what they become, cut to so many cells."""
    before, words, becomes = visible(item.before), visible(item.words), visible(item.fix.label or REMOVED)
    if cells(before + words + becomes) <= room:
        return before, words, becomes
    if cells(before) > _BEFORE:
        before = ELLIPSIS + tail(before, _BEFORE - len(ELLIPSIS))
    room = max(0, room - cells(before))
    share = max(room // 2, room - cells(becomes))
    words = clip_inside(words, share)
    return before, words, clip_inside(becomes, room - cells(words))


class Alike(Dialog[list[Occurrence]]):
    """Answers with the occurrences that are still ticked."""

    WHAT = "Fix all like this"
    ABOUT = (
        "Every place that the same fix would change, in its line. Untick those that are to stay as they are; the rest "
        "is fixed in one step, which one undo takes back."
    )
    DEFAULT_CSS = """
    Alike > #box { width: 104; }
    Alike #offers { height: 1; color: $text-muted; }
    """
    BINDINGS = [
        Binding("space,ideographic_space,x,ｘ,delete", "tick", "Tick", priority=True),
        Binding("tab,f6", "widen", "The whole queue", priority=True),
        Binding("enter", "take", "Fix", priority=True),
    ]

    def __init__(
        self,
        offers: Sequence[str],
        here: Sequence[Sequence[Occurrence]],
        others: Sequence[Found],
        look: Callable[[Sequence[Found], int], Awaitable[list[Occurrence]]],
    ) -> None:
        """Offer to fix what is alike.

        `offers` are what the finding can be fixed to, and `here` has for each of them the occurrences in this article.
        `look(few, choice)` finds those for the offer number `choice` (from 0) in a few of the `others`.
        """
        super().__init__()
        self._offers = [offer or REMOVED for offer in offers]
        self._choice = 0
        self._here = here
        self._others = list(others)
        self._look = look
        self._found: list[Occurrence] = []  # in the others, as far as they were looked at
        self._looked = 0
        self._search: Worker[None] | None = None
        self._is_awaited = False  # the search: Enter was pressed, and what is found is fixed when it ends
        self.is_wide = False
        self._rows = Occurrences(beside=2 if len(offers) == 1 else 3)

    def compose(self) -> ComposeResult:
        """Show the list."""
        with dialog_box(self.WHAT, self._keys):
            if len(self._offers) > 1:
                yield Static("", id="offers", markup=False)
            yield self._rows

    def on_mount(self) -> None:
        """Begin with this article, unless told otherwise, and the likeliest offer."""
        self._go_on()
        self._show_offers()
        self._rows.focus()

    def _fill(self) -> None:
        """Show what was found by now."""
        rows, box = self._rows, self.query_one("#box")
        rows.items = self._known
        rows.with_names = self.is_wide
        rows.show(len(rows.items))
        rows.refresh(layout=True)
        box.border_title = Content(f" {self.WHAT}: {self._how_many} ")
        self._say_keys()

    @property
    def _known(self) -> list[Occurrence]:
        """Return what was found by now where it is looked for."""
        return [*self._here[self._choice], *(self._found if self.is_wide else ())]

    @property
    def _how_many(self) -> str:
        """Return how many are ticked, and how far they were looked for."""
        rows, far = self._rows, f", {self._far} looked at" if self.is_wide and self._is_unfinished else ""
        if rows.items:
            articles = len({item.found.path for item in rows.items})
            where = count(articles, "article") if self.is_wide else "this article"
            return f"{len(rows.ticked):,} of {len(rows.items):,} in {where}{far}"
        return f"none yet{far}" if far else f"none in {'the whole queue' if self.is_wide else 'this article'}"

    @property
    def _keys(self) -> str:
        """Return the line under the list."""
        if self._is_awaited:
            return f"Still looking: {self._far} articles. Then what is ticked is fixed.   Esc stop looking"
        keys = [f"1-{min(9, len(self._offers))} choose"] if len(self._offers) > 1 else []
        keys += ["Space tick", "Enter fix ticked"] if self._known else []
        keys += [f"Tab {'this article' if self.is_wide else 'whole queue'}"] if self._others else []
        return "   ".join([*keys, "Esc back"])

    @property
    def _far(self) -> str:
        return f"{self._looked} of {len(self._others)}"

    @property
    def _is_unfinished(self) -> bool:
        return self._looked < len(self._others)

    def action_tick(self) -> None:
        """Tick an occurrence, or untick it, and go on."""
        rows = self._rows
        if rows.items:
            rows.unticked ^= {rows.items[rows.cursor].place}
            rows.action_move(1)
            self._fill()

    @on(RowList.Chosen)
    def _clicked_twice(self) -> None:
        self.action_tick()

    def action_widen(self) -> None:
        """Look in the whole queue, or in this article only; what was found there is kept."""
        if not self._others:
            self.say(f"There is no other article to look at   {self._keys}")
            return
        self._stop()
        self.is_wide = not self.is_wide
        self._go_on()

    def on_key(self, event: events.Key) -> None:
        """Take another offer for all; which are ticked stays."""
        choice = int(event.key) - 1 if event.key.isdecimal() else -1
        if not 0 <= choice < len(self._offers):
            return
        event.stop()
        if choice != self._choice:
            self._stop()
            self._choice, self._found, self._looked = choice, [], 0
            self._show_offers()
            self._go_on()

    def _show_offers(self) -> None:
        for line in self.query("#offers").results(Static):
            offers = [
                f"{'>' if index == self._choice else ' '}{index + 1} {visible(clip(offer, 30))}"
                for index, offer in enumerate(self._offers)
            ]
            line.update("   ".join(offers))

    def _go_on(self) -> None:
        """Show what is known, and look at the other articles, where they are wanted, for the rest."""
        if self.is_wide and self._is_unfinished:
            self._search = self.run_worker(self._search_others, exclusive=True)
        self._fill()

    async def _search_others(self) -> None:
        while self._is_unfinished:
            few = self._others[self._looked : self._looked + AT_ONCE]
            self._found += await self._look(few, self._choice)
            self._looked += len(few)
            self._fill()
        self._search = None
        if self._is_awaited:
            self.end(self._rows.ticked)

    def _stop(self) -> None:
        """Look no further."""
        if self._search is not None:
            self._search.cancel()
        self._search, self._is_awaited = None, False
        self._say_keys()

    def _say_keys(self) -> None:
        self.name_keys(self._keys)

    def action_take(self) -> None:
        """Answer with what is ticked, once all was looked at."""
        if self._search is not None:
            self._is_awaited = True
            self._say_keys()
        else:
            self.dismiss(self._rows.ticked)

    def action_back(self) -> None:
        """Leave without an answer; where one waits for the search to end, only end that."""
        if self._is_awaited:
            self._stop()
            self._fill()
        else:
            super().action_back()


class SafeFixes(Alike):
    """The same for all fixes that are safe, whatever they fix."""

    WHAT = "Make all safe fixes"
    ABOUT = (
        "Every fix that is proven to change nothing but what was wrong: readers see the same page before and after it, "
        "but for that. Untick those that are not to be made; the rest is made in one step, which one undo takes back."
    )
    DEFAULT_CSS = "SafeFixes > #box { width: 104; }"
