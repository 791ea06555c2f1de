"""Esc: leaving the editor, a field or the form, and going back to the findings."""

from typing import TYPE_CHECKING

from textual.widgets import Input

from review_tui.tui.widgets.message_line import MessageLine
from review_tui.tui.widgets.status_choice import StatusChoice

if TYPE_CHECKING:
    from review_tui.tui.screens.review import ReviewScreen


def leave(screen: "ReviewScreen") -> None:
    """Leave the editor or the field, and go back to the findings; a second time, take the glossary's filter away."""
    if _has_left_field(screen):
        return
    if screen.editing.leave():
        screen.board.findings.focus()
    else:
        go_home(screen)


def leave_form(screen: "ReviewScreen") -> None:
    """Go back from the form to where it was opened, or else to the findings."""
    if not _has_left_field(screen):
        go_home(screen)


def go_home(screen: "ReviewScreen") -> None:
    """Go back to the findings; a second time, take away filter and message."""
    if screen.board.findings.has_focus:
        screen.glossary.filter.value = ""
        screen.query_one(MessageLine).clear()
    screen.glossary.close_form()
    screen.board.bring("Article")
    screen.set_focus(screen.board.findings)  # at once: the glossary follows the finding again
    screen.glossary.load(screen.queue)


def _has_left_field(screen: "ReviewScreen") -> bool:
    """Go back from a field to the editor as it was left, or from the form to the term; tell whether it is so."""
    if not isinstance(screen.focused, Input | StatusChoice):
        return False
    if not screen.is_typing:
        return screen.glossary.form.has_focus_within and screen.glossary.leave_form()
    screen.glossary.close_form()
    screen.board.bring("Article")
    screen.board.editor.focus()
    return True
