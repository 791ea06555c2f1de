"""The screen an editor works on: sections, article, findings and glossary in view together."""

import asyncio
import gc
from collections.abc import Sequence

from textual import events, on, work
from textual.content import Content

from review_tui.collector import undisturbed
from review_tui.lint.discovery.discovery import Found
from review_tui.review.alike import Model, articles_with
from review_tui.review.article.carrying import first_from, index_of
from review_tui.review.article.session import Session
from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.review.queue.queue import Queue
from review_tui.text.cells import clip
from review_tui.text.visible import visible
from review_tui.tui.action import Action
from review_tui.tui.commands import terms
from review_tui.tui.screens.editing import Editing
from review_tui.tui.screens.paneboard import PANES
from review_tui.tui.widgets.articleview import ArticleView
from review_tui.tui.widgets.conceptcard import ConceptCard
from review_tui.tui.widgets.entryform import EntryForm
from review_tui.tui.widgets.findingdetail import FindingDetail
from review_tui.tui.widgets.findinglist import FindingList
from review_tui.tui.widgets.glossarypane import GlossaryPane
from review_tui.tui.widgets.keybar import Hint
from review_tui.tui.widgets.messageline import MessageLine
from review_tui.tui.widgets.panetabs import PaneTabs
from review_tui.tui.widgets.rows import RowList
from review_tui.tui.widgets.sectionlist import SectionList
from review_tui.tui.widgets.statusbar import StatusBar
from review_tui.tui.widgets.textview import TextView


class ReviewScreen(Editing):
    """One article at a time. What can be done here is in `review_tui.tui.commands`."""

    def __init__(self, desk: Desk, at: Focus, actions: tuple[Action, ...]) -> None:
        super().__init__(desk, at, actions)
        self.queue: Queue | None = None  # all articles, where there is a list of them
        self.shows_targets = False
        self.searched = ""  # what the article was searched for last
        self._is_looking = False  # in a thread, at a long article
        self._behind = "-"  # what was said of that last

    def on_mount(self) -> None:
        """Begin at the first finding."""
        if not self.query(FindingList):
            return  # the desk is ended before it began
        self.query_one(FindingList).focus()
        if self.at.finding is None and not self.at.place:
            self.at.return_to(self.at.article)
        self.query_one(ArticleView).shows_targets = self.shows_targets
        if self.english.is_wanted and self.english.original() is not None:
            self.show_english(is_open=True)
        self.show_soon()
        self.call_after_refresh(self.glossary.prepare_filter)

    # What is shown

    def show(self) -> None:
        """Bring everything up to date with the desk; `on_mount` does when the panes are there, if they are not."""
        if not self.has_panes:
            return
        at, session = self.at, self.at.session
        self.query_one(StatusBar).load(at)
        self.query_one(PaneTabs).load(PANES, self.front)
        self.query_one(SectionList).load(self.desk, session, at.section.number)
        article = self.query_one(ArticleView)
        is_editing = self.is_typing
        if not is_editing:  # which takes the place of the text
            article.load(session, at.section, at.finding, at.span)
        article.border_title = Content(
            f" {clip(visible(session.article.front_matter.text('title') or session.file.name), 40)} "
        )
        findings = self.query_one(FindingList)
        index, count = at.index, len(session.findings)
        findings.load(session, index, first_from(session.findings, at.place))
        detail = self.query_one(FindingDetail)
        detail.load(session, at.finding)
        number = "" if session.is_unseen else f"{index + 1 if index is not None else '-'}/{count} "
        detail.border_title = f" Finding {number}"
        if is_editing:
            self.edited.mark()
        self.english.load()
        self.glossary.load(self.queue)
        self.show_keys()
        self._catch_up(session)

    def show_finding(self) -> None:
        """Show where the hand went, in the glossary too, also where that has the focus."""
        self.show()
        if self.glossary.has_focus_within:
            self.glossary.load(self.queue, follows=True)

    def own_hints(self) -> Sequence[Hint]:
        """Return the keys of the glossary while it has the focus."""
        return self.glossary.hints

    def refresh_text(self, caret: int) -> None:
        """Show the article anew, in the editor too, where that is open."""
        if self.is_typing:
            self.edited.fill_again(caret)
        self.show()

    def _catch_up(self, session: Session) -> None:
        """Look at a long article in the background; what is known is shown meanwhile."""
        if session.is_behind and not self._is_looking:  # a second look would take its time from the keys and the first
            self._is_looking = True
            self._look(session)

    @work(group="look")
    async def _look(self, session: Session) -> None:
        # Collecting garbage stops the keys as well, for longer the more a long article is made of.
        try:
            with undisturbed():
                analysis = await asyncio.to_thread(session.look)
                gc.freeze()  # by way of this, all is old at once, and not gone through now
                gc.unfreeze()
        finally:
            self._is_looking = False
        if not self.has_panes:
            return  # the desk is gone
        if session.take(analysis) and session is self.at.session:
            if self.at.is_arriving:
                self._arrive()
                return
            self.at.hold()  # other words may stand beside the finding by now
            is_nowhere = self.at.is_lost or (self.at.finding is None and self.at.place == 0)
            if is_nowhere and not self.is_typing:
                self.at.settle()
            self.show()
        else:  # the text is another one by now, or the article
            self._catch_up(self.at.session)

    def _arrive(self) -> None:
        """Go to the finding that the hand came for, now that the article was looked at."""
        if not self.is_typing:
            self.at.settle()
        self.at.is_arriving = False
        self.show_finding()
        line = self.query_one(MessageLine)
        if line.message == self._behind and self.at.finding is not None:
            line.clear()
        elif line.message == self._behind:
            self.say(f"{self.at.session.file.name} has no findings.")

    def say_behind(self, more: str) -> None:
        """Say that the article in focus is being looked at."""
        self._behind = f"{self.at.session.file.name} is long and still being looked at{more}"
        self.say(self._behind)

    def has_to_wait(self) -> bool:
        """Tell whether the sections of the article in focus are not known yet, and say so where that is so."""
        if not self.at.session.is_unseen:
            return False
        self.show()  # which has it looked at
        self.say_behind(". Go on in a moment.")
        return True

    def others_with(self, model: Model) -> list[Found]:
        """Return the other articles that may hold findings like a model's, as far as is known without opening them."""
        others = articles_with(model, self.queue, self.desk.opened) if self.queue is not None else self.at.articles
        return [found for found in others if found.path != self.at.article.path]

    # Panes

    @property
    def selected_words(self) -> str:
        """Return the words selected in the editor or in the article."""
        return (self.editor if self.is_typing else self.query_one(ArticleView)).selected_text.strip()

    def words_to_copy(self) -> str:
        """Return what is selected, or the term or the words of the finding under the cursor."""
        words = self.selected_words or super().words_to_copy()
        if words:
            return words
        if self.glossary.has_focus_within:
            return self.glossary.rendering_in_hand
        finding = self.at.finding
        return finding.span.cut(self.at.session.article.text) if finding is not None else ""

    def go_home(self) -> None:
        """Go back to the findings; a second time, take away filter and message."""
        if self.query_one(FindingList).has_focus:
            self.glossary.filter.value = ""
            self.query_one(MessageLine).clear()
        self.glossary.close_form()
        self.bring("Article")
        self.set_focus(self.query_one(FindingList))  # at once: the glossary follows the finding again
        self.glossary.load(self.queue)

    def go_to_filter(self) -> None:
        """Go to the filter of the glossary."""
        self.bring("Glossary")
        self.glossary.filter.focus()

    def toggle_targets(self) -> None:
        """Show or hide where links lead."""
        self.shows_targets = self.query_one(ArticleView).shows_targets = not self.shows_targets
        self.show()

    # What the hand does

    @on(RowList.Moved, "#sections")
    def _section_moved(self, event: RowList.Moved) -> None:
        self.query_one(MessageLine).begin()
        self.leave_editor()
        self.at.go_to_section(event.index)
        self.show()

    @on(RowList.Moved, "#findings")
    def _finding_moved(self) -> None:
        finding, session = self.query_one(FindingList).picked, self.at.session
        if finding is None:
            return
        self.query_one(MessageLine).begin()
        key = session.key(finding) if index_of(session.findings, finding) is not None else ""
        self.at.go_to_finding(finding)
        if self.leave_editor():  # what was typed may have moved it
            self.at.go_to_known(key, finding.span.start)
        self.show()

    @on(RowList.Chosen, "#sections")
    def _section_chosen(self) -> None:
        self.go_home()

    @on(TextView.Clicked, "#article")
    def _article_clicked(self, event: TextView.Clicked) -> None:
        found = [item for item in self.at.session.findings if item.span.start <= event.offset < item.span.end]
        if found:
            self.at.go_to_finding(min(found, key=lambda item: item.span.end - item.span.start))
        else:
            self.at.go_to(event.offset)
        self.show()

    @on(events.DescendantFocus)
    def _came_elsewhere(self) -> None:
        if self.has_panes:
            self.glossary.take_focus_moved()

    @on(RowList.Moved, "#card")
    def _card_moved(self) -> None:
        self.show_keys()

    @on(GlossaryPane.SettleWanted)
    def _settle_wanted(self) -> None:
        self.do("settle")

    @on(GlossaryPane.PlaceWanted)
    def _place_wanted(self, event: GlossaryPane.PlaceWanted) -> None:
        self.leave_editor()
        self.at.go_to(event.offset)
        self.bring("Article")
        self.show()

    @on(ConceptCard.Settled)
    def _settled(self, event: ConceptCard.Settled) -> None:
        self.run_worker(terms.settle_as(self, event.concept, event.rendering.zh, event.status), group="action")

    @on(EntryForm.Submitted)
    def _form_submitted(self, event: EntryForm.Submitted) -> None:
        self.run_worker(self._submit(event), group="action")

    async def _submit(self, event: EntryForm.Submitted) -> None:
        if await terms.submit(self, event.entry, event.first, event.edited) and self.glossary.form.is_open:
            self._form_left()

    @on(EntryForm.Left)
    def _form_left(self) -> None:
        if not self.leave_field():
            self.go_home()

    def go_to_list(self) -> None:
        """Go back to the list of articles, where there is one."""
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        else:
            self.say("There is only this article.")

    def on_screen_resume(self) -> None:
        """Show the article that was chosen meanwhile."""
        if self.has_panes:
            self.show_soon()

    def on_resize(self) -> None:
        """Lay out for the width there is now; what has the focus is in view in each."""
        self.bring_focused()
        self.call_after_refresh(self.lay_out)
        self.show_soon()
