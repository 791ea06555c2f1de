"""The screen an editor works on: sections, article, findings and glossary in view together."""

import asyncio
from functools import partial
from pathlib import Path
from typing import TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, TextArea

from review_tui.article import Article, Span
from review_tui.files.visible import visible
from review_tui.glossary.concept import Concept, Rendering
from review_tui.lint.discovery import Found
from review_tui.output.cells import clip
from review_tui.review.alike import Model
from review_tui.review.analysis import Use
from review_tui.review.desk import Desk
from review_tui.review.english import english_file, pairs
from review_tui.review.focus import Focus
from review_tui.review.opening import open_article
from review_tui.review.queue import Queue
from review_tui.review.session import Session
from review_tui.rules.model import Finding
from review_tui.tui import panes
from review_tui.tui.actions import ACTIONS, BY_NAME, Action, Place, hints
from review_tui.tui.background import begin
from review_tui.tui.commands import terms, text
from review_tui.tui.screens.desktop import Desktop
from review_tui.tui.screens.jump import Target
from review_tui.tui.widgets.articleview import ArticleView
from review_tui.tui.widgets.conceptcard import ConceptCard, Everywhere
from review_tui.tui.widgets.divider import Divider, Grip
from review_tui.tui.widgets.englishpane import EnglishPane
from review_tui.tui.widgets.entryform import Entry, EntryForm
from review_tui.tui.widgets.findingdetail import FindingDetail
from review_tui.tui.widgets.findinglist import FindingList
from review_tui.tui.widgets.keybar import KeyBar
from review_tui.tui.widgets.messageline import MessageLine
from review_tui.tui.widgets.panetabs import PaneTabs
from review_tui.tui.widgets.rows import RowList
from review_tui.tui.widgets.sectioneditor import SectionEditor
from review_tui.tui.widgets.sectionlist import SectionList
from review_tui.tui.widgets.statusbar import StatusBar
from review_tui.tui.widgets.termtable import TermTable
from review_tui.tui.widgets.textview import TextView

NARROW, BROAD = 100, 150  # columns: below the first there is room for one pane, above the second for wide ones
PANES = ("Article", "Sections", "Glossary")
PAUSE = 0.25  # seconds without a key after which what is typed is taken over and looked at


Pane = TypeVar("Pane", bound=Widget)


class ReviewScreen(Desktop):
    """One article at a time. What can be done here is in `review_tui.tui.commands`."""

    PLACE = Place.REVIEW
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide"), (BROAD, "-broad")]
    DEFAULT_CSS = """
    ReviewScreen {
        & #panes { height: 1fr; }
        & #sections { width: 25; }
        & #middle { width: 1fr; }
        & #article, & #editor { height: 1fr; }
        & #findings { height: 9; }
        & #middle:focus-within #detail {
            border-title-color: $foreground; border-title-background: $surface; border-title-style: bold reverse;
        }
        & #glossary { width: 38; background: $surface; }
        & #filter { border: none; height: 1; padding: 0 1; background: $boost; }
        & #terms { height: 1fr; }
        & #card { height: 12; border-top: blank; border-title-color: $text-muted; }
        &.-broad #sections { width: 36; }
        &.-broad #glossary { width: 56; }
        &.-broad #findings { height: 16; }
        &.-broad #card { height: 20; }
        &.-narrow {
            & #sections, & #glossary { display: none; width: 1fr; }
            & Divider { display: none; }
            & #findings { height: 5; }
            &.-show-sections #sections, &.-show-glossary #glossary { display: block; }
            &.-show-sections #middle, &.-show-glossary #middle { display: none; }
        }
        &.-english.-wide #glossary, &.-english.-wide #divide-glossary { display: none; }
        &.-english.-narrow #middle { height: 1fr; }
        &.-english.-narrow #panes { layout: vertical; }
        &.-english.-narrow #english { height: 8; margin: 0; }
        &.-wide PaneTabs, &.-broad PaneTabs { display: none; }
    }
    """

    class ListWanted(Message):
        """The list of articles is asked for, filtered."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query_text = query

    def __init__(self, desk: Desk, at: Focus, actions: tuple[Action, ...] = ACTIONS) -> None:
        super().__init__(desk, at, actions)
        self.front = PANES[0]
        self.queue: Queue | None = None  # all articles, where there is a list of them
        self.sizes: panes.Sizes = {}
        self.words = ""  # what the glossary is filtered by at the start
        self.shows_targets = self.wants_english = False
        self._edited = Span(0, 0)  # the stretch of the article that is in the editor
        self._pause: Timer | None = None  # until what is typed is taken over
        self._typed_on = False  # whether the next typing goes on with the last
        self._english: tuple[Path, Article | None] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the panes."""
        yield StatusBar(id="status")
        yield PaneTabs(id="tabs")
        with Horizontal(id="panes"):
            yield _titled(SectionList(id="sections"), "Sections")
            yield Divider("sections")
            with Vertical(id="middle"):
                yield _titled(ArticleView(id="article"), "Article")
                yield _titled(SectionEditor(id="editor"), "Editing   Esc leaves")
                yield _titled(FindingDetail(id="detail"), "Finding")
                yield FindingList(id="findings")
            yield _titled(EnglishPane(id="english"), "English")
            yield Divider("glossary")
            with _titled(Vertical(id="glossary"), "Glossary"):
                yield Input(self.words, placeholder="/ find in the glossary", id="filter")
                yield TermTable(id="terms")
                yield _titled(ConceptCard(id="card"), "Term")
                yield EntryForm(id="form")
        yield MessageLine(id="message")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Begin at the first finding."""
        self.query_one(FindingList).focus()
        if self.at.finding is None and not self.at.place:
            self.at.return_to(self.at.article)
        self.query_one(ArticleView).shows_targets = self.shows_targets
        if self.wants_english and self.english_article() is not None:
            self.show_english(is_open=True)
        self.call_after_refresh(self.show)
        self.call_after_refresh(self._prepare_filter)

    def _prepare_filter(self) -> None:
        """Make ready what the first key in the glossary's filter would have to wait for."""
        glossary = self.at.session.terms.glossary
        begin(lambda: self.query_one(TermTable).index_of(glossary))

    # What is shown

    def show(self) -> None:
        """Bring everything up to date with the desk."""
        at, session = self.at, self.at.session
        self.query_one(StatusBar).load(at)
        self.query_one(PaneTabs).load(PANES, self.front)
        self.query_one(SectionList).load(self.desk, session, at.section.number)
        article = self.query_one(ArticleView)
        article.load(session, at.section, at.finding, at.span)
        article.border_title = Content(f" {clip(visible(session.title), 40)} ")
        findings = self.query_one(FindingList)
        index, count = at.index, len(session.findings)
        findings.load(session, index)
        detail = self.query_one(FindingDetail)
        detail.load(session, at.finding)
        detail.border_title = f" Finding {index + 1 if index is not None else '-'}/{count} "
        if self.query_one(SectionEditor).is_open:
            self._mark_editor()
        self._load_english()
        self.show_terms()
        self.show_keys()
        self._catch_up(session)

    def show_terms(self) -> None:
        """Bring the glossary up to date, the cursor on the term of the current finding."""
        table, session = self.query_one(TermTable), self.at.session
        wanted = self.query_one("#filter", Input).value.strip()
        finding = self.at.finding
        picked = table.picked
        keep = finding.concept if finding is not None and finding.concept and not wanted else None
        table.load(session, self.at.section, wanted, keep or (picked.id if picked else None))
        terms_of = session.terms
        shipped = "" if terms_of.is_own else ", shipped"
        self.query_one("#glossary").border_title = f" Glossary: {len(terms_of.glossary)} terms{shipped} "
        self.query_one(ConceptCard).load(session, self.concept, self.queue)

    def show_keys(self) -> None:
        """Show the keys that matter here."""
        self.query_one(KeyBar).load([hint for hint in hints(self.PLACE, self.actions) if self.is_possible(hint.action)])

    def after_change(self, place: int) -> None:
        """Go on to the finding that stands at `place` now, or after it."""
        self.at.settle(place)
        if self.query_one(SectionEditor).is_open:
            self._reopen_editor(place)
        self.show()

    def _catch_up(self, session: Session) -> None:
        """Look at a long article in the background; what is known is shown meanwhile."""
        if session.is_behind:
            self._look(session)

    @work(group="look", exclusive=True)
    async def _look(self, session: Session) -> None:
        analysis = await asyncio.to_thread(session.look)
        if session.take(analysis) and session is self.at.session:
            is_nowhere = self.at.is_lost or (self.at.finding is None and self.at.place == 0)
            if is_nowhere and not self.query_one(SectionEditor).is_open:
                self.at.settle()
            self.show()

    def others_with(self, model: Model) -> list[Found]:
        """Return the other articles that may hold findings like a model's, as far as is known without opening them."""
        if self.queue is None:
            return [found for found in self.at.articles if found.path != self.at.article.path]
        known = self.queue.that_may_have(model.rule, model.concept or "")
        found = {entry.found.path: entry.found for entry in known}
        for session in self.desk.opened:  # which may have others by now than when they were looked at
            entry = self.queue.entry(session.name)
            if entry is not None:
                found[session.name] = entry.found
        found.pop(self.at.article.path, None)
        return list(found.values())

    # Panes

    @property
    def concept(self) -> Concept | None:
        """Return the concept that is meant: the one under the glossary's cursor, else that of the finding."""
        finding = self.at.finding
        if finding is not None and finding.concept and not self.query_one("#glossary").has_focus_within:
            known = self.at.session.terms.glossary.by_id(finding.concept)
            if known is not None:
                return known
        return self.query_one(TermTable).picked

    @property
    def selected_words(self) -> str:
        """Return the words selected in the editor or in the article."""
        editor = self.query_one(SectionEditor)
        return (editor.selected_text if editor.is_open else self.query_one(ArticleView).selected_text).strip()

    def bring(self, pane: str) -> None:
        """Bring a pane to the front where there is room for one only."""
        self.front = pane
        for name in PANES:
            self.set_class(name == pane, f"-show-{name.lower()}")
        self.query_one(PaneTabs).load(PANES, pane)

    def _stops(self) -> list[tuple[str, Widget]]:
        """Return what can have the focus, in order, and the pane it is in."""
        article = SectionEditor if self.query_one(SectionEditor).is_open else ArticleView
        return [
            ("Article", self.query_one(FindingList)),
            ("Sections", self.query_one(SectionList)),
            ("Glossary", self.query_one(TermTable)),
            ("Glossary", self.query_one(ConceptCard)),
            ("Article", self.query_one(article)),
        ]

    def turn_pane(self, step: int) -> None:
        """Give the focus to the next pane, and bring it to the front."""
        stops = self._stops()
        now = next((n for n, (_, widget) in enumerate(stops) if widget is self.focused), 0)
        pane, widget = stops[(now + step) % len(stops)]
        self.bring(pane)
        widget.focus()

    def jump_targets(self) -> list[Target]:
        """Return the panes, and the findings of the article that are in view."""
        view = self.query_one(ArticleView)
        panes_in_view = [widget for _, widget in self._stops() if widget.display and widget.region]
        targets = [Target(*widget.region.offset, partial(self._jump_to_pane, widget)) for widget in panes_in_view]
        if view.display and view.region:
            for finding in self.at.session.findings:
                cell = view.cell_of(finding.span.start)
                if cell is not None:
                    x, y = view.content_region.offset
                    targets.append(Target(x + cell[0], y + cell[1], partial(self._jump_to_finding, finding)))
        return targets

    def _jump_to_pane(self, widget: Widget) -> None:
        self.bring(next(pane for pane, each in self._stops() if each is widget))
        widget.focus()

    def _jump_to_finding(self, finding: Finding) -> None:
        self.at.go_to_finding(finding)
        self.query_one(FindingList).focus()
        self.show()

    def words_to_copy(self) -> str:
        """Return what is selected, or the term or the words of the finding under the cursor."""
        words = self.selected_words or super().words_to_copy()
        if words:
            return words
        if self.query_one("#glossary").has_focus_within:
            picked = self.query_one(ConceptCard).picked if self.query_one(ConceptCard).has_focus else None
            if isinstance(picked, Rendering):
                return picked.zh
            concept = self.concept
            best = concept and (concept.preferred or next(iter(concept.renderings), None))
            return best.zh if best else ""
        finding = self.at.finding
        return finding.span.cut(self.at.session.article.text) if finding is not None else ""

    @property
    def layout_name(self) -> str:
        """Return what the sizes of panes are kept under: each width of terminal has its own."""
        return next((name for name in ("narrow", "broad") if self.has_class(f"-{name}")), "wide")

    def resize_pane(self, step: int) -> None:
        """Give the pane in focus more room, or less."""
        if self.focused is self.query_one(ConceptCard):
            self._resize("card", step)
        elif self.query_one("#glossary").has_focus_within:
            self._resize("glossary", 2 * step)
        elif self.query_one(SectionList).has_focus:
            self._resize("sections", 2 * step)
        else:
            self._resize("findings", step if self.query_one(FindingList).has_focus else -step)

    def _resize(self, pane: str, cells: int) -> None:
        widget = self.query_one(f"#{pane}")
        if not widget.display:
            return
        sizes = self.sizes.setdefault(self.layout_name, {})
        now = sizes.get(pane) or (widget.outer_size.width if pane in panes.WIDE else widget.outer_size.height)
        sizes[pane] = panes.limited(pane, now + cells, (self.size.width, self.size.height))
        self.lay_out()

    def lay_out(self) -> None:
        """Give the panes the room that they have in a terminal of this width."""
        name = self.layout_name
        panes.apply(self, self.sizes.get(name, {}), is_narrow=name == "narrow")

    @on(Grip.Dragged)
    def _dragged(self, event: Grip.Dragged) -> None:
        cells = {"sections": event.right, "glossary": -event.right}.get(event.pane, -event.down)
        self._resize(event.pane, cells)

    def go_home(self) -> None:
        """Go back to the findings; a second time, take away filter and message."""
        if self.query_one(FindingList).has_focus:
            self.query_one("#filter", Input).value = ""
            self.query_one(MessageLine).clear()
        self.query_one(EntryForm).close()
        self.query_one(ConceptCard).display = True
        self.bring("Article")
        self.query_one(FindingList).focus()
        self.show_terms()

    def go_to_filter(self) -> None:
        """Go to the filter of the glossary."""
        self.bring("Glossary")
        self.query_one("#filter", Input).focus()

    def toggle_targets(self) -> None:
        """Show or hide where links lead."""
        self.shows_targets = self.query_one(ArticleView).shows_targets = not self.shows_targets
        self.show()

    # English

    def english_article(self) -> Article | None:
        """Return the English article of the same name, or None; it is read when it is first asked for."""
        file = self.at.session.file
        if self._english is None or self._english[0] != file:
            english = english_file(self.desk.project, file, self.desk.source)
            opened = open_article(english, english.name) if english is not None else None
            self._english = (file, opened.article if opened is not None and not opened.problem else None)
        return self._english[1]

    def show_english(self, *, is_open: bool) -> None:
        """Show or hide the English article; in a narrow terminal it takes the glossary's place."""
        self.wants_english = is_open
        self.query_one(EnglishPane).set_class(is_open, "-open")
        self.set_class(is_open, "-english")
        self._load_english()

    def _load_english(self) -> None:
        pane = self.query_one(EnglishPane)
        if not pane.has_class("-open"):
            return
        chinese, english = self.at.session.article, self.english_article()
        if english is None:
            pane.load(chinese, None)
            return
        number = pairs(chinese, english)[min(self.at.section.number, len(chinese.sections) - 1)]
        pane.load(english, english.sections[number] if number is not None else None)

    # The editor

    def open_editor(self) -> None:
        """Open the section in focus for editing, the caret at the current finding."""
        section = self.at.section
        self._edited, self._typed_on = section.span, False
        place = self.at.place if section.span.start <= self.at.place <= section.span.end else section.span.start
        lines = self.at.session.article.lines
        top = lines.index_at(section.span.start)
        line, column = self.at.session.article.place(place)
        self.query_one(ArticleView).display = False
        self.bring("Article")
        shown = self.at.session.shown(section.span)
        self.query_one(SectionEditor).open(shown, top + 1, line - 1 - top, column - 1)
        self._mark_editor()
        self.show_keys()

    def _reopen_editor(self, place: int) -> None:
        """Put the section into the editor again, after something else than typing changed it."""
        section = self.at.session.analysis.section_at(place)
        self._edited, self._typed_on = section.span, False
        lines = self.at.session.article.lines
        top = lines.index_at(section.span.start)
        line, column = self.at.session.article.place(place)
        editor = self.query_one(SectionEditor)
        editor.line_number_start = top + 1
        editor.replace_text(self.at.session.shown(section.span), line - 1 - top, column - 1)
        self._mark_editor()

    def commit_editor(self) -> None:
        """Take over what was typed so far."""
        editor = self.query_one(SectionEditor)
        if not editor.is_open:
            return
        session = self.at.session
        length = self.desk.type(session, self._edited, editor.text, goes_on=self._typed_on)
        self._typed_on = True
        self._edited = Span(self._edited.start, self._edited.start + length)

    def leave_editor(self) -> bool:
        """Close the editor, if it is open, and look at the section again; tell whether it was."""
        editor = self.query_one(SectionEditor)
        if not editor.is_open:
            return False
        self.commit_editor()
        editor.close()
        self.query_one(ArticleView).display = True
        self.query_one(FindingList).focus()
        self.at.settle(self._edited.start)
        self.show()
        return True

    def _mark_editor(self) -> None:
        session = self.at.session
        self.query_one(SectionEditor).mark(self._edited, session.article.lines, session.findings)

    @on(TextArea.Changed, "#editor")
    def _typed(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._take_typing)

    def _take_typing(self) -> None:
        if self.query_one(SectionEditor).is_open:
            self.commit_editor()
            self.show()

    @on(SectionEditor.UndoWanted)
    def _undo_wanted(self, event: SectionEditor.UndoWanted) -> None:
        self.commit_editor()
        (text.redo if event.redo else text.undo)(self)

    # The form

    def open_form(self, entry: Entry, title: str) -> None:
        """Open the form under the glossary."""
        self.commit_editor()
        self.bring("Glossary")
        self.query_one(ConceptCard).display = False
        self.query_one(EntryForm).open(entry, title)

    @on(EntryForm.Submitted)
    def _form_submitted(self, event: EntryForm.Submitted) -> None:
        if terms.submit(self, event.entry):
            self.go_home()

    @on(EntryForm.Left)
    def _form_left(self) -> None:
        self.go_home()

    # What the hand does

    @on(RowList.Moved, "#sections")
    def _section_moved(self, event: RowList.Moved) -> None:
        self.leave_editor()
        self.at.go_to_section(event.index)
        self.show()

    @on(RowList.Moved, "#findings")
    def _finding_moved(self, event: RowList.Moved) -> None:
        self.leave_editor()
        self.at.go_to_finding(self.at.session.findings[event.index])
        self.show()

    @on(RowList.Moved, "#terms")
    def _term_moved(self) -> None:
        self.query_one(ConceptCard).load(self.at.session, self.query_one(TermTable).picked, self.queue)

    @on(RowList.Chosen, "#sections")
    def _section_chosen(self) -> None:
        self.go_home()

    @on(RowList.Chosen, "#terms")
    async def _term_chosen(self) -> None:
        self.do("settle")

    @on(RowList.Chosen, "#card")
    def _card_chosen(self) -> None:
        picked = self.query_one(ConceptCard).picked
        if isinstance(picked, Use):
            self.at.go_to(picked.span.start)
            self.bring("Article")
            self.show()
        elif isinstance(picked, Everywhere):
            self.post_message(self.ListWanted(f"uses:{picked.concept.id}"))
        elif picked is not None:
            self.do("settle")

    @on(ConceptCard.Settled)
    def _settled(self, event: ConceptCard.Settled) -> None:
        terms.settle_as(self, event.concept, event.rendering.zh, event.status)

    @on(Input.Changed, "#filter")
    def _filter_changed(self) -> None:
        self.show_terms()

    @on(Input.Submitted, "#filter")
    def _filter_done(self) -> None:
        self.query_one(TermTable).focus()

    @on(TextView.Clicked, "#article")
    def _article_clicked(self, event: TextView.Clicked) -> None:
        found = [item for item in self.at.session.findings if item.span.start <= event.offset < item.span.end]
        if found:
            self.at.go_to_finding(min(found, key=lambda item: item.span.end - item.span.start))
        else:
            self.at.go_to(event.offset)
        self.show()

    @on(PaneTabs.Picked)
    def _tab_clicked(self, event: PaneTabs.Picked) -> None:
        self.bring(event.name)

    def go_to_list(self) -> None:
        """Go back to the list of articles, where there is one."""
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        else:
            self.say("There is only this article.")

    def on_screen_resume(self) -> None:
        """Show the article that was chosen meanwhile."""
        if self.is_mounted and self.query(FindingList):
            self.call_after_refresh(self.show)

    def on_resize(self) -> None:
        """Lay out for the width there is now."""
        self.call_after_refresh(self.lay_out)
        self.call_after_refresh(self.show)

    def action_do(self, name: str, *arguments: int) -> None:
        """Carry out an action of the table: what keys are bound to."""
        # A key that works while typing overtakes the letters before it, unless it queues up behind them.
        if BY_NAME[name].typing and self.query_one(SectionEditor).has_focus:
            self.query_one(SectionEditor).call_later(self.do, name, *arguments)
        else:
            self.do(name, *arguments)

    def is_possible(self, name: str) -> bool:
        """Leave to the editor what is typed in it."""
        return BY_NAME[name].typing or not isinstance(self.focused, SectionEditor)


def _titled(pane: Pane, title: str) -> Pane:
    pane.border_title = f" {title} "
    pane.add_class("pane")
    return pane
