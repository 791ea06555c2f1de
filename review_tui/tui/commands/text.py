"""Editing, undoing, saving."""

from typing import TYPE_CHECKING

from review_tui.files.atomic import Changed
from review_tui.files.stamp import FileProblem
from review_tui.review.desk import StaleStepError
from review_tui.review.session import Session

if TYPE_CHECKING:
    from review_tui.tui.screens.desktop import Desktop
    from review_tui.tui.screens.review import ReviewScreen


def edit(screen: "ReviewScreen") -> None:
    """Edit the section in place."""
    session = screen.at.session
    if session.can_edit:
        screen.open_editor()
    else:
        screen.say(session.problem, bad=True)


def leave(screen: "ReviewScreen") -> None:
    """Leave the editor or the field, and go back to the findings."""
    if not screen.leave_editor():
        screen.go_home()


def undo(screen: "Desktop") -> None:
    """Undo the last step, of whatever kind."""
    _travel(screen, back=True)


def redo(screen: "Desktop") -> None:
    """Do again what was undone."""
    _travel(screen, back=False)


def _travel(screen: "Desktop", *, back: bool) -> None:
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
    if step.path != screen.at.article.path:
        article = next((article for article in screen.at.articles if article.path == step.path), None)
        if article is not None:
            screen.at.go_to_article(article)
    screen.after_change(step.place)
    screen.say(f"{'Undone' if back else 'Done again'}: {step.label}")
    screen.tell(notices)


def targets(screen: "ReviewScreen") -> None:
    """Show or hide where links lead."""
    screen.toggle_targets()


async def save(screen: "ReviewScreen") -> None:
    """Save the article."""
    screen.commit_editor()
    session = screen.at.session
    if not session.is_dirty and not screen.desk.unsaved_terms:
        screen.say("There is nothing to save.")
        return
    if await save_session(screen, session):
        screen.say(f"{session.file.name} is saved.")
    screen.show()


async def save_all(screen: "Desktop") -> None:
    """Save every article that is unsaved."""
    screen.commit_editor()
    dirty = screen.desk.dirty
    saved = [session for session in dirty if await save_session(screen, session)]
    screen.show()
    if dirty:
        screen.say(f"{len(saved)} of {len(dirty)} articles saved." if len(dirty) > 1 else f"{dirty[0].name} is saved.")
    else:
        screen.say("There is nothing to save.")


async def save_session(screen: "Desktop", session: Session) -> bool:
    """Save an article; ask where another program changed the file. Tell whether it is saved."""
    try:
        screen.tell(screen.desk.save(session))
    except Changed:
        return await _ask_about_change(screen, session)
    except FileProblem as problem:
        screen.say(f"{problem}. Your changes are still here.", bad=True)
        return False
    return True


async def _ask_about_change(screen: "Desktop", session: Session) -> bool:
    from review_tui.tui.screens.question import Choice, Question

    question = Question(
        "Changed by another program",
        f"{session.name} is no longer what was read, and you have changes of your own.",
        (
            Choice("r", "reload", "read it again; your changes are lost"),
            Choice("o", "overwrite", "write yours over theirs"),
        ),
    )
    answer = await screen.app.push_screen_wait(question)
    if answer == "reload":
        screen.desk.reload(session)
        screen.at.settle()
        return False
    if answer != "overwrite":
        return False
    try:
        screen.tell(screen.desk.save(session, overwrite=True))
    except FileProblem as problem:
        screen.say(f"{problem}. Your changes are still here.", bad=True)
        return False
    return True
