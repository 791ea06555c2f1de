"""What the editor does to the text: moving, fixing, editing, undoing, saving."""

from textual import work

from review_tui.article import Span
from review_tui.files.atomic import Changed
from review_tui.files.stamp import FileProblem
from review_tui.review.session import Session
from review_tui.rules.registry import rules_by_key
from review_tui.tui.desk import PANES, Desk
from review_tui.tui.screens.pages import Page, help_text
from review_tui.tui.screens.question import Question
from review_tui.tui.widgets.articleview import ArticleView
from review_tui.tui.widgets.findings import Findings
from review_tui.tui.widgets.glossarytable import GlossaryTable
from review_tui.tui.widgets.messageline import MessageLine
from review_tui.tui.widgets.sectioneditor import SectionEditor
from review_tui.tui.widgets.sections import Sections


class TextActions(Desk):
    """The actions on the article. Their names are those of the table of actions."""

    # Moving

    def action_next_finding(self) -> None:
        """Go to the next finding, in the next article where this one has no more."""
        self._step(1)

    def action_previous_finding(self) -> None:
        """Go to the finding before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        self.action_leave()
        target = self.index + step
        if 0 <= target < len(self.session.findings):
            self.go_to_finding(target)
        elif self.queue.move(step):
            self.go_to_finding(0 if step > 0 else len(self.session.findings) - 1)
        else:
            self.say("There is no finding after this one." if step > 0 else "There is no finding before this one.")

    def action_next_section(self) -> None:
        """Put the next section in focus."""
        self.go_to_section(self.section + 1)

    def action_previous_section(self) -> None:
        """Put the section before in focus."""
        self.go_to_section(self.section - 1)

    def action_next_article(self) -> None:
        """Go to the next article."""
        self._turn(1)

    def action_previous_article(self) -> None:
        """Go to the article before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        if self.queue.move(step):
            self.section = 0
            self.go_to_finding(0)
        else:
            self.say("There is no other article that way.")

    def action_next_pane(self) -> None:
        """Give the focus to the next pane; where there is room for one only, show it."""
        self.pane = (self.pane + 1) % len(PANES)
        for place, name in enumerate(PANES):
            self.screen.set_class(place == self.pane, f"-{name.lower()}")
        target = (Findings, Sections, GlossaryTable)[self.pane]
        self.query_one(target).focus()
        self.call_after_refresh(self.show)

    # Findings

    def action_fix(self) -> None:
        """Make the current finding's fix."""
        self.action_choose(1)

    def action_choose(self, number: int) -> None:
        """Make one of the current finding's fixes."""
        finding = self.finding
        if finding is None:
            self.say("There is no finding here.")
        elif not self.session.can_edit:
            self.say(self.session.problem)
        elif self.session.apply(finding, number - 1) is None:
            self.say(
                "This finding has no fix: edit the section with F2."
                if not finding.fixes
                else f"This finding has {len(finding.fixes)} choices."
            )
        else:
            self._after_change(finding.span.start)

    def action_ignore(self) -> None:
        """Take the current finding off the list."""
        if self.finding:
            self.session.ignore(self.finding)
            self.show()

    def action_explain(self) -> None:
        """Show the page of the current finding's rule."""
        if self.finding:
            rule = self.finding.rule
            self.push_screen(Page(f"{rule.code} {rule.name}", rules_by_key()[rule.code].doc))

    def _after_change(self, place: int) -> None:
        """Go on to the finding that stands where the hand was, or after it."""
        findings = self.session.findings
        self.index = next((n for n, item in enumerate(findings) if item.span.start >= place), len(findings) - 1)
        self.go_to_finding(max(0, self.index))

    # Text

    def action_edit(self) -> None:
        """Open the section in focus for editing, the caret at the current finding."""
        session, section = self.session, self.here
        if not session.can_edit:
            self.say(session.problem)
            return
        start = section.span.start
        if self.finding and section.span.covers(self.finding.span):
            start = self.finding.span.start
        line, column = session.article.place(start)
        first = session.article.place(section.span.start).line
        self.query_one(ArticleView).display = False
        self.query_one(SectionEditor).open(session.section_text(section), first, line - first, column - 1)

    @property
    def is_editing(self) -> bool:
        """Tell whether a section is open for editing."""
        return self.query_one(SectionEditor).has_class("-open")

    def action_leave(self) -> None:
        """Close the editor and check the section again; or leave a field for the findings."""
        if self.is_editing:
            section = self.here
            text = self.query_one(SectionEditor).close()
            self.query_one(ArticleView).display = True
            if self.session.edit_section(section, text):
                self._after_change(section.span.start)
            self.query_one(Findings).focus()
        elif self.focused is not None and not isinstance(self.focused, Findings):
            self.query_one(Findings).focus()
            self.show()

    def action_undo(self) -> None:
        """Take the last step back."""
        self._travel(self.session.undo(), "undone")

    def action_redo(self) -> None:
        """Do it again."""
        self._travel(self.session.redo(), "done again")

    def _travel(self, step: object, how: str) -> None:
        from review_tui.review.history import Step

        if not isinstance(step, Step):
            self.say("There is nothing to take back." if how == "undone" else "There is nothing to do again.")
            return
        if step.glossary is not None:
            self.keep_glossary(self.session.glossary)
        self._after_change(step.place)
        self.say(f"{step.label}: {how}")

    def keep_glossary(self, glossary: object) -> None:
        """Write the glossary to its files."""
        raise NotImplementedError

    def action_preview(self) -> None:
        """Show the section as a reader of the site gets it."""
        from review_tui.review.preview import as_read

        self.push_screen(Page("What a reader sees", as_read(self.session.article, Span(*self.here.span))))

    def action_help(self) -> None:
        """Show all keys."""
        self.push_screen(Page("Keys", help_text()))

    # The disk

    def action_save(self) -> None:
        """Save the article."""
        self.action_leave()
        if not self.session.is_dirty:
            self.say("There is nothing to save.")
        elif self.save(self.session):
            self.show()

    def save(self, session: Session, *, overwrite: bool = False) -> bool:
        """Write an article and say how it went; ask where another program changed the file."""
        try:
            session.save(overwrite=overwrite)
        except Changed:
            self._ask_about_change()
            return False
        except FileProblem as problem:
            self.say(f"{problem}. Your changes are still here.", bad=True)
            return False
        self.say(f"{session.path.name} saved")
        return True

    @work
    async def _ask_about_change(self) -> None:
        answer = await self.push_screen_wait(
            Question(
                f"{self.session.path.name} was changed by another program since it was read.",
                [
                    ("r", "reload", "read it again; your changes here are lost"),
                    ("o", "overwrite", "write yours over theirs"),
                ],
            )
        )
        if answer == "reload":
            self.session.reload()
        elif answer == "overwrite":
            self.save(self.session, overwrite=True)
        self.show()

    async def action_quit(self) -> None:
        """Quit; ask first when something is unsaved."""
        self._quit()

    @work
    async def _quit(self) -> None:
        if len(self.screen_stack) == 1:
            self.action_leave()
        dirty = self.queue.dirty
        if dirty:
            answer = await self.push_screen_wait(
                Question(
                    f"{len(dirty)} article{'s' if len(dirty) > 1 else ''} with unsaved changes.",
                    [("s", "save", "save and quit"), ("d", "discard", "quit without saving")],
                )
            )
            if not answer or (answer == "save" and False in {self.save(session) for session in dirty}):
                return
        self.exit(0)

    def say(self, message: str, *, bad: bool = False) -> None:
        """Show a message that takes no focus."""
        self.screen_stack[0].query_one(MessageLine).say(message, bad=bad)
