"""Fixing many findings in one step: all that are like one, or all that have a safe fix."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from review_tui.article.shifting import moved
from review_tui.lint.discovery.discovery import Found
from review_tui.text.count import count
from review_tui.tui.commands.awaiting import has_to_wait, once_changed
from review_tui.tui.commands.findings import say_none

if TYPE_CHECKING:
    from review_tui.review.alike import Model, Occurrence, SafeModel
    from review_tui.review.desk import Desk
    from review_tui.tui.screens.alike import Alike
    from review_tui.tui.screens.review import ReviewScreen


async def fix_alike(screen: "ReviewScreen") -> None:
    """Fix all findings like this one, in the article or in the whole queue."""
    from review_tui.review import alike
    from review_tui.tui.screens.alike import Alike

    finding, session, desk = screen.at.finding, screen.at.session, screen.desk
    if finding is not None and has_to_wait(screen, finding):
        finding = await once_changed(screen, finding)
        if finding is None:
            return
    if finding is None or not finding.fixes or not session.can_edit:
        say_none(screen, "finding with a fix")
        return
    models = [alike.model_of(finding, session.article.text, choice) for choice in range(len(finding.fixes))]
    here = [alike.occurrences(screen.at.article, session.analysis, session.accepted, model) for model in models]
    offers = [fix.label for fix in finding.fixes]
    look = partial(_occurrences_in, desk, models)
    await _fix(screen, Alike(offers, here, others_with(screen, models[0]), look), finding.span.start)


async def fix_safe(screen: "ReviewScreen") -> None:
    """Make all safe fixes, in the article or in the whole queue."""
    from review_tui.review import alike
    from review_tui.tui.screens.alike import SafeFixes

    session, desk, model = screen.at.session, screen.desk, alike.SafeModel()
    if screen.look.is_awaited():
        return
    here = alike.occurrences(screen.at.article, session.analysis, session.accepted, model) if session.can_edit else []
    others = others_with(screen, model)
    if not here and not others:
        screen.say("There is no safe fix to make.")
        return
    dialog = SafeFixes(["safe"], [here], others, partial(_occurrences_in, desk, [model]))
    dialog.is_wide = not here
    await _fix(screen, dialog, screen.at.place)


async def _fix(screen: "ReviewScreen", dialog: "Alike", place: int) -> None:
    """Fix what is ticked in a dialog, and go on in the article in focus from an offset of it."""
    from review_tui.review import alike
    from review_tui.tui.screens.progress import turns, watched

    session, desk = screen.at.session, screen.desk
    chosen = await screen.app.push_screen_wait(dialog)
    if not chosen:
        return
    outcome, articles = alike.FixCount(), len({each.found.path for each in chosen})
    steps, before = turns(alike.fixing(desk, chosen, outcome)), session.article.text
    is_whole = await watched(screen.app, f"Fixing {count(len(chosen), 'finding')}", articles, steps)
    screen.after_change(moved(place, before, session.article.text))
    rest = f"; {outcome.left:,} left, as they touch others or their text changed" if outcome.left else ""
    rest += "" if is_whole else "; stopped before the end"
    where = f" in {articles:,} articles" if articles > 1 else ""
    save = f" {screen.key_for('save_all')} saves them all." if articles > 1 else ""
    screen.say(f"{outcome.made:,} fixed{where}{rest}. {screen.key_for('undo')} takes it back.{save}")


async def _occurrences_in(
    desk: "Desk", models: "Sequence[Model | SafeModel]", few: Sequence[Found], choice: int
) -> "list[Occurrence]":
    """Return the findings in some articles that are like the model with the number `choice` (from 0).

    Files are read in a thread, and articles checked in one; only here, between the two, is the desk asked for anything.
    """
    from review_tui.review import alike

    jobs = {found.path: desk.reading(found) for found in few if desk.sessions.get(found.path) is None}
    read = await asyncio.to_thread(lambda: {path: job() for path, job in jobs.items()})
    sheets = [alike.sheet_of(desk, found, read.get(found.path)) for found in few]
    known = [sheet for sheet in sheets if sheet is not None]
    return await asyncio.to_thread(
        lambda: [each for sheet in known for each in alike.occurrences_on(sheet, models[choice])]
    )


def others_with(screen: "ReviewScreen", model: "Model | SafeModel") -> list[Found]:
    """Return the other articles that may hold findings like a model's, as far as is known without opening them."""
    from review_tui.review.alike import articles_with

    queue, at = screen.queue, screen.at
    others = articles_with(model, queue, screen.desk.sessions.all) if queue is not None else at.articles
    return [found for found in others if found.path != at.article.path]
