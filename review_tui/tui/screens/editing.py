"""Editing one section in place of the article: opening, taking over what is typed, and leaving."""

from textual import on
from textual.timer import Timer
from textual.widgets import Input, TextArea

from review_tui.article import Edit, Span
from review_tui.article.sections import Section
from review_tui.review.article.carrying import standing_in
from review_tui.review.article.shifting import moved_by
from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.tui.action import Action
from review_tui.tui.commands import text
from review_tui.tui.screens.paneboard import PaneBoard
from review_tui.tui.widgets.articleview import ArticleView
from review_tui.tui.widgets.entryform import Blank
from review_tui.tui.widgets.findinglist import FindingList
from review_tui.tui.widgets.sectioneditor import SectionEditor
from review_tui.tui.widgets.statuschoice import StatusChoice

PAUSE = 0.25  # seconds without a key after which what is typed is taken over and looked at


class Editing(PaneBoard):
    """The panes, with an editor for the section in focus."""

    def __init__(self, desk: Desk, at: Focus, actions: tuple[Action, ...]) -> None:
        super().__init__(desk, at, actions)
        self.edited = Span(0, 0)  # the stretch of the article that is in the editor
        self.edited_in = ""  # and the path of that article
        self._pause: Timer | None = None  # until what is typed is taken over

    @property
    def place(self) -> int:
        """Return the place of the caret while one edits, else that of the hand; what is typed is taken over before."""
        editor = self.editor
        if editor is None:
            return super().place
        lines = self.at.session.article.lines
        line, column = editor.cursor_location
        start, end = lines.span(lines.index_at(self.edited.start) + line)
        return min(start + column, end)

    @property
    def editor(self) -> SectionEditor | None:
        """Return the editor while a section is open in it; before the panes are there, and after, none is."""
        editor = next(iter(self.query(SectionEditor)), None)
        return editor if editor is not None and editor.is_open else None

    def open_editor(self) -> None:
        """Open the section in focus for editing, the caret at the current finding."""
        section = self.at.section
        self.edited, self.edited_in = section.span, self.at.article.path
        place = self.at.place if section.span.start <= self.at.place <= section.span.end else section.span.start
        lines = self.at.session.article.lines
        top = lines.index_at(section.span.start)
        line, column = self.at.session.article.place(place)
        self.query_one(ArticleView).display = False
        self.bring("Article")
        shown = self.at.session.shown(section.span)
        self.query_one(SectionEditor).open(shown, top + 1, line - 1 - top, column - 1)
        self.mark_editor()

    def reopen_editor(self, place: int) -> None:
        """Put the section into the editor again, after something else than typing changed it."""
        self.fill_editor(self._section_edited_at(place).span, place)

    def fill_editor(self, span: Span, place: int) -> None:
        """Put a stretch of the article into the editor, and the caret at a place in it."""
        self.edited, self.edited_in = span, self.at.article.path
        lines = self.at.session.article.lines
        top = lines.index_at(span.start)
        line, column = self.at.session.article.place(max(span.start, min(place, span.end)))
        editor = self.query_one(SectionEditor)
        editor.line_number_start = top + 1
        editor.replace_text(self.at.session.shown(span), line - 1 - top, column - 1)
        self.mark_editor()

    def after_others(self, place: int, before: str) -> None:
        """Show what others made of the article; the hand is in the section that the editor has then, if it is open."""
        super().after_others(place, before)
        self.stay_in_editor()

    def after_change(self, place: int, caret: int | None = None) -> None:
        """Show what a change came to; the hand goes to no section but the one that the editor has, if it is open."""
        super().after_change(place, caret)
        self.stay_in_editor()

    def stay_in_editor(self) -> None:
        """Bring the hand back into what the editor has, if that is open."""
        edited = self.edited
        if self.is_typing and not edited.start <= self.at.place < max(edited.end, edited.start + 1):
            self.at.go_to(max(edited.start, min(self.place, edited.end - 1)))
            self.show()

    def _section_edited_at(self, place: int) -> Section:
        """Return the section to edit a place in: the end of the one in the editor belongs to that one."""
        analysis = self.at.session.analysis
        section = analysis.section_at(place)
        before = analysis.sections[max(0, section.number - 1)]
        if self.edited_in != self.at.article.path:
            return section
        return before if before.span.start <= self.edited.start < section.span.start == place else section

    @property
    def is_typing(self) -> bool:
        """Tell whether the section in focus is open for editing."""
        return self.editor is not None

    def commit_editor(self) -> None:
        """Take over what was typed so far, where something is being edited."""
        editor = self.editor
        if editor is None:
            return
        session = self.at.session
        for number, shown in enumerate(editor.take_steps()):
            edit = self.desk.type(session, self.edited, shown, goes_on=number == 0)
            if edit is not None:
                self._move_along(edit)

    def _move_along(self, edit: Edit) -> None:
        """Let the stretch in the editor grow with what was typed, and the place of the hand in it move."""
        before, place = self.edited, moved_by(self.at.place, edit)
        self.edited = Span(before.start, before.end + edit.growth)
        if before.start <= self.at.place <= max(before.start, before.end - 1):  # at the end, another section begins
            place = max(before.start, min(place, self.edited.end - 1))
        self.at.place = place

    def leave_editor(self) -> bool:
        """Close the editor, if it is open, and look at the section again; tell whether it was."""
        editor = self.editor
        if editor is None:
            return False
        self.commit_editor()
        editor.close()
        self.query_one(ArticleView).display = True
        if self.focused is editor:
            self.query_one(FindingList).focus()
        if not self.at.hold() and not self.at.session.is_unseen:
            self.at.go_to(self.at.place)
        self.show()
        return True

    def open_form(self, blank: Blank) -> None:
        """Open the form under the glossary."""
        self.commit_editor()
        super().open_form(blank)

    def leave_field(self) -> bool:
        """Go back from a field to the editor, if that is open, as it was left; tell whether it is."""
        editor = self.editor
        if editor is None or not isinstance(self.focused, Input | StatusChoice):
            return False
        self.glossary.close_form()
        self.bring("Article")
        editor.focus()
        return True

    def turn_editor(self, *, to_end: bool) -> bool:
        """Take the caret to the beginning or the end of the text in the editor; tell whether that has the focus."""
        editor = self.query_one(SectionEditor)
        if self.focused is editor:
            editor.move_cursor(editor.document.end if to_end else editor.document.start)
        return self.focused is editor

    def select_section(self) -> None:
        """Select all of the section in focus."""
        if self.is_typing:
            self.query_one(SectionEditor).select_all()
        else:
            self.query_one(ArticleView).select(self.at.section.span)

    def mark_editor(self) -> None:
        """Mark the findings of the section in the editor."""
        session = self.at.session
        findings = standing_in(session.findings, self.edited)
        self.query_one(SectionEditor).mark(self.edited, session.article.lines, findings)

    @on(TextArea.Changed, "#editor")
    def _typed(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._take_typing)

    def _take_typing(self) -> None:
        if self.app.is_running and self.is_typing:
            self.commit_editor()
            self.at.hold()
            self.show()

    @on(SectionEditor.UndoWanted)
    def _undo_wanted(self, event: SectionEditor.UndoWanted) -> None:
        self.commit_editor()
        (text.redo if event.redo else text.undo)(self)

    def do(self, name: str, *arguments: int) -> None:
        """Carry out an action of the table, on the text with what was typed so far."""
        self.commit_editor()
        self.at.hold()
        super().do(name, *arguments)

    def action_do(self, name: str, *arguments: int) -> None:
        """Carry out an action of the table; say so where it is none to be carried out from the editor."""
        if self.is_possible(name):
            super().action_do(name, *arguments)
        else:
            self.say("Esc leaves the editor first: this key does nothing while you edit.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let through what the editor makes nothing of: it is told that it does nothing there."""
        return isinstance(self.focused, SectionEditor) or super().check_action(action, parameters)

    def is_possible(self, name: str) -> bool:
        """Leave to the editor, and to a field that is no text, what is typed in it."""
        is_typed_in = isinstance(self.focused, SectionEditor | StatusChoice)
        return super().is_possible(name) and (self.by_name[name].typing or not is_typed_in)
