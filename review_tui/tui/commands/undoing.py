"""Undoing steps of whatever kind, and doing them again."""

from collections.abc import Coroutine
from typing import TYPE_CHECKING

from review_tui.files.stamp import FileProblem
from review_tui.review.desk import StaleStepError
from review_tui.review.history import GlossaryChange, Step
from review_tui.review.notice import Notice
from review_tui.tui.keys.action import ActionPlace

if TYPE_CHECKING:
    from review_tui.tui.screens.desk_screen import DeskScreen


def undo(screen: "DeskScreen") -> Coroutine[object, object, None] | None:
    """Undo the last step, of whatever kind."""
    return _travel(screen, back=True)


def redo(screen: "DeskScreen") -> Coroutine[object, object, None] | None:
    """Do again what was undone."""
    return _travel(screen, back=False)


def _travel(screen: "DeskScreen", *, back: bool) -> Coroutine[object, object, None] | None:
    """Take a step back, or forward again; return what is to be awaited where that takes long."""
    if screen.crosses(back=back):
        return None
    changing, history = screen.review_app.changing, screen.desk.history
    if changing.names and not screen.is_typing:  # it would be the step before that
        screen.say("The glossary is still being changed: press it again when that is done.")
        return None
    step = next(reversed(history.done if back else history.undone), None)
    if step is not None and step.glossary is not None:
        return _with_glossary(screen, step, step.glossary, back=back)
    _take_step(screen, back=back)
    return None


async def _with_glossary(screen: "DeskScreen", step: Step, change: GlossaryChange, *, back: bool) -> None:
    """Take a step with which another glossary counts, once all that articles are held against is worked out again."""
    changing, history = screen.review_app.changing, screen.desk.history
    await changing.prepare(change.files, change.before if back else change.after)
    if next(reversed(history.done if back else history.undone), None) is step:
        _take_step(screen, back=back)
    else:
        done = "undone" if back else "done again"
        screen.say(f"You went on before the glossary was changed, so nothing was {done}.")


def _take_step(screen: "DeskScreen", *, back: bool) -> None:
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
