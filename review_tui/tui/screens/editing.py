"""Editing one section in place of the article: opening the editor, leaving it, and undo that crosses its border."""

from textual import on
from textual.timer import Timer
from textual.widgets import Input, TextArea

from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.review.history import Step
from review_tui.tui.action import Action
from review_tui.tui.commands import undoing
from review_tui.tui.editedsection import EditedSection
from review_tui.tui.editorvisit import EditorVisit
from review_tui.tui.screens.paneboard import PaneBoard
from review_tui.tui.widgets.articleview import ArticleView
from review_tui.tui.widgets.entryform import Blank
from review_tui.tui.widgets.findinglist import FindingList
from review_tui.tui.widgets.sectioneditor import SectionEditor
from review_tui.tui.widgets.statuschoice import StatusChoice

PAUSE = 0.25  # seconds without a key after which what is typed is taken over and looked at


class Editing(PaneBoard):
    """The panes, while the text of a section may be open in one of them."""

    def __init__(self, desk: Desk, at: Focus, actions: tuple[Action, ...]) -> None:
        super().__init__(desk, at, actions)
        self.edited = EditedSection(desk, at, self.editor)
        self._visit = EditorVisit(desk, at, self.edited)
        self._pause: Timer | None = None  # until what is typed is taken over

    @property
    def place(self) -> int:
        """Return the place of the caret while one edits, else that of the hand; what is typed is taken over before."""
        return self.edited.place if self.is_typing else super().place

    @property
    def is_typing(self) -> bool:
        """Tell whether the section in focus is open for editing."""
        return self.edited.is_open

    def open_editor(self) -> None:
        """Open the section in focus for editing, the caret at the current finding."""
        self._visit.begin()
        self.query_one(ArticleView).display = False
        self.bring("Article")
        self.edited.open()

    def leave_editor(self) -> bool:
        """Close the editor, if it is open, and look at the section again; tell whether it was."""
        if not self.is_typing:
            return False
        self.edited.close()
        self.query_one(ArticleView).display = True
        if self.focused is self.editor:
            self.query_one(FindingList).focus()
        if not self.at.hold() and not self.at.session.is_unseen:
            self.at.go_to(self.at.place)
        self.show()
        return True

    def commit_editor(self) -> None:
        """Take over what was typed so far, where something is being edited."""
        self.edited.take_in()

    # What others than the keys in the editor change

    def after_others(self, place: int, before: str) -> None:
        """Show what others made of the article; the hand is in the section that the editor has then, if it is open."""
        super().after_others(place, before)
        self._stay_in_editor()

    def after_change(self, place: int, caret: int | None = None) -> None:
        """Show what a change came to; the hand goes to no section but the one that the editor has, if it is open."""
        super().after_change(place, caret)
        self._stay_in_editor()

    def after_step(self, step: Step, place: int, before: str) -> None:
        """Show what a step came to; one that was made elsewhere while the editor was open leaves it where it is."""
        self._visit.lose_undone()
        if self.edited.follow(step):
            self.edited.keep_hand()
            self.show()
        elif self.is_typing:
            self.after_others(place, before)
        else:
            super().after_step(step, place, before)

    def _stay_in_editor(self) -> None:
        if self.edited.keep_hand():
            self.show()

    def crosses(self, *, back: bool) -> bool:
        """Leave the editor before a step that was made neither in it nor in its text, and come back in the same way."""
        return self._leaves_before(back=back) if self.is_typing else not back and self._comes_back()

    def _leaves_before(self, *, back: bool) -> bool:
        step, here = self._visit.step_outside(back=back), self.at.session.name
        if step is None:
            return False
        self._visit.end(by_undo=back)
        self.leave_editor()
        article = self.desk.at(step.path).article
        line = article.place(min(step.place, len(article.text))).line
        where = f"line {line}" + ("" if step.path == here else f" of {step.path}")
        does = "undoes what was done before" if back else "does again what was undone before"
        self.say(f"The editor is left. {self.key_for('undo' if back else 'redo')} {does}: {step.label}, {where}.")
        return True

    def _comes_back(self) -> bool:
        """Open the editor as undo left it, where nothing else was done since; tell whether that is so."""
        caret = self._visit.resume()
        if caret is None:
            return False
        self.open_editor()
        self.edited.fill(self.edited.span, caret)
        self.show()
        self.say("You are back in the editor.")
        return True

    # Fields, keys and pauses

    def open_form(self, blank: Blank) -> None:
        """Open the form under the glossary."""
        self.commit_editor()
        super().open_form(blank)

    def leave_field(self) -> bool:
        """Go back from a field to the editor as it was left, or from the form to the term; tell whether it is so."""
        if not isinstance(self.focused, Input | StatusChoice):
            return False
        if not self.is_typing:
            return self.glossary.form.has_focus_within and self.glossary.leave_form()
        self.glossary.close_form()
        self.bring("Article")
        self.editor.focus()
        return True

    def turn_editor(self, *, to_end: bool) -> bool:
        """Take the caret to the beginning or the end of the text in the editor; tell whether that has the focus."""
        document = self.editor.document
        if self.focused is self.editor:
            self.editor.move_cursor(document.end if to_end else document.start)
        return self.focused is self.editor

    def select_section(self) -> None:
        """Select all of the section in focus."""
        if self.is_typing:
            self.editor.select_all()
        else:
            self.query_one(ArticleView).select(self.at.section.span)

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
        travelling = (undoing.redo if event.redo else undoing.undo)(self)
        if travelling is not None:
            self.run_worker(travelling, group="action")

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
            self.say(f"{self.key_for('leave')} leaves the editor first: this key does nothing while you edit.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let through what the editor makes nothing of: it is told that it does nothing there."""
        return isinstance(self.focused, SectionEditor) or super().check_action(action, parameters)

    def is_possible(self, name: str) -> bool:
        """Leave to the editor, and to a field that is no text, what is typed in it."""
        is_typed_in = isinstance(self.focused, SectionEditor | StatusChoice)
        return super().is_possible(name) and (self.by_name[name].typing or not is_typed_in)
