"""Editing one section in place of the article: opening, taking over what is typed, and leaving."""

from typing import NamedTuple

from textual import on
from textual.timer import Timer
from textual.widgets import Input, TextArea

from review_tui.article import Edit, Span
from review_tui.article.sections import Section
from review_tui.review.article.carrying import standing_in
from review_tui.review.article.shifting import moved_by
from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.review.history import Step
from review_tui.tui.action import Action
from review_tui.tui.commands import text
from review_tui.tui.screens.paneboard import PaneBoard
from review_tui.tui.widgets.articleview import ArticleView
from review_tui.tui.widgets.entryform import Blank
from review_tui.tui.widgets.findinglist import FindingList
from review_tui.tui.widgets.sectioneditor import SectionEditor
from review_tui.tui.widgets.statuschoice import StatusChoice

PAUSE = 0.25  # seconds without a key after which what is typed is taken over and looked at


class _Visit(NamedTuple):
    """The editor as undo left it: where hand and caret were, and between which steps of the history."""

    path: str
    key: str  # of the finding, empty where there was none
    place: int
    caret: int
    done: int  # steps
    undone: Step | None


class Editing(PaneBoard):
    """The panes, with an editor for the section in focus."""

    def __init__(self, desk: Desk, at: Focus, actions: tuple[Action, ...]) -> None:
        super().__init__(desk, at, actions)
        self._edited = Span(0, 0)  # the stretch of the article that is in the editor
        self._edited_in = ""  # and the path of that article
        self._pause: Timer | None = None  # until what is typed is taken over
        self._done = 0  # steps of the history when the editor was opened
        self._undone: Step | None = None  # the one that could be done again then
        self._left: _Visit | None = None  # by undo

    @property
    def place(self) -> int:
        """Return the place of the caret while one edits, else that of the hand; what is typed is taken over before."""
        editor = self.query_one(SectionEditor)
        if not editor.is_open:
            return super().place
        lines = self.at.session.article.lines
        line, column = editor.cursor_location
        start, end = lines.span(lines.index_at(self._edited.start) + line)
        return min(start + column, end)

    def open_editor(self) -> None:
        """Open the section in focus for editing, the caret at the current finding."""
        section = self.at.section
        self._edited, self._edited_in = section.span, self.at.article.path
        place = self.at.place if section.span.start <= self.at.place <= section.span.end else section.span.start
        lines = self.at.session.article.lines
        top = lines.index_at(section.span.start)
        line, column = self.at.session.article.place(place)
        self._done, self._undone, self._left = len(self.desk.history.done), self._to_do_again, None
        self.query_one(ArticleView).display = False
        self.bring("Article")
        shown = self.at.session.shown(section.span)
        self.query_one(SectionEditor).open(shown, top + 1, line - 1 - top, column - 1)
        self.mark_editor()

    def reopen_editor(self, place: int) -> None:
        """Put the section into the editor again, after something else than typing changed it."""
        self._fill_editor(self._section_edited_at(place).span, place)

    def _fill_editor(self, span: Span, place: int) -> None:
        """Put a stretch of the article into the editor, and the caret at a place in it."""
        self._edited, self._edited_in = span, self.at.article.path
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
        self._stay_in_editor()

    def after_change(self, place: int, caret: int | None = None) -> None:
        """Show what a change came to; the hand goes to no section but the one that the editor has, if it is open."""
        super().after_change(place, caret)
        self._stay_in_editor()

    def _stay_in_editor(self) -> None:
        edited = self._edited
        if self.is_typing and not edited.start <= self.at.place < max(edited.end, edited.start + 1):
            self.at.go_to(max(edited.start, min(self.place, edited.end - 1)))
            self.show()

    def _section_edited_at(self, place: int) -> Section:
        """Return the section to edit a place in: the end of the one in the editor belongs to that one."""
        analysis = self.at.session.analysis
        section = analysis.section_at(place)
        before = analysis.sections[max(0, section.number - 1)]
        if self._edited_in != self.at.article.path:
            return section
        return before if before.span.start <= self._edited.start < section.span.start == place else section

    @property
    def is_typing(self) -> bool:
        """Tell whether the section in focus is open for editing."""
        return self.query_one(SectionEditor).is_open

    def commit_editor(self) -> None:
        """Take over what was typed so far, where something is being edited."""
        editor = next(iter(self.query(SectionEditor)), None)  # the panes may not be there yet, or no longer
        if editor is None or not editor.is_open:
            return
        session = self.at.session
        for number, shown in enumerate(editor.take_steps()):
            edit = self.desk.type(session, self._edited, shown, goes_on=number == 0)
            if edit is not None:
                self._move_along(edit)

    def _move_along(self, edit: Edit) -> None:
        """Let the stretch in the editor grow with what was typed, and the place of the hand in it move."""
        before, place = self._edited, moved_by(self.at.place, edit)
        self._edited = Span(before.start, before.end + edit.growth)
        if before.start <= self.at.place <= max(before.start, before.end - 1):  # at the end, another section begins
            place = max(before.start, min(place, self._edited.end - 1))
        self.at.place = place

    def leave_editor(self) -> bool:
        """Close the editor, if it is open, and look at the section again; tell whether it was."""
        editor = self.query_one(SectionEditor)
        if not editor.is_open:
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
        editor = self.query_one(SectionEditor)
        if not editor.is_open or not isinstance(self.focused, Input | StatusChoice):
            return False
        self.close_form()
        self.bring("Article")
        editor.focus()
        return True

    def mark_editor(self) -> None:
        """Mark the findings of the section in the editor."""
        session = self.at.session
        findings = standing_in(session.findings, self._edited)
        self.query_one(SectionEditor).mark(self._edited, session.article.lines, findings)

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

    # Back and forth

    @property
    def _to_do_again(self) -> Step | None:
        return next(reversed(self.desk.history.undone), None)

    def crosses(self, *, back: bool) -> bool:
        """Leave the editor before a step that was made neither in it nor in its text, and come back in the same way."""
        return self._leaves_before(back=back) if self.is_typing else not back and self._comes_back()

    def _leaves_before(self, *, back: bool) -> bool:
        history, session = self.desk.history, self.at.session
        if back:
            step = history.done[-1].reversed if history.done else None
            is_own = len(history.done) > self._done
        else:
            step = self._to_do_again
            is_own = step is not self._undone
        if step is None or is_own or self._growth(step) is not None:
            return False
        finding = self.at.finding
        key = session.key(finding) if finding is not None else ""
        visit = _Visit(session.name, key, self.at.place, self.place, len(history.done), self._to_do_again)
        self.leave_editor()
        self._left = visit if back else None
        article = self.desk.at(step.path).article
        line = article.place(min(step.place, len(article.text))).line
        where = f"line {line}" + ("" if step.path == session.name else f" of {step.path}")
        what = "Ctrl+z undoes what was done before" if back else "Ctrl+y does again what was undone before"
        self.say(f"The editor is left. {what}: {step.label}, {where}.")
        return True

    def _comes_back(self) -> bool:
        """Open the editor as undo left it, where nothing else was done since; tell whether that is so."""
        left, session = self._left, self.at.session
        if left is None or left.path != session.name or not session.can_edit or session.is_unseen:
            return False
        if left.done != len(self.desk.history.done) or left.undone is not self._to_do_again:
            return False
        self.at.go_to(min(left.place, len(session.article.text)))
        self.at.go_to_key(left.key)
        self.open_editor()
        self._fill_editor(self._edited, left.caret)
        self.show()
        self.say("You are back in the editor.")
        return True

    def after_step(self, step: Step, place: int, before: str) -> None:
        """Show what a step came to; one that was made elsewhere while the editor was open leaves it where it is."""
        growth = self._growth(step) if self.is_typing else None
        self._done = min(self._done, len(self.desk.history.done))
        if growth is not None:
            edited = Span(self._edited.start, self._edited.end + growth)
            self.at.settle(step.place)
            self._fill_editor(edited, step.end)
            self._stay_in_editor()
            self.show()
        elif self.is_typing:
            self.after_others(place, before)
        else:
            super().after_step(step, place, before)

    def _growth(self, step: Step) -> int | None:
        """Return by how much a step lets the stretch in the editor grow; None where it is a step elsewhere, too."""
        edits = [edit for change in step.texts if change.path == self._edited_in for edit in change.edits]
        is_elsewhere = step.glossary is not None or step.decisions is not None or len(step.texts) != 1
        if is_elsewhere or not edits or not all(self._edited.covers(edit.span) for edit in edits):
            return None
        return sum(edit.growth for edit in edits)

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
