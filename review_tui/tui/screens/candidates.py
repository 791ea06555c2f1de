"""The candidates for the glossary as a queue: one key accepts, edits or rejects, and the next one is there."""

from collections.abc import Coroutine, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from review_tui.review.terms.candidates import WaitingCandidate
from review_tui.text.visible import visible
from review_tui.tui.background.verdicts import VerdictError, Verdicts
from review_tui.tui.screens.dialog import Dialog, dialog_box
from review_tui.tui.widgets.candidate_list import CandidateList
from review_tui.tui.widgets.concept_card import LETTERS
from review_tui.tui.widgets.rows import RowList

_MOST_RIVALS = 6
_TITLE = "Candidates for the glossary"
KEYS = "Enter accept   F2 edit   Del reject   Ctrl+z undo   Ctrl+y redo   Esc back"


@dataclass
class _Given:
    """A verdict: on which candidate, where that stood in the list, and whether it is a step of the history."""

    item: WaitingCandidate
    index: int
    is_step: bool


class Candidates(Dialog[int]):
    """Goes through candidates. Every verdict counts at once; Ctrl+Z takes back the last, Ctrl+Y gives it again.

    The answer is how many verdicts there were.
    """

    ABOUT = (
        "Terms that were mined or imported and that nobody decided about. Accepted ones count in every article; "
        "rejected ones are not offered again. Each verdict counts at once, and can be undone."
    )
    DEFAULT_CSS = """
    Candidates {
        & > #box { width: 100; height: 94%; }
        & #about { height: auto; min-height: 5; max-height: 8; margin-top: 1; color: $text-muted; }
        & #words { display: none; background: $primary-muted; }
        & #words.-open { display: block; }
        & #wrong { height: auto; color: $text-error; }
    }
    """

    def __init__(self, items: Sequence[WaitingCandidate], verdicts: Verdicts) -> None:
        super().__init__()
        self._rows = CandidateList(items)
        self._verdicts = verdicts
        self._done: list[_Given] = []
        self._undone: list[_Given] = []
        self._is_busy = False  # with a verdict, which is to be over before the next one

    def compose(self) -> ComposeResult:
        """Show the list, what is known of the candidate under the cursor, and room for other words."""
        with dialog_box(_TITLE, KEYS):
            yield self._rows
            yield Static(id="about", markup=False)
            yield Input(id="words", select_on_focus=False, compact=True)
            yield Static(id="wrong", markup=False)

    def on_mount(self) -> None:
        """Begin with the first."""
        self._rows.focus()
        self._show(0)

    def _show(self, cursor: int) -> None:
        self._rows.show(len(self._rows.items), cursor)
        left, done = len(self._rows.items), len(self._done)
        said = f", {done:,} settled" if done else ""
        self.query_one("#box").border_title = Content(f" {_TITLE}: {left:,} left{said} ")
        self._tell()

    def _tell(self) -> None:
        picked = self._rows.picked
        about = self.query_one("#about", Static)
        if picked is None:
            about.update("Nothing is left to settle. Esc goes back.")
            return
        item = self._verdicts.fresh(picked)
        rivals = "   ".join(f"{LETTERS[each.status]} {each.zh}" for each in item.rivals[:_MOST_RIVALS])
        more = "   .." if len(item.rivals) > _MOST_RIVALS else ""
        lines = (
            f"{'|'.join(item.en)} ({item.concept})" if item.en else item.concept,
            f"has {rivals}{more}" if rivals else "has no other rendering",
            f"accepted it becomes {item.verdict.value}",
            item.origin + ("" if item.is_row else " (in an open article, not in the glossary yet)"),
        )
        about.update("\n".join(map(visible, lines)))

    @on(RowList.Moved)
    def _moved(self) -> None:
        self._close_words()
        self._tell()

    @on(RowList.Chosen)
    def _clicked_twice(self) -> None:
        self.action_edit()

    # Verdicts

    def action_accept(self) -> None:
        """Accept the candidate as it stands."""
        picked = self._rows.picked
        if picked is not None:
            self._accept(picked, picked.zh)

    def _accept(self, picked: WaitingCandidate, zh: str) -> None:
        self._settle(picked, self._verdicts.accept(self._verdicts.fresh(picked), zh))

    def action_reject(self) -> None:
        """Reject the candidate."""
        picked = self._rows.picked
        if picked is not None:
            self._settle(picked, self._verdicts.reject(picked))

    def _settle(self, picked: WaitingCandidate, verdict: Coroutine[None, None, bool]) -> None:
        """Carry out a verdict, beside the screen where it takes long."""
        if self._is_free():
            self._is_busy = True
            self.app.run_worker(self._settled(picked, verdict), group="action")
        else:
            verdict.close()

    def _is_free(self) -> bool:
        """Tell whether no verdict is being carried out; else say that one is."""
        if self._is_busy:
            self._say_wrong("The last verdict is still being carried out.")
        return not self._is_busy

    async def _settled(self, picked: WaitingCandidate, verdict: Coroutine[None, None, bool]) -> None:
        wrong, is_step = "", False
        try:
            is_step = await verdict
        except VerdictError as problem:
            wrong = str(problem)
        finally:
            self._is_busy = False
        if not self.query("#wrong"):
            return  # the desk is gone
        self.show_keys()
        self._say_wrong(wrong)
        if not wrong:
            self._undone.clear()
            self._take_out(_Given(picked, self._rows.items.index(picked), is_step))

    def _say_wrong(self, wrong: str) -> None:
        self.query_one("#wrong", Static).update(visible(wrong))

    def _take_out(self, given: _Given) -> None:
        self._done.append(given)
        del self._rows.items[given.index]
        self._close_words()
        self._show(given.index)

    def action_edit(self) -> None:
        """Open the words of the candidate for editing; Enter accepts them."""
        picked = self._rows.picked
        if picked is not None:
            words = self.query_one("#words", Input)
            words.value = visible(picked.zh)
            words.cursor_position = len(words.value)
            words.add_class("-open")
            words.focus()

    @on(Input.Submitted, "#words")
    def _edited(self, event: Input.Submitted) -> None:
        picked = self._rows.picked
        if picked is not None:
            self._accept(picked, picked.zh if event.value == visible(picked.zh) else event.value)

    def _close_words(self) -> None:
        self.query_one("#words", Input).remove_class("-open")
        self._rows.focus()

    def action_undo(self) -> None:
        """Take the last verdict back."""
        if self._done and self._travels(self._done[-1], back=True):
            given = self._done.pop()
            self._undone.append(given)
            self._rows.items.insert(given.index, given.item)
            self._show(given.index)

    def action_redo(self) -> None:
        """Give the verdict again that was taken back last."""
        if self._undone and self._travels(self._undone[-1], back=False):
            self._take_out(self._undone.pop())

    def _travels(self, given: _Given, *, back: bool) -> bool:
        """Take a verdict back, or give it again; tell whether that was possible, and say so where it was not."""
        if not self._is_free():
            return False
        wrong = ""
        try:
            if given.is_step:
                self._verdicts.travel(back=back)
        except VerdictError as problem:
            wrong, given.is_step = str(problem), False
        self._say_wrong(wrong)
        return not wrong

    def action_back(self) -> None:
        """Leave the words, or else the queue."""
        if self.query_one("#words", Input).has_class("-open"):
            self._close_words()
        elif self._is_free():
            self.dismiss(len(self._done))
