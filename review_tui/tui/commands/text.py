"""Editing, undoing, copying."""

from typing import TYPE_CHECKING

from review_tui.files.stamp import FileProblem
from review_tui.review.desk import StaleStepError
from review_tui.review.notice import Notice
from review_tui.text.cells import clip
from review_tui.text.visible import visible
from review_tui.tui.action import ActionPlace
from review_tui.tui.clipboard import for_clipboard

if TYPE_CHECKING:
    from review_tui.tui.screens.desk_screen import DeskScreen
    from review_tui.tui.screens.review import ReviewScreen


def edit(screen: "ReviewScreen") -> None:
    """Edit the section in place."""
    session = screen.at.session
    if not session.can_edit:
        screen.say(session.problem, bad=True)
    elif not screen.look.is_awaited():
        screen.editing.open()


def undo(screen: "DeskScreen") -> None:
    """Undo the last step, of whatever kind."""
    _travel(screen, back=True)


def redo(screen: "DeskScreen") -> None:
    """Do again what was undone."""
    _travel(screen, back=False)


def _travel(screen: "DeskScreen", *, back: bool) -> None:
    if screen.crosses(back=back):
        return
    if screen.review_app.changing.names and not screen.is_typing:  # it would be the step before that
        screen.say("The glossary is still being changed: press it again when that is done.")
        return
    place, before = screen.place, screen.at.session.article.text
    try:
        travelled = screen.desk.undo() if back else screen.desk.redo()
    except StaleStepError as problem:
        screen.say(f"{problem}, so this cannot be taken back.", bad=True)
        return
    except FileProblem as problem:
        screen.say(str(problem), bad=True)
        return
    if travelled is None:
        screen.say("There is nothing to undo." if back else "There is nothing to do again.")
        return
    step, notices = travelled
    is_here = step.path == screen.at.article.path and screen.PLACE is ActionPlace.REVIEW
    screen.after_step(step.reversed if back else step, place, before)
    articles = len({change.path for change in step.texts})
    where = f" in {articles} articles" if articles > 1 else "" if is_here else f" in {step.path}"
    screen.tell([Notice(f"{'Undone' if back else 'Done again'}: {step.label}{where}"), *notices])


def targets(screen: "ReviewScreen") -> None:
    """Show or hide where links lead."""
    article = screen.board.article
    article.shows_targets = not article.shows_targets
    screen.show()


def select_all(screen: "ReviewScreen") -> None:
    """Select all of the section, in the editor or in the article."""
    if screen.is_typing:
        screen.board.editor.select_all()
    else:
        screen.board.article.select(screen.at.section.span)


def copy(screen: "DeskScreen") -> None:
    """Copy what is selected, or the words under the cursor, to the terminal's clipboard."""
    words = screen.words_to_copy()
    if not words:
        screen.say("Nothing is selected: drag the mouse over words, or put the cursor on a finding or a term.")
        return
    screen.app.copy_to_clipboard(words)
    copied = for_clipboard(words)
    shown = clip(visible(" ".join(copied.split())), 40)
    screen.say(f"Copied: {shown}" + ("" if len(copied) >= len(words) - 1 else f" ({len(copied):,} characters)"))
