"""The list of articles an editor works through."""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence, Set
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, Static

from review_tui.lint.decisions.leaving import Accepting
from review_tui.lint.discovery.discovery import Found
from review_tui.review.article.analysis import Analysis
from review_tui.review.article.session import Session
from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.review.queue.entry import QueueEntry
from review_tui.review.queue.query import MAY_BE, comparable
from review_tui.review.queue.queue import Order, Queue
from review_tui.text.cells import width
from review_tui.text.count import count
from review_tui.text.visible import visible
from review_tui.tui.keys.action import Action, ActionPlace
from review_tui.tui.screens.desk_screen import DeskScreen
from review_tui.tui.screens.jump import Target
from review_tui.tui.screens.progress import progress_bar
from review_tui.tui.widgets.key_bar import Hint, KeyBar
from review_tui.tui.widgets.message_line import MessageLine
from review_tui.tui.widgets.queue_list import QueueList
from review_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from review_tui.review.queue.survey import Survey

_FILTER = "filter: words  rule:T7  term:foreclosure  uses:止赎  is:error  is:open"
_MAY_BE = f": after is: comes one of {', '.join(MAY_BE)}."
_ORDERS = {Order.NEED: "most work first", Order.PATH: "by path", Order.TITLE: "by title"}
_BAR = 24  # cells of the progress bar
REST = 1.5  # seconds without a move of the cursor after which the list may be sorted


class QueueScreen(DeskScreen):
    """All articles: state, findings, title. Enter opens one, and in the filter goes to them, as the arrow down does."""

    PLACE = ActionPlace.QUEUE
    OPENS = "filter_list"
    BINDINGS = [
        Binding("down", "to_list", "To the list", show=False),
        Binding("f6", "app.focus_next", "To the filter, or to the list", show=False),
        Binding("shift+f6", "app.focus_previous", "To the filter, or to the list", show=False),
    ]
    DEFAULT_CSS = """
    QueueScreen {
        & #summary { height: 1; background: $panel; padding: 0 1; }
        & #query { padding: 0 1; background: $boost; }
        & #head { height: 1; color: $text-muted; background: $surface; }
        & #articles { height: 1fr; }
    }
    """

    def __init__(self, desk: Desk, at: Focus, queue: Queue, survey: "Survey", actions: tuple[Action, ...]) -> None:
        super().__init__(desk, at, actions)
        self.queue = queue
        self.survey = survey
        self._said = self._head = ""
        self._moved_at = 0.0  # when the cursor was moved by hand
        self._is_left = False  # for an article: where that is in the list is shown when one comes back
        self._taken: dict[str, tuple[Analysis, Accepting]] = {}  # what open articles were counted by last
        self.left_in: Callable[[Iterable[Found]], Set[str]] = lambda _: frozenset()  # see `LeftBehind`
        self.rows = QueueList()

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield Static(id="summary", markup=False)
        placeholder = f"{self.key_for('filter_list')} {_FILTER}"
        yield Input(self.queue.query.text, placeholder=placeholder, id="query", compact=True)
        yield Static(id="head", markup=False)
        yield self.rows
        yield MessageLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Give the focus to the list."""
        if not self.query(QueueList):
            return  # the desk is ended before it began
        self.rows.focus()
        self.show_soon()

    @property
    def is_in_front(self) -> bool:
        """Tell whether the list is to be seen: not under an article, and neither before the start nor after the end."""
        if not self.is_current or not self.has_panes:
            return False
        # To Textual, what lies right under an article is current as well.
        return next(screen for screen in reversed(self.app.screen_stack) if isinstance(screen, DeskScreen)) is self

    def show(self) -> None:
        """Bring the list up to date; articles are gone through as it shows them."""
        if not self.is_in_front:
            return
        left = self.left_in(entry.found for entry in self.queue)
        self.queue.take_unsaved({session.name for session in self.desk.sessions.dirty}, left)
        here = self.queue.to_go_on_with(self.at.article, self.at.articles) if self._is_left else None
        self.at.go_through(self.queue.articles or self.at.articles)
        self.rows.load(self.queue, here.path if here is not None else None)
        self._is_left = False
        self.show_keys()
        self.show_summary()

    @property
    def hand(self) -> object:
        """Return the article last in focus, where keys go, and when the cursor was moved: rows move by themselves."""
        return self.at.article, self.focused, self._moved_at

    @property
    def is_in_hand(self) -> bool:
        """Tell whether one is choosing a row: it is not to go elsewhere under a key or a click on its way."""
        return self.app.screen is not self or time.monotonic() - self._moved_at < REST

    def show_summary(self) -> None:
        """Say how many articles there are, how they stand, and how far the checking is."""
        if not self.is_in_front:
            return
        queue, survey = self.queue, self.survey
        articles, findings, done, waiting = queue.totals
        shown = f"{len(queue.shown):,} of " * (len(queue.shown) < articles) + count(articles, "article")
        counts = [shown, count(findings, "finding"), f"{done:,} done"]
        far, bar = "", ""  # how far the checking is
        if survey.problem:
            far = f"not checked: {survey.problem}"
        elif survey.is_busy and survey.total:
            far = f"checking {survey.done:,}/{survey.total:,}"
            bar = f"checking {progress_bar(survey.done, survey.total, _BAR)}"
        elif survey.is_busy or waiting:
            far = "looking for articles"
        unsaved = len(self.desk.sessions.dirty)
        rest = (f"{unsaved} unsaved" if unsaved else "", f"{len(queue.left)} left unsaved" if queue.left else "")
        order = _ORDERS[queue.order]
        lines = [
            "   ".join(filter(None, parts))
            for parts in ((*counts, order, bar or far, *rest), (*counts, order, far, *rest), (*counts, far, *rest))
        ]
        room = self.query_one("#summary").content_size.width
        said = visible(next((line for line in lines if width(line) <= room), lines[-1]))
        head = f" {self.rows.heading}" if queue.shown else f" {self._why_empty}"
        if (said, head) != (self._said, self._head):  # this is asked ten times a second
            self._said, self._head = said, head
            self.query_one("#summary", Static).update(Content(said), layout=False)
            self.query_one("#head", Static).update(Content(head), layout=False)

    @property
    def _why_empty(self) -> str:
        if not self.queue.query.text:
            return "There is no article here."
        so_far = " so far: not all are checked yet" if self.survey.is_busy else ""
        known = "" if so_far or self.queue.is_counted else ": uses: knows only terms with several renderings"
        return f"No article matches the filter{so_far}{known}; {self.key_for('leave_filter')} takes it away."

    def after_change(self, place: int) -> None:  # noqa: ARG002  there is no place here
        """Show what a change came to; what takes longer to find out, as after many fixes, is shown once it is known."""
        sessions = self.desk.sessions.all
        self._taken = {each.name: self._taken[each.name] for each in sessions if each.name in self._taken}
        for session in sessions:
            if session.is_looked_at:
                self._take_in(session)
        self.queue.arrange()
        self.show()
        self.look_at_open()

    def look_at_open(self) -> None:
        """Have those open articles looked at that are not, and show how they stand."""
        left = [session for session in self.desk.sessions.all if not session.is_looked_at]
        if left:
            self.run_worker(self._look_at(left), group="look", exclusive=True)

    def _take_in(self, session: Session) -> None:
        """Take in how an open article stands, but not twice: by now, the survey may know a newer file of it."""
        decisions, entry = self.desk.shelf.decisions(session.file.parent), self.queue.entry(session.name)
        now = session.analysis, session.accepted
        if entry is not None and self._taken.get(session.name) == now:
            self.queue.mark(entry, decisions)
        else:
            self._taken[session.name] = now
            self.queue.look_at(session, decisions)

    async def _look_at(self, sessions: Sequence[Session]) -> None:
        """Look at open articles in a thread, one after the other, as long as the list is to be seen."""
        for session in sessions:
            if self.is_in_front and session.take(await asyncio.to_thread(session.look)):
                self._take_in(session)
        if self.is_in_front and not self.is_in_hand:
            self.queue.arrange()
        self.show()

    def refresh_text(self, caret: int) -> None:  # noqa: ARG002  there is no caret here
        """Show what became of an article."""
        self.after_change(0)

    @property
    def picked(self) -> QueueEntry | None:
        """Return the article under the cursor."""
        return self.rows.picked

    def own_hints(self) -> Sequence[Hint]:
        """Return the keys of the list, or of its filter."""
        if self.filter.has_focus:
            return (Hint("Enter", "list", "enter"), Hint(self.key_for("leave_filter"), "back", "leave_filter"))
        return (Hint(self.key_for("open_article"), "open", "open_article"),)

    # What the hand does

    @on(events.DescendantFocus)
    def _focus_moved(self) -> None:
        if self.is_in_front:
            self.show_keys()

    def open_picked(self) -> None:
        """Open the article under the cursor."""
        picked = self.picked
        if picked is None:
            self.say(self._why_empty)
        else:
            self.open_article(picked.found)

    def open_article(self, article: Found) -> None:
        """Go to an article on the other screen: to where it was left, or to its first finding."""
        self.run_worker(self._open_article(article), group="open", exclusive=True)

    async def _open_article(self, article: Found) -> None:
        if not await self.opened(article):
            return
        self.at.return_to(article)
        wanted = {*self.queue.query.uses}
        uses = self.at.session.analysis.uses if wanted else ()
        meant = (use for use in uses if wanted & {comparable(use.concept.id), comparable(use.zh or "")})
        place = next((use.span.start for use in meant), None)
        if place is not None:
            self.at.go_to(place)
        self._is_left = True
        self.app.push_screen("review")

    @property
    def filter(self) -> Input:
        """Return the field for what the list is filtered by."""
        return self.query_one("#query", Input)

    def action_to_list(self) -> None:
        """Go down from the filter to the list."""
        self.rows.focus()

    def jump_targets(self) -> list[Target]:
        """Return the rows in view, and the filter."""
        rows, field = self.rows, self.filter
        x, y = rows.region.offset
        seen = range(rows.top, min(rows.count, rows.top + rows.size.height))
        return [
            Target(field.region.x, field.region.y, field.focus),
            *(Target(x, y + index - rows.top, partial(self._jump_to_row, index)) for index in seen),
        ]

    def _jump_to_row(self, index: int) -> None:
        self.rows.focus()
        self.rows.move_to(index)
        self._moved()

    def words_to_copy(self) -> str:
        """Return what is selected, or the slug of the article under the cursor."""
        picked = self.picked
        return super().words_to_copy() or (picked.name if picked else "")

    @on(Input.Changed, "#query")
    def _filtered(self, event: Input.Changed) -> None:
        self.queue.arrange(query=event.value)
        self.show()
        line, unknown = self.query_one(MessageLine), self.queue.query.unknown
        if unknown:
            self.say(f"No article is {unknown[0]}{_MAY_BE}")
        elif line.message.endswith(_MAY_BE):
            line.clear()

    @on(Input.Submitted, "#query")
    def _filter_done(self) -> None:
        self.rows.focus()

    @on(RowList.Moved, "#articles")
    def _moved(self) -> None:
        self._moved_at = time.monotonic()

    @on(RowList.Chosen, "#articles")
    def _chosen(self) -> None:
        self.open_picked()

    def on_screen_resume(self) -> None:
        """Show what was done meanwhile, on the article that one comes from."""
        self.after_change(0)

    def on_resize(self) -> None:
        """Lay out for the width there is now."""
        self.show_soon()
