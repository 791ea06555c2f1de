"""The glossary beside the article: a filter, the terms, and the card of the one that is meant or a form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from review_tui.glossary.concept import Concept
from review_tui.review.article.analysis import Use
from review_tui.review.focus import Focus
from review_tui.review.queue.queue import Queue
from review_tui.rules.model import Finding
from review_tui.text.count import count
from review_tui.text.visible import visible
from review_tui.tui.background.work import begin
from review_tui.tui.panes import titled
from review_tui.tui.widgets.concept_card import ConceptCard, Everywhere
from review_tui.tui.widgets.entry_form import Blank, EntryForm
from review_tui.tui.widgets.key_bar import Hint
from review_tui.tui.widgets.rows import RowList
from review_tui.tui.widgets.term_table import TermTable

_BACK = Hint("Esc", "back", "escape")  # from the form, which takes no other


class GlossaryPane(Vertical):
    """Follows the hand, unless that is in here. What changes the glossary, or leads out of here, it asks for."""

    DEFAULT_CSS = """
    GlossaryPane {
        background: $surface;
        & #filter { padding: 0 1; background: $boost; }
        & #terms { height: 1fr; }
        & #card { height: 12; max-height: 60%; border-top: blank; border-title-color: $text-muted; }
    }
    """

    BINDINGS = [Binding("down", "to_terms", "To the terms", show=False)]  # from the filter: the others take it

    class SettleWanted(Message):
        """The concept that is meant is to be settled."""

    @dataclass
    class PlaceWanted(Message):
        """The hand is to go to a place of the article."""

        offset: int

    @dataclass
    class ListWanted(Message):
        """The list of articles is asked for, filtered."""

        query_text: str

    def __init__(self, at: Focus, key_for: Callable[[str], str]) -> None:
        """Follow the hand of a focus; `key_for` names the key of an action."""
        super().__init__(id="glossary")
        self.words = ""  # what it is filtered by at the start
        self.table = TermTable()
        without = f"no term here; {key_for('add')} adds one"
        self.card = titled(ConceptCard(without), "Term")  # of the concept that is meant
        self.form = EntryForm(id="form")  # in the place of the card
        self._at = at
        self._key_for = key_for
        self._queue: Queue | None = None
        self._had_focus = False  # when the focus moved last
        self._opener: Widget | None = None  # the table or the card, where the form was opened from it

    def compose(self) -> ComposeResult:
        """Lay out the filter, the terms, and one upon the other card and form."""
        yield Input(self.words, placeholder=f"{self._key_for('find')} find in the glossary", id="filter", compact=True)
        yield from (self.table, self.card, self.form)

    @property
    def filter(self) -> Input:
        """Return the field for what the terms are filtered by."""
        return self.query_one("#filter", Input)

    @property
    def stops(self) -> tuple[Widget, Widget]:
        """Return what can have the focus here, but for the filter, in order."""
        return self.table, self.form.field if self.form.is_open else self.card

    # What is shown

    def prepare_filter(self) -> None:
        """Make ready what the first key in the filter would have to wait for."""
        table, glossary = self.table, self._at.session.terms.glossary
        begin(lambda: table.index_of(glossary))

    def load(self, queue: Queue | None, *, follows: bool = False) -> None:
        """Show the glossary as it is, with the counts of a queue, the cursor on the term of the current finding.

        While the hand is in here, the cursor stays on its term, unless it `follows` to another finding.
        """
        self._queue = queue
        session, finding = self._at.session, self._at.finding
        if follows:
            self.card.let_go()
        meant = finding.concept if finding is not None else None
        follows = follows or not self.has_focus_within
        self.table.load(session, self._at.section, self.filter.value.strip(), meant, follows=follows)
        shipped = "" if session.terms.is_own else ", shipped"
        self.border_title = f" Glossary: {count(len(session.terms.glossary), 'term')}{shipped} "
        self._load_card(self.concept)

    def _load_card(self, concept: Concept | None) -> None:
        self.card.load(self._at.session, concept, self._queue)

    def take_focus_moved(self) -> None:
        """Follow the hand again once it has left."""
        if self._had_focus and not self.has_focus_within:
            self.load(self._queue)
        self._had_focus = self.has_focus_within

    def open_form(self, blank: Blank) -> None:
        """Open the form in the place of the card."""
        if not self.form.has_focus_within:
            self._opener = next((each for each in (self.table, self.card) if each.has_focus), None)
        self.card.display = False
        self.form.open(blank)

    def close_form(self) -> None:
        """Show the card again in the place of the form."""
        self.form.close()
        self.card.display = True

    def leave_form(self) -> bool:
        """Go back from the form to what it was opened from, where that is in here; tell whether it is."""
        opener, self._opener = self._opener, None
        self.close_form()
        if opener is not None:
            self.screen.set_focus(opener)
            self.load(self._queue)
        return opener is not None

    def lift_form(self, rows: int) -> None:
        """Let the form, where it is open, stand some rows above the lower edge."""
        self.form.styles.margin = (0, 0, rows if self.form.is_open else 0, 0)

    @property
    def hints(self) -> Sequence[Hint]:
        """Return the keys of the card, the table, the form and the filter while one of them has the focus."""
        if self.screen.focused is self.card:
            return self.card.hints
        if self.form.has_focus_within:
            return (Hint("Enter", "take over", "enter"), Hint("Tab", "next field", "tab"), _BACK)
        if self.table.has_focus:
            return (Hint("Enter", "settle", "enter"),)
        back = Hint(self._key_for("leave"), "back", "leave")
        return (Hint("Enter", "terms", "enter"), back) if self.filter.has_focus else ()

    # What is meant

    @property
    def concept(self) -> Concept | None:
        """Return the concept that is meant: the one on the card or under the cursor here, else the finding's."""
        if self.screen.focused is self.card and self.card.held:
            return self._at.session.terms.glossary.by_id(self.card.held)
        known = None if self.has_focus_within else self._concept_of_finding
        return known if known is not None else self.table.picked

    @property
    def _concept_of_finding(self) -> Concept | None:
        finding, glossary = self._at.finding, self._at.session.terms.glossary
        return glossary.by_id(finding.concept) if finding is not None and finding.concept else None

    @property
    def concept_in_hand(self) -> Concept | None:
        """Return the concept that is meant, unless it is one that lies under a cursor here by chance."""
        return self.concept if self.has_focus_within else self._concept_of_finding

    @property
    def finding_in_hand(self) -> Finding | None:
        """Return the current finding, unless the hand is in here, at a term that it is not about."""
        finding, concept = self._at.finding, self.concept_in_hand
        is_about = finding is not None and concept is not None and finding.concept == concept.id
        return finding if is_about or not self.has_focus_within else None

    @property
    def rendering_in_hand(self) -> str:
        """Return the rendering under the cursor of the card, else the best one of what is meant; "" without any."""
        if self.card.in_hand is not None:
            return self.card.in_hand.zh
        renderings = self.concept.renderings if self.concept is not None else ()
        return next((rendering.zh for rendering in renderings), "")  # the best comes first

    # What the hand does

    @on(RowList.Moved, "#terms")
    def _term_moved(self) -> None:
        self._load_card(self.table.picked)

    @on(RowList.Chosen, "#terms")
    def _term_chosen(self) -> None:
        self.post_message(self.SettleWanted())

    @on(RowList.Chosen, "#card")
    def _line_chosen(self) -> None:
        picked = self.card.picked
        if isinstance(picked, Use):
            self.post_message(self.PlaceWanted(picked.span.start))
        elif isinstance(picked, Everywhere):
            concept = visible(picked.concept.id)
            self.post_message(self.ListWanted(f'uses:"{concept}"' if " " in concept else f"uses:{concept}"))
        elif picked is not None:
            self.post_message(self.SettleWanted())

    @on(Input.Changed, "#filter")
    def _filter_changed(self) -> None:
        self.load(self._queue)
        if self.filter.value.strip():  # what fits best is at the top
            self.table.action_move(-self.table.count)
            self._load_card(self.concept)

    @on(Input.Submitted, "#filter")
    def action_to_terms(self) -> None:
        """Go down from the filter to the terms."""
        self.table.focus()
