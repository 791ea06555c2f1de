"""The candidates for the glossary as a queue: one key accepts, edits or rejects, and the next one is there."""

from collections.abc import Coroutine, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from review_tui.review.terms.candidates import WaitingCandidate
from review_tui.text.visible import visible
from review_tui.tui.screens.dialog import Dialog
from review_tui.tui.verdicts import Verdicts
from review_tui.tui.widgets.candidate_list import CandidateList
from review_tui.tui.widgets.concept_card import LETTERS
from review_tui.tui.widgets.rows import RowList

_MOST_RIVALS = 6
_KEYS = "Enter accept   F2 edit   Del reject   Ctrl+z undo   Ctrl+y redo   Esc back"


class Candidates(Dialog[int]):
    """Goes through candidates. Every verdict counts at once; Ctrl+Z takes back the last, Ctrl+Y gives it again.

    The answer means nothing.
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
        self._done: list[tuple[int, WaitingCandidate]] = []
        self._undone: list[tuple[int, WaitingCandidate]] = []
        self._is_busy = False  # with a verdict, which is to be over before the next one

    def compose(self) -> ComposeResult:
        """Show the list, what is known of the candidate under the cursor, and room for other words."""
        with Vertical(id="box") as box:
            box.border_subtitle = _KEYS
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
        self.query_one("#box").border_title = Content(f" Candidates for the glossary: {left:,} left{said} ")
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

    def _settle(self, picked: WaitingCandidate, verdict: Coroutine[None, None, str]) -> None:
        """Carry out a verdict, beside the screen where it takes long."""
        if self._is_free():
            self._is_busy = True
            self.app.run_worker(self._settled(picked, verdict), group="action")
        else:
            verdict.close()

    def _is_free(self) -> bool:
        """Tell whether no verdict is being carried out; else say that one is."""
        if self._is_busy:
            self.query_one("#wrong", Static).update("The last verdict is still being carried out.")
        return not self._is_busy

    async def _settled(self, picked: WaitingCandidate, verdict: Coroutine[None, None, str]) -> None:
        try:
            wrong = await verdict
        finally:
            self._is_busy = False
        if not self.query("#wrong"):
            return  # the desk is gone
        self.show_keys()
        self.query_one("#wrong", Static).update(visible(wrong))
        if wrong:
            return
        self._undone.clear()
        self._take_out(self._rows.items.index(picked))

    def _take_out(self, index: int) -> None:
        self._done.append((index, self._rows.items.pop(index)))
        self._close_words()
        self._show(index)

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
        if not self._done or not self._is_free():
            return
        wrong = self._verdicts.undo()
        self.query_one("#wrong", Static).update(visible(wrong))
        if not wrong:
            index, item = self._done.pop()
            self._undone.append((index, item))
            self._rows.items.insert(index, item)
            self._show(index)

    def action_redo(self) -> None:
        """Give the verdict again that was taken back last."""
        if not self._undone or not self._is_free():
            return
        wrong = self._verdicts.redo()
        self.query_one("#wrong", Static).update(visible(wrong))
        if not wrong:
            self._take_out(self._undone.pop()[0])

    def action_back(self) -> None:
        """Leave the words, or else the queue."""
        if self.query_one("#words", Input).has_class("-open"):
            self._close_words()
        elif self._is_free():
            self.dismiss(len(self._done))
