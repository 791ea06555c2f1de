"""Putting together two changes of one article: paragraph by paragraph, shown before anything is taken."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from review_tui.review.article.merging import (
    ChangedBy,
    MergePiece,
    Take,
    around_in_paragraph,
    conflicts,
    merged_text,
)
from review_tui.text.count import count
from review_tui.text.visible import visible
from review_tui.tui.screens.dialog import Dialog, dialog_box
from review_tui.tui.screens.passages import shown
from review_tui.tui.screens.question import AnswerList, Choice, chosen_by
from review_tui.tui.widgets.changed_sections import SIDES, ChangedSections, asked
from review_tui.tui.widgets.rows import RowList

_OF_ONE = {ChangedBy.MINE: Take.MINE, ChangedBy.THEIRS: Take.THEIRS}
TWICE = "It will stand twice, yours first   1 yours   2 theirs   Enter take"
KEYS = f"{'   '.join(SIDES.values())}   Enter take   Tab other ways   Esc back"
WIDTH = 70  # cells of a line of what differs, until the size of the screen is known


class MergeAnswer(NamedTuple):
    """What was chosen: the merged text under the name `take`, or one of the other choices by its name."""

    name: str
    text: str = ""
    twice: int = 0
    """How many passages stand twice in it."""


class Merge(Dialog[MergeAnswer]):
    """Shows what both sides changed; answers with the merged text once every conflict is decided.

    What one side alone changed is taken unless it is refused. `choices` are the other ways out; each has a key.
    """

    ABOUT = (
        "What both sides changed, section by section; below it, the words of the one under the cursor. What only one "
        "side changed is taken unless you refuse it. Where both changed the same words, say whose count: yours, "
        "theirs, or both one after the other. Nothing is written before Enter, and it can be undone."
    )
    DEFAULT_CSS = """
    Merge > #box { width: 108; height: 94%; }
    Merge AnswerList { margin-bottom: 1; }
    Merge ChangedSections { max-height: 25%; }
    Merge #difference { height: 1fr; min-height: 3; margin-top: 1; }
    Merge #mine { height: auto; max-height: 100%; }
    Merge .both #mine { max-height: 50%; }
    Merge #theirs { height: 1fr; }
    """
    BINDINGS = [
        Binding("1,１,m,ｍ", "decide('mine')", "Take yours"),
        Binding("2,２,t,ｔ", "decide('theirs')", "Take theirs"),
        Binding("3,３,b,ｂ", "decide('both')", "Take both"),
        Binding("right,space,ideographic_space", "turn(1)", "Take the next side"),
        Binding("left", "turn(-1)", "Take the side before"),
        Binding("pagedown", "page(1)", "Down", priority=True, show=False),
        Binding("pageup", "page(-1)", "Up", priority=True, show=False),
    ]

    def __init__(
        self, title: str, text: str, pieces: Sequence[MergePiece], choices: Sequence[Choice], newline: str
    ) -> None:
        """Take what stands in the title and above the list, and the line end that the article has."""
        super().__init__()
        self._title, self._text, self._pieces, self._choices = title, text, pieces, choices
        self._newline = newline
        self._sections = ChangedSections(pieces)
        self._answers = AnswerList(self._ways)

    def compose(self) -> ComposeResult:
        """Show the list, and what differs in the section under the cursor."""
        with dialog_box(self._title, KEYS):
            yield Static(visible(self._text, lines=True), markup=False)
            yield self._answers
            yield self._sections
            with Vertical(id="difference"):
                for side in Take.MINE, Take.THEIRS:
                    with VerticalScroll(id=side.value, can_focus=False):
                        yield Static(classes="passage", markup=False)

    @property
    def _ways(self) -> Sequence[Choice]:
        twice, text = self._twice, "take it as shown below"
        if twice:
            text += f": {count(twice, 'passage')} will stand twice"
        return (Choice("Enter", "take", text), *self._choices)

    @property
    def _twice(self) -> int:
        return sum(take is Take.BOTH for take in self._sections.taken.values())

    def on_mount(self) -> None:
        """Begin with what is to be decided."""
        sections = self._sections
        sections.show(len(sections.changed))
        sections.focus()
        self._next_open()
        self.call_after_refresh(self._show_difference)  # the room for it is known by then

    def on_resize(self) -> None:
        """Show as much as there is room for."""
        self.call_after_refresh(self._show_difference)

    def _next_open(self) -> bool:
        """Put the cursor on the next conflict that is not decided; tell whether there is one."""
        sections = self._sections
        left = [number for number in conflicts(self._pieces) if number not in sections.taken]
        if left:
            later = [number for number in left if number >= sections.changed[sections.cursor]]
            sections.move_to(sections.changed.index((later or left)[0]))
        self._show_difference()
        return bool(left)

    @on(RowList.Chosen, "#choices")
    def _way_chosen(self, event: RowList.Chosen) -> None:
        self._leave_by(self._ways[event.index])

    @on(RowList.Moved, "#sections")
    def _moved(self) -> None:
        self.show_keys()
        self._show_difference()

    @on(RowList.Chosen, "#sections")
    def _clicked_twice(self) -> None:
        self._show_difference()
        self.action_turn(1)

    def _show_difference(self) -> None:
        sections = self._sections
        if not sections.changed:
            return
        number = sections.at
        piece = self._pieces[number]
        sides = []
        if piece.change is not ChangedBy.THEIRS:
            sides.append((Take.MINE, "Yours", piece.mine))
        if piece.change in (ChangedBy.THEIRS, ChangedBy.CONFLICT):
            sides.append((Take.THEIRS, "Theirs", piece.theirs))
        box = self.query_one("#difference")
        box.set_class(len(sides) > 1, "both")
        cells = box.size.width - 1 if box.size.width else WIDTH  # one for a scroll bar
        rows = max(1, (box.size.height // len(sides) - 1) // 2)
        around = around_in_paragraph(self._pieces, number)
        for pane in self.query("#difference > VerticalScroll"):
            pane.display = pane.id in [side.value for side, _, _ in sides]
            pane.scroll_home(animate=False)
            pane.query_one(Static).update("")
        for side, name, text in sides:
            content = shown(name, piece.base, text, around, cells, rows)
            self.query_one(f"#{side.value} > Static", Static).update(content)

    def action_decide(self, name: str) -> None:
        """Decide what is taken of the piece under the cursor; after a conflict, go on to the next."""
        sections, take = self._sections, Take(name)
        if not sections.changed:
            return
        piece = self._pieces[sections.at]
        if take not in piece.ways:
            self.say(_why_not(piece))
            return
        self._take(take)
        if piece.change is ChangedBy.CONFLICT:
            self._next_open()

    def _take(self, take: Take) -> None:
        """Take this of the piece under the cursor, and say so where it then stands twice."""
        sections = self._sections
        sections.taken[sections.at] = take
        sections.refresh()
        self._answers.change(self._ways)
        self.show_keys()
        if take is Take.BOTH:
            self.say(TWICE)

    def action_turn(self, step: int) -> None:
        """Take the next side, or the one before, of the piece under the cursor."""
        sections = self._sections
        if not sections.changed:
            return
        piece = self._pieces[sections.at]
        if not piece.ways:
            self.say(_why_not(piece))
            return
        sides, now = piece.ways, sections.taken.get(sections.at, _OF_ONE.get(piece.change))
        place = sides.index(now) + step if now is not None else 0 if step > 0 else -1
        self._take(sides[place % len(sides)])

    def action_page(self, step: int) -> None:
        """Scroll what differs."""
        for pane in self.query("#difference > VerticalScroll"):
            pane.scroll_relative(y=step * max(1, pane.size.height - 2), animate=False)

    def action_take(self) -> None:
        """Answer with the merged text, or go to what is to be decided first."""
        if self._next_open():
            self.say("First decide what is marked   Esc back")
            return
        text = merged_text(self._pieces, self._sections.taken, self._newline)
        self.dismiss(MergeAnswer("take", text, self._twice))

    def on_key(self, event: events.Key) -> None:
        """Take the way out with this key."""
        choice = chosen_by(event.key, self._choices)
        if choice is not None:
            event.stop()
            self._leave_by(choice)

    def _leave_by(self, choice: Choice) -> None:
        if choice.name == "take":
            self.action_take()
        else:
            self.dismiss(MergeAnswer(choice.name))


def _why_not(piece: MergePiece) -> str:
    if not piece.ways:
        return "Both sides have the same words here: there is nothing to choose   Esc back"
    why = "Only one side changed this" if piece.change is not ChangedBy.CONFLICT else "One of the two has to go"
    return f"{why}: {asked(piece)}   Esc back"
