"""Putting together two changes of one article: paragraph by paragraph, shown before anything is taken."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from review_tui.article.position import LINE_END
from review_tui.files.visible import visible
from review_tui.review.article.comparing import compared
from review_tui.review.article.merging import ChangedBy, MergePiece, Take, conflicts, merged_text
from review_tui.tui.screens.dialog import Dialog
from review_tui.tui.screens.question import AnswerList, Choice, is_key_of
from review_tui.tui.widgets import rows
from review_tui.tui.widgets.rows import Pieces, RowList, fit

_TAKEN = {Take.MINE: "yours is taken", Take.THEIRS: "theirs is taken", Take.BOTH: "both are taken, yours first"}
_STYLES = {"-": "$text-error", "+": "$text-success", ":": "$text-muted", " ": ""}
_OF_ONE = {ChangedBy.MINE: Take.MINE, ChangedBy.THEIRS: Take.THEIRS}
_SIDES = {Take.MINE: "1 yours", Take.THEIRS: "2 theirs", Take.BOTH: "3 both"}
KEYS = f"{'   '.join(_SIDES.values())}   Enter take   Tab other ways   Esc back"
TITLE = 40  # cells
STATE = 47  # cells for what is said of a section
LINE = 5  # cells for the number of a line
HIGHEST = 10  # rows of the list
LINES = 400  # of one side's changes in a section that are shown


class MergeAnswer(NamedTuple):
    """What was chosen: the merged text under the name `take`, or one of the other choices by its name."""

    name: str
    text: str = ""


class ChangedSections(RowList):
    """The list: each section or paragraph that somebody changed, its line here, who did, and what is taken."""

    BINDINGS = [("enter", "screen.take", "Take")]

    def __init__(self, pieces: Sequence[MergePiece]) -> None:
        super().__init__(id="sections")
        self.pieces = pieces
        changed = [number for number, piece in enumerate(pieces) if piece.change is not ChangedBy.NOBODY]
        self.changed = [number for number in changed if not pieces[number].is_only_blank] or changed
        self.taken: dict[int, Take] = {}
        self._lines = list(accumulate((len(LINE_END.findall(piece.mine)) for piece in pieces), initial=1))
        self.styles.height = min(HIGHEST, max(1, len(self.changed)))

    @property
    def at(self) -> int:
        """Return the number of the piece under the cursor, -1 where there is none."""
        return self.changed[self.cursor] if self.changed else -1

    def row(self, index: int, width: int) -> Pieces:
        """Return one section or paragraph."""
        number = self.changed[index]
        piece = self.pieces[number]
        line = f"{self._lines[number]:>{LINE}} " if len(self.pieces) > 1 else " "
        title = rows.RowPart(f"{line}{fit(piece.title, max(6, min(TITLE, width - STATE - len(line))))}  ")
        if number in self.taken:
            return (title, rows.RowPart(f"{piece.change.value}: {_TAKEN[self.taken[number]]}", "good"))
        if piece.change is not ChangedBy.CONFLICT:
            return (title, rows.RowPart(piece.change.value, "dim"))
        return (title, rows.RowPart(f"{piece.change.value}: {_asked(piece)}?", "error"))


def _asked(piece: MergePiece) -> str:
    return ", ".join(_SIDES[take] for take in piece.ways)


class Merge(Dialog[MergeAnswer]):
    """Shows what both sides changed; answers with the merged text once every conflict is decided.

    What one side alone changed is taken unless it is refused. `choices` are the other ways out; each has a key.
    """

    DEFAULT_CSS = """
    Merge > #box { width: 108; height: 94%; }
    Merge AnswerList { margin-bottom: 1; }
    Merge ChangedSections { max-height: 40%; }
    Merge #difference { height: 1fr; min-height: 3; border-top: blank; margin-top: 1; }
    """
    BINDINGS = [
        Binding("1,１,m,ｍ", "decide('mine')", "Take yours"),
        Binding("2,２,t,ｔ", "decide('theirs')", "Take theirs"),
        Binding("3,３,b,ｂ", "decide('both')", "Take both"),
        Binding("right,space", "turn(1)", "Take the next side"),
        Binding("left", "turn(-1)", "Take the side before"),
        Binding("pagedown", "page(1)", "Down", priority=True, show=False),
        Binding("pageup", "page(-1)", "Up", priority=True, show=False),
    ]

    def __init__(
        self, title: str, text: str, pieces: Sequence[MergePiece], choices: Sequence[Choice], newline: str = "\n"
    ) -> None:
        """Take what stands in the title and above the list, and the line end that the article has."""
        super().__init__()
        self._title, self._text, self._pieces, self._choices = title, text, pieces, choices
        self._newline = newline

    def compose(self) -> ComposeResult:
        """Show the list, and what differs in the section under the cursor."""
        with Vertical(id="box") as box:
            box.border_title, box.border_subtitle = Content(f" {visible(self._title)} "), KEYS
            yield Static(visible(self._text, lines=True), markup=False)
            yield AnswerList(self._ways)
            yield ChangedSections(self._pieces)
            with VerticalScroll(id="difference", can_focus=False):
                yield Static(id="lines", markup=False)

    @property
    def _ways(self) -> Sequence[Choice]:
        return (Choice("Enter", "take", "take it as shown below"), *self._choices)

    def on_mount(self) -> None:
        """Begin with what is to be decided."""
        sections = self.query_one(ChangedSections)
        sections.show(len(sections.changed))
        sections.focus()
        self._next_open()

    def _next_open(self) -> bool:
        """Put the cursor on the next conflict that is not decided; tell whether there is one."""
        sections = self.query_one(ChangedSections)
        left = [number for number in conflicts(self._pieces) if number not in sections.taken]
        if left:
            later = [number for number in left if number >= sections.changed[sections.cursor]]
            sections.move_to(sections.changed.index((later or left)[0]))
        self._show_difference()
        return bool(left)

    @on(RowList.Moved, "#choices")
    def _way_moved(self, event: RowList.Moved) -> None:
        event.stop()

    @on(RowList.Chosen, "#choices")
    def _way_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self._leave_by(self._ways[event.index])

    @on(RowList.Moved, "#sections")
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        self.show_keys()
        self._show_difference()

    @on(RowList.Chosen, "#sections")
    def _clicked_twice(self, event: RowList.Chosen) -> None:
        event.stop()
        self._show_difference()
        self.action_turn(1)

    def _show_difference(self) -> None:
        sections = self.query_one(ChangedSections)
        if not sections.changed:
            return
        piece = self._pieces[sections.at]
        change = piece.change
        shown = []
        if change is not ChangedBy.THEIRS:
            shown.append(_difference("Yours", piece.base, piece.mine))
        if change in (ChangedBy.THEIRS, ChangedBy.CONFLICT):
            shown.append(_difference("Theirs", piece.base, piece.theirs))
        self.query_one("#lines", Static).update(Content("\n\n").join(shown))
        self.query_one("#difference").scroll_home(animate=False)

    def action_decide(self, name: str) -> None:
        """Decide what is taken of the piece under the cursor; after a conflict, go on to the next."""
        sections, take = self.query_one(ChangedSections), Take(name)
        if not sections.changed:
            return
        piece = self._pieces[sections.at]
        if take not in piece.ways:
            self.say(_why_not(piece))
            return
        sections.taken[sections.at] = take
        sections.refresh()
        self.show_keys()
        if piece.change is ChangedBy.CONFLICT:
            self._next_open()

    def action_turn(self, step: int) -> None:
        """Take the next side, or the one before, of the piece under the cursor."""
        sections = self.query_one(ChangedSections)
        if not sections.changed:
            return
        piece = self._pieces[sections.at]
        if not piece.ways:
            self.say(_why_not(piece))
            return
        sides, now = piece.ways, sections.taken.get(sections.at, _OF_ONE.get(piece.change))
        place = sides.index(now) + step if now is not None else 0 if step > 0 else -1
        sections.taken[sections.at] = sides[place % len(sides)]
        sections.refresh()

    def action_page(self, step: int) -> None:
        """Scroll what differs."""
        pane = self.query_one("#difference")
        pane.scroll_relative(y=step * max(1, pane.size.height - 2), animate=False)

    def action_take(self) -> None:
        """Answer with the merged text, or go to what is to be decided first."""
        if self._next_open():
            self.say("First decide what is marked   Esc back")
            return
        taken = self.query_one(ChangedSections).taken
        self.dismiss(MergeAnswer("take", merged_text(self._pieces, taken, self._newline)))

    def on_key(self, event: events.Key) -> None:
        """Take the way out with this key."""
        for choice in self._choices:
            if is_key_of(choice, event.key):
                event.stop()
                self._leave_by(choice)
                return

    def _leave_by(self, choice: Choice) -> None:
        if choice.name == "take":
            self.action_take()
        else:
            self.dismiss(MergeAnswer(choice.name))


def _why_not(piece: MergePiece) -> str:
    if not piece.ways:
        return "Both sides have the same words here: there is nothing to choose   Esc back"
    why = "Only one side changed this" if piece.change is not ChangedBy.CONFLICT else "One of the two has to go"
    return f"{why}: {_asked(piece)}   Esc back"


def _difference(side: str, before: str, after: str) -> Content:
    what = "" if before and after else ": a new section" if after else ": the section is taken out"
    lines = [Content.styled(f"{side}{what}", "bold")]
    for sign, parts in compared(before, after):
        if sign in " :" and not any(part.text for part in parts):
            continue  # a blank line around what differs says nothing
        style = _STYLES[sign]
        text = [
            Content.styled(visible(part.text), f"{style} bold underline" if part.differs else style) for part in parts
        ]
        if len(lines) > LINES:
            lines.append(Content.styled("and more: too much to be shown", "$text-muted"))
            break
        lines.append(Content("").join([Content.styled(f"{sign} ", style), *text]))
    return Content("\n").join(lines)
