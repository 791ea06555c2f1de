"""The glossary beside the article: which term is meant, its card and its form."""

from collections.abc import Sequence

from textual import events, on
from textual.message import Message
from textual.widgets import Input

from review_tui.glossary.concept import Concept
from review_tui.review.article.analysis import Use
from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.review.queue.queue import Queue
from review_tui.rules.model import Finding
from review_tui.tui.action import Action
from review_tui.tui.background import begin
from review_tui.tui.commands import terms
from review_tui.tui.screens.bilingual import Bilingual
from review_tui.tui.widgets.conceptcard import ConceptCard, Everywhere
from review_tui.tui.widgets.entryform import EntryForm
from review_tui.tui.widgets.findinglist import FindingList
from review_tui.tui.widgets.keybar import Hint
from review_tui.tui.widgets.messageline import MessageLine
from review_tui.tui.widgets.rows import RowList
from review_tui.tui.widgets.termtable import TermTable

_BACK = Hint("Esc", "back", "escape")


class TermBoard(Bilingual):
    """The panes, the editor and the English article, with a glossary that follows the hand unless it is there."""

    class ListWanted(Message):
        """The list of articles is asked for, filtered."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query_text = query

    def __init__(self, desk: Desk, at: Focus, actions: tuple[Action, ...]) -> None:
        super().__init__(desk, at, actions)
        self.queue: Queue | None = None  # all articles, where there is a list of them
        self._was_in_glossary = False  # when the focus moved last

    def prepare_filter(self) -> None:
        """Make ready what the first key in the glossary's filter would have to wait for."""
        glossary = self.at.session.terms.glossary
        begin(lambda: self.query_one(TermTable).index_of(glossary))

    def show_terms(self, *, follows: bool = False) -> None:
        """Bring the glossary up to date, the cursor on the term of the current finding.

        While the hand is in the glossary, the cursor stays on its term, unless it `follows` to another finding.
        """
        table, card, session = self.query_one(TermTable), self.query_one(ConceptCard), self.at.session
        wanted = self.query_one("#filter", Input).value.strip()
        finding = self.at.finding
        if follows:
            card.let_go()
        meant = finding.concept if finding is not None else None
        table.load(session, self.at.section, wanted, meant, follows=follows or not self._is_in_glossary)
        terms_of = session.terms
        shipped = "" if terms_of.is_own else ", shipped"
        self.query_one("#glossary").border_title = f" Glossary: {len(terms_of.glossary)} terms{shipped} "
        card.load(session, self.concept, self.queue)

    def show_finding(self) -> None:
        """Show where the hand went, in the glossary too, also where that has the focus."""
        self.show()
        if self._is_in_glossary:
            self.show_terms(follows=True)

    @property
    def _is_in_glossary(self) -> bool:
        return self.query_one("#glossary").has_focus_within

    @property
    def concept(self) -> Concept | None:
        """Return the concept that is meant: the one on the card or under the cursor there, else the finding's."""
        finding, card, glossary = self.at.finding, self.query_one(ConceptCard), self.at.session.terms.glossary
        if self.focused is card and card.held:
            return glossary.by_id(card.held)
        if finding is not None and finding.concept and not self._is_in_glossary:
            known = glossary.by_id(finding.concept)
            if known is not None:
                return known
        return self.query_one(TermTable).picked

    @property
    def concept_in_hand(self) -> Concept | None:
        """Return the concept that is meant, unless it is one that lies under a cursor in the glossary by chance."""
        finding = self.at.finding
        if self._is_in_glossary:
            return self.concept
        return self.at.session.terms.glossary.by_id(finding.concept) if finding and finding.concept else None

    @property
    def finding_in_hand(self) -> Finding | None:
        """Return the current finding, unless the hand is in the glossary, at a term that it is not about."""
        finding, concept = self.at.finding, self.concept_in_hand
        is_about = finding is not None and concept is not None and finding.concept == concept.id
        return finding if is_about or not self._is_in_glossary else None

    def go_home(self) -> None:
        """Go back to the findings; a second time, take away filter and message."""
        if self.query_one(FindingList).has_focus:
            self.query_one("#filter", Input).value = ""
            self.query_one(MessageLine).clear()
        self.close_form()
        self.bring("Article")
        self.set_focus(self.query_one(FindingList))  # at once: the glossary follows the finding again
        self.show_terms()

    def go_to_filter(self) -> None:
        """Go to the filter of the glossary."""
        self.bring("Glossary")
        self.query_one("#filter", Input).focus()

    def own_hints(self) -> Sequence[Hint]:
        """Return the keys of the card, the table, the form and the filter while one of them has the focus."""
        card = self.query_one(ConceptCard)
        if self.focused is card:
            return card.hints
        if self.query_one(EntryForm).has_focus_within:
            return (Hint("Enter", "take over", "enter"), Hint("Tab", "next field", "tab"), _BACK)
        if self.query_one(TermTable).has_focus:
            return (Hint("Enter", "settle", "enter"),)
        return (Hint("Enter", "terms", "enter"), _BACK) if self.query_one("#filter", Input).has_focus else ()

    @on(RowList.Moved, "#card")
    def _card_moved(self) -> None:
        self.show_keys()

    @on(events.DescendantFocus)
    def _came_from_glossary(self) -> None:
        """Let the glossary follow the finding again once the hand has left it."""
        if self.has_panes and self._was_in_glossary and not self._is_in_glossary:
            self.show_terms()
        self._was_in_glossary = self.has_panes and self._is_in_glossary

    @on(EntryForm.Submitted)
    def _form_submitted(self, event: EntryForm.Submitted) -> None:
        self.run_worker(self._submit(event), group="action")

    async def _submit(self, event: EntryForm.Submitted) -> None:
        if await terms.submit(self, event.entry, event.first, event.edited) and self.query_one(EntryForm).is_open:
            self._form_left()

    @on(EntryForm.Left)
    def _form_left(self) -> None:
        if not self.leave_field():
            self.go_home()

    @on(RowList.Moved, "#terms")
    def _term_moved(self) -> None:
        self.query_one(ConceptCard).load(self.at.session, self.query_one(TermTable).picked, self.queue)

    @on(RowList.Chosen, "#terms")
    async def _term_chosen(self) -> None:
        self.do("settle")

    @on(RowList.Chosen, "#card")
    def _card_chosen(self) -> None:
        picked = self.query_one(ConceptCard).picked
        if isinstance(picked, Use):
            self.leave_editor()
            self.at.go_to(picked.span.start)
            self.bring("Article")
            self.show()
        elif isinstance(picked, Everywhere):
            self.post_message(self.ListWanted(f"uses:{picked.concept.id}"))
        elif picked is not None:
            self.do("settle")

    @on(ConceptCard.Settled)
    def _settled(self, event: ConceptCard.Settled) -> None:
        self.run_worker(terms.settle_as(self, event.concept, event.rendering.zh, event.status), group="action")

    @on(Input.Changed, "#filter")
    def _filter_changed(self) -> None:
        self.show_terms()
        if self.query_one("#filter", Input).value.strip():  # what fits best is at the top
            self.query_one(TermTable).action_move(-self.query_one(TermTable).count)
            self.query_one(ConceptCard).load(self.at.session, self.concept, self.queue)

    @on(Input.Submitted, "#filter")
    def _filter_done(self) -> None:
        self.query_one(TermTable).focus()
