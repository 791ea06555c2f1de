"""The screen an editor works on: sections, article, findings and glossary in view together."""

from collections.abc import Sequence
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import TextArea

from review_tui.review.article.placed import first_from, index_of
from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.review.history import Step
from review_tui.review.queue.queue import Queue
from review_tui.tui import panes
from review_tui.tui.background.looking import BackgroundLook
from review_tui.tui.commands import leaving, terms, undoing
from review_tui.tui.editing.section_editing import SectionEditing
from review_tui.tui.keys.action import Action, ActionPlace
from review_tui.tui.screens.desk_screen import DeskScreen
from review_tui.tui.screens.jump import Target
from review_tui.tui.widgets.concept_card import ConceptCard
from review_tui.tui.widgets.entry_form import EntryForm
from review_tui.tui.widgets.finding_detail import FindingDetail
from review_tui.tui.widgets.finding_list import FindingList
from review_tui.tui.widgets.glossary_pane import GlossaryPane
from review_tui.tui.widgets.key_bar import Hint, KeyBar
from review_tui.tui.widgets.message_line import MessageLine
from review_tui.tui.widgets.pane_board import PaneBoard
from review_tui.tui.widgets.rows import RowList
from review_tui.tui.widgets.section_editor import SectionEditor
from review_tui.tui.widgets.status_bar import StatusBar
from review_tui.tui.widgets.text_view import TextView

_BEFORE_SAVING = 4  # keys that are needed more often


class ReviewScreen(DeskScreen):
    """One article at a time. What can be done here is in `review_tui.tui.commands`.

    `board` has the panes, `editing` the editor among them, and `look` checks long articles.
    """

    PLACE = ActionPlace.REVIEW
    OPENS = "edit"
    AUTO_FOCUS = "#findings"  # not the first pane: it takes the place of the article where there is room for one
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (panes.NARROW, "-wide"), (panes.BROAD, "-broad")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (panes.LOW, "-middling"), (panes.TALL, "-tall")]

    def __init__(self, desk: Desk, at: Focus, actions: tuple[Action, ...]) -> None:
        super().__init__(desk, at, actions)
        self.board = PaneBoard(desk, at, self.key_for)
        self.editing = SectionEditing(self)
        self.look = BackgroundLook(self)
        self.queue: Queue | None = None  # all articles, where there is a list of them
        self.searched = ""  # what the article was searched for last

    def compose(self) -> ComposeResult:
        """Lay out the panes between the lines above and below them."""
        yield StatusBar()
        yield self.board
        yield MessageLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the first finding."""
        if not self.query(FindingList):
            return  # the desk is ended before it began
        self.board.findings.focus()
        if self.at.finding is None and not self.at.place:
            self.at.return_to(self.at.article)
        self.board.show_wanted_english()
        self.show_soon()
        self.call_after_refresh(self.glossary.prepare_filter)

    @property
    def glossary(self) -> GlossaryPane:
        """Return the pane with the glossary."""
        return self.board.glossary

    # What is shown

    def show(self) -> None:
        """Bring everything up to date with the desk; `on_mount` does when the panes are there, if they are not."""
        if not self.has_panes:
            return
        at, session, board = self.at, self.at.session, self.board
        self.query_one(StatusBar).load(at)
        board.tabs.load(board.front)
        board.sections.load(self.desk, session, at.section.number)
        if self.is_typing:  # the editor takes the place of the text
            board.article.show_title(session)
        else:
            board.article.load(session, at.section, at.finding, at.span)
        board.findings.load(session, at.index, first_from(session.findings, at.place))
        board.detail.load(session, at.finding, at.index)
        if self.is_typing:
            self.editing.section.mark()
        board.english.load()
        self.glossary.load(self.queue)
        self.show_keys()
        self.look.catch_up(session)

    def show_status(self) -> None:
        """Show in the line at the top where the hand is, after the row of articles became another one."""
        if self.has_panes:
            self.query_one(StatusBar).load(self.at)

    def show_finding(self) -> None:
        """Show where the hand went, in the glossary too, also where that has the focus."""
        self.show()
        if self.glossary.has_focus_within:
            self.glossary.load(self.queue, follows=True)

    def own_hints(self) -> Sequence[Hint]:
        """Return the keys of the glossary while it has the focus; nothing else there says how a term is added."""
        adds = (Hint(self.key_for("add"), "add", "add"),) if self.glossary.table.has_focus else ()
        return (*self.glossary.hints, *adds)

    def most_wanted_first(self, reached: list[Hint]) -> list[Hint]:
        """Return the keys of the actions: the one that saves early, while there is something to save."""
        saves = next((n for n, hint in enumerate(reached) if hint.action == "save"), 0)
        if saves > _BEFORE_SAVING and self.at.session.is_dirty:
            reached.insert(_BEFORE_SAVING, reached.pop(saves))
        return reached

    def refresh_text(self, caret: int) -> None:
        """Show the article anew, in the editor too, where that is open: it keeps the hand in its section."""
        if self.is_typing:
            self.editing.section.fill_again(caret)
            self.editing.section.keep_hand()
        self.show()

    def uncover(self) -> None:
        """Let nothing that one works on lie under the message: the form moves up."""
        super().uncover()
        if self.has_panes:
            self.glossary.lift_form(self.query_one(MessageLine).rows_over(self.glossary.region))

    # What is different while the editor is open

    @property
    def is_typing(self) -> bool:
        """Tell whether the section in focus is open for editing."""
        return self.editing.is_open

    @property
    def place(self) -> int:
        """Return the place of the caret while one edits, else that of the hand; what is typed is taken over before."""
        return self.editing.section.place if self.is_typing else self.at.place

    def commit_editor(self) -> None:
        """Take over what was typed so far, where something is being edited."""
        self.editing.section.take_in()

    def after_step(self, step: Step, place: int, before: str) -> None:
        """Show what a step came to; one that was made elsewhere while the editor was open leaves it where it is."""
        if self.editing.follow(step):
            return
        if self.is_typing:
            self.after_others(place, before)
        else:
            super().after_step(step, place, before)

    def crosses(self, *, back: bool) -> bool:
        """Leave the editor, or come back to it, where undo (or redo) leads out of it or into it."""
        return self.editing.crosses(back=back)

    def do(self, name: str, *arguments: int) -> None:
        """Carry out an action of the table, on the text with what was typed so far."""
        self.commit_editor()
        self.at.hold()
        super().do(name, *arguments)

    @on(TextArea.Changed, "#editor")
    def _typed(self) -> None:
        self.editing.wait_for_pause()

    @on(SectionEditor.UndoWanted)
    def _undo_wanted(self, event: SectionEditor.UndoWanted) -> None:
        self.commit_editor()
        travelling = (undoing.redo if event.redo else undoing.undo)(self)
        if travelling is not None:
            self.run_worker(travelling, group="action")

    # Where one is, and can go

    @property
    def selected_words(self) -> str:
        """Return the words selected in the editor or in the article."""
        return (self.board.editor if self.is_typing else self.board.article).selected_text.strip()

    def words_to_copy(self) -> str:
        """Return what is selected, or the term or the words of the finding under the cursor."""
        words = self.selected_words or super().words_to_copy()
        if words:
            return words
        if self.glossary.has_focus_within:
            return self.glossary.rendering_in_hand
        finding = self.at.finding
        return finding.span.cut(self.at.session.article.text) if finding is not None else ""

    def jump_targets(self) -> list[Target]:
        """Return the panes, and the findings of the article that are in view."""
        findings = (
            Target(x, y, partial(self._jump_to_finding, self.at.session.key(finding)))
            for finding, x, y in self.board.article.findings_in_view()
        )
        return [*self.board.jump_targets(), *findings]

    def _jump_to_finding(self, key: str) -> None:
        self.at.go_to_key(key)
        self.board.findings.focus()
        self.show()

    # What the hand does

    @on(RowList.Moved, "#sections")
    def _section_moved(self, event: RowList.Moved) -> None:
        self.query_one(MessageLine).begin()
        self.editing.leave()
        self.at.go_to_section(event.index)
        self.show()

    @on(RowList.Moved, "#findings")
    def _finding_moved(self) -> None:
        finding, session = self.board.findings.picked, self.at.session
        if finding is None:
            return
        self.query_one(MessageLine).begin()
        key = session.key(finding) if index_of(session.findings, finding) is not None else ""
        self.at.go_to_finding(finding)
        if self.editing.leave():  # what was typed may have moved it
            self.at.go_to_known(key, finding.span.start)
        self.show()

    @on(FindingDetail.Chosen)
    def _choice_clicked(self, event: FindingDetail.Chosen) -> None:
        self.action_do("choose", event.number)

    @on(RowList.Chosen, "#sections")
    def _section_chosen(self) -> None:
        leaving.go_home(self)

    @on(TextView.Clicked)
    def _article_clicked(self, event: TextView.Clicked) -> None:
        self.at.go_to_narrowest(event.offset)
        self.show()

    @on(RowList.Moved, "#card")
    def _card_moved(self) -> None:
        self.show_keys()

    @on(GlossaryPane.SettleWanted)
    def _settle_wanted(self) -> None:
        self.do("settle")

    @on(GlossaryPane.PlaceWanted)
    def _place_wanted(self, event: GlossaryPane.PlaceWanted) -> None:
        self.editing.leave()
        self.at.go_to(event.offset)
        self.board.bring("Article")
        self.show()

    @on(ConceptCard.Settled)
    def _settled(self, event: ConceptCard.Settled) -> None:
        self.run_worker(terms.settle_as(self, event.concept, event.rendering.zh, event.status), group="action")

    @on(EntryForm.Submitted)
    def _form_submitted(self, event: EntryForm.Submitted) -> None:
        self.run_worker(terms.submit(self, event.entry, event.first, event.edited), group="action")

    @on(EntryForm.Left)
    def _form_left(self) -> None:
        leaving.leave_form(self)

    @on(events.DescendantFocus)
    def _focus_moved(self, event: events.DescendantFocus) -> None:
        """Bring to the front what has the focus, however it came to it, with its keys: no pane takes keys unseen."""
        if not self.has_panes:
            return
        self.glossary.take_focus_moved()
        if event.widget is self.focused:  # and has not lost it again meanwhile
            self.board.bring_focused()
            self.show_keys()

    @on(PaneBoard.Rearranged)
    def _rearranged(self) -> None:
        self.call_after_refresh(self.uncover)

    def on_screen_resume(self) -> None:
        """Show the article that was chosen meanwhile."""
        if self.has_panes:
            self.show_soon()

    def on_resize(self) -> None:
        """Lay out for the width there is now; what has the focus is in view in each."""
        if self.has_panes:
            self.board.bring_focused()
        self.show_soon()

    def lay_out(self) -> None:
        """Give the panes their room."""
        if self.has_panes:
            self.board.lay_out()
