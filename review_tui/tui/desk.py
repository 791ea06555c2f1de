"""The desk: what is on the screen, and how it is brought up to date."""

from collections.abc import Iterable

from textual import on
from textual.app import App, ComposeResult, SystemCommand
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Footer, Input

from review_tui.article.sections import Section
from review_tui.review.glossarydesk import GlossaryDesk
from review_tui.review.queue import Queue
from review_tui.review.session import Session
from review_tui.rules.model import Finding
from review_tui.tui.actions import ACTIONS, bindings
from review_tui.tui.compat import wrap_for_chinese
from review_tui.tui.widgets.articleview import ArticleView
from review_tui.tui.widgets.findings import Findings
from review_tui.tui.widgets.glossarytable import GlossaryTable
from review_tui.tui.widgets.messageline import MessageLine
from review_tui.tui.widgets.rows import RowList
from review_tui.tui.widgets.sectioneditor import SectionEditor
from review_tui.tui.widgets.sections import Sections
from review_tui.tui.widgets.statusbar import StatusBar
from review_tui.tui.widgets.termcard import TermCard

PANES = ("Article", "Sections", "Glossary")
NARROW = 100  # columns: below, one pane at a time


class Desk(App[int]):
    """One article at a time: its sections, its text, its findings, and the glossary."""

    TITLE = "review"
    CSS_PATH = "app.tcss"
    BINDINGS = bindings()
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]

    def __init__(self, queue: Queue, desk: GlossaryDesk) -> None:
        super().__init__()
        wrap_for_chinese()
        self.queue = queue
        self.desk = desk
        self.section = 0
        self.index = 0  # of the current finding
        self.pane = 0
        self.animation_level = "none"

    # What is on the screen

    def compose(self) -> ComposeResult:
        """Lay out the desk."""
        yield StatusBar(id="status")
        with Horizontal(id="desk"):
            yield Sections(id="sections")
            with Vertical(id="middle"):
                yield ArticleView(id="article")
                yield SectionEditor(id="editor")
                yield Findings(id="findings")
            with Vertical(id="glossary"):
                yield Input(placeholder="/ filter the glossary", id="filter")
                yield GlossaryTable(id="terms")
                yield TermCard(id="card")
        yield MessageLine(id="message")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Show the first article at its first finding."""
        self.query_one("#findings").border_title = "Findings"
        self.query_one("#article").border_title = "Article"
        self.query_one("#sections").border_title = "Sections"
        self.query_one("#glossary").border_title = "Glossary"
        self.query_one(Findings).focus()
        self.call_after_refresh(self.go_to_finding, 0)
        for problem in (*self.queue.problems, *(str(item) for item in self.desk.glossary.problems[:3])):
            self.notify(problem, severity="warning", timeout=12, markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action in the command palette too."""
        yield from super().get_system_commands(screen)
        for action in ACTIONS:
            if "(" not in action.name:
                run = getattr(self, f"action_{action.name}")
                yield SystemCommand(action.description, f"key {action.keys[0]}", run)

    @property
    def session(self) -> Session:
        """Return the article under review."""
        return self.queue.session

    @property
    def finding(self) -> Finding | None:
        """Return the current finding."""
        findings = self.session.findings
        return findings[self.index] if self.index < len(findings) else None

    @property
    def here(self) -> Section:
        """Return the section in focus."""
        sections = self.session.article.sections
        return sections[min(self.section, len(sections) - 1)]

    def show(self) -> None:
        """Bring every pane up to date."""
        session = self.session
        self.index = max(0, min(self.index, len(session.findings) - 1))
        self.section = self.here.number
        narrow = self.size.width < NARROW
        self.query_one(StatusBar).load(session, self.queue.place, PANES[self.pane], narrow=narrow)
        self.query_one(Sections).load(session, self.section)
        self.query_one(ArticleView).load(session, self.here, self.finding)
        self.query_one(Findings).load(session, self.index)
        findings = self.query_one("#findings")
        findings.border_title = f"Findings {min(self.index + 1, len(session.findings))}/{len(session.findings)}"
        self.query_one("#article").border_title = f"Section {self.section + 1}/{len(session.article.sections)}"
        self.query_one(MessageLine).load(self.finding)
        self.show_terms()

    def show_terms(self) -> None:
        """Bring the glossary up to date: the term of the current finding under the cursor."""
        terms = self.query_one(GlossaryTable)
        wanted = self.query_one("#filter", Input).value.strip()
        keep = self.finding.concept if self.finding and not wanted else None
        picked = terms.picked
        terms.load(self.session, self.section, wanted, keep or (picked.id if picked else None))
        title = f"Glossary of {len(self.session.glossary)}"
        self.query_one("#glossary").border_title = title + (" (shipped)" if self.desk.is_shipped else "")
        self.query_one(TermCard).load(self.session, terms.picked)

    def go_to_finding(self, index: int) -> None:
        """Make a finding the current one, and its section the one in focus."""
        self.index = index
        if self.finding:
            self.section = self.session.article.section_at(self.finding.span.start).number
        self.show()

    def go_to_section(self, number: int) -> None:
        """Put a section in focus, at its first finding."""
        self.section = max(0, min(number, len(self.session.article.sections) - 1))
        span = self.here.span
        for place, finding in enumerate(self.session.findings):
            if span.start <= finding.span.start < span.end:
                self.index = place
                break
        self.show()

    # What the hand does

    @on(RowList.Moved, "#sections")
    def _section_moved(self, event: RowList.Moved) -> None:
        self.go_to_section(event.index)

    @on(RowList.Moved, "#findings")
    def _finding_moved(self, event: RowList.Moved) -> None:
        self.go_to_finding(event.index)

    @on(RowList.Moved, "#terms")
    def _term_moved(self) -> None:
        self.query_one(TermCard).load(self.session, self.query_one(GlossaryTable).picked)

    @on(Input.Changed, "#filter")
    def _filtered(self) -> None:
        self.show_terms()

    @on(Input.Submitted, "#filter")
    def _filter_done(self) -> None:
        self.query_one(GlossaryTable).focus()

    @on(ArticleView.Clicked)
    def _clicked(self, event: ArticleView.Clicked) -> None:
        for place, finding in enumerate(self.session.findings):
            if finding.span.start <= event.offset < finding.span.end:
                self.go_to_finding(place)
                return
        self.go_to_section(self.session.article.section_at(event.offset).number)

    def on_resize(self) -> None:
        """Lay out for the width there is now."""
        self.call_after_refresh(self.show)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep what belongs to the desk away from the editor and from questions."""
        del parameters
        desk_only = {item.name.partition("(")[0] for item in ACTIONS} - {"leave", "save", "quit"}
        if len(self.screen_stack) > 1 and action in {*desk_only, "leave", "save"}:
            return False
        editing = self.query(SectionEditor) and self.query_one(SectionEditor).has_class("-open")
        return not (editing and action in desk_only - {"next_finding", "previous_finding", "help"})
