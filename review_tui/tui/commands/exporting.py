"""Letting the glossary go out as a file: to a spreadsheet, a translation engine or another tool."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from review_tui.files.atomic import Changed, write
from review_tui.files.outlet import is_ordinary
from review_tui.files.stamp import ABSENT, FileProblem
from review_tui.glossary.exchange.exporting import GOALS, Goal, exported, harm_of
from review_tui.glossary.exchange.model import Exported, FormatError
from review_tui.review.home import home_of
from review_tui.review.notice import Notice
from review_tui.review.terms.glossary_files import GlossaryFiles
from review_tui.tui.background.work import outcome

if TYPE_CHECKING:
    from review_tui.tui.screens.desk_screen import DeskScreen

_TITLE = "Export the glossary"
_KEYS = "123456789abcdefgh"
_TOLD = 2  # lines about what a format cannot hold: there is no room for more


async def export_glossary(screen: "DeskScreen") -> None:
    """Export the glossary to a file, for a spreadsheet, a translation engine or another tool."""
    from review_tui.tui.screens.word import Word

    goal, project, folder = await _goal(screen), screen.desk.project, Path(screen.at.article.folder)
    if goal is None:
        return
    terms = await outcome(
        lambda: screen.desk.shelf.terms(folder), lambda: screen.say("Reading the glossary takes long: you may go on.")
    )
    first = project.display(home_of(folder, project.folder) / goal.file)
    asked = "Into which file?"
    while name := await screen.app.push_screen_wait(Word(_TITLE, asked, first)):
        first = name
        path = project.absolute(os.path.expanduser(name))  # noqa: PTH111  which raises nothing where there is no home
        try:
            made = await _written(screen, path, terms, goal)
        except FormatError as problem:
            screen.say(f"{problem}. Nothing was exported.", bad=True)
            return
        except FileProblem as problem:
            asked = f"{project.display(problem.path)}: {problem.message}. Into which other file?"
            continue
        if made is not None:
            whom = goal.what.partition(":")[0]
            told = f"The glossary is in {project.display(path)} now, for {whom}."
            screen.tell([Notice(told), *(Notice(f"Not in it: {line}.") for line in made.dropped[:_TOLD])])
            return
        asked = "Into which other file?"


async def _goal(screen: "DeskScreen") -> Goal | None:
    """Ask what the file is for."""
    from review_tui.tui.screens.question import Choice, Question

    keyed = dict(zip(_KEYS, GOALS, strict=False))
    choices = [Choice(key, key, goal.what) for key, goal in keyed.items()]
    answer = await screen.app.push_screen_wait(Question(_TITLE, "What for?", choices))
    return keyed[answer] if answer else None


async def _written(screen: "DeskScreen", path: Path, terms: GlossaryFiles, goal: Goal) -> Exported | None:
    """Write the glossary to a file; return None where one lies there that is to stay. Raise what `_write` raises."""
    from review_tui.tui.screens.question import Choice, Question

    writing = screen.review_app.writing
    try:
        return await writing.other(path, lambda: _write(path, terms, goal, overwrite=False))
    except Changed:
        text = f"{screen.desk.project.display(path)} is there already."
        another = Choice("n", "name", "name another file")
        choices = (another, Choice("o", "overwrite", "write the glossary over it"))
        if await screen.app.push_screen_wait(Question(_TITLE, text, choices)) != "overwrite":
            return None
        return await writing.other(path, lambda: _write(path, terms, goal, overwrite=True))


def _write(path: Path, terms: GlossaryFiles, goal: Goal, *, overwrite: bool) -> Exported:
    """Write a glossary to a file in the format of a goal, and return what was made.

    Raises FormatError where the format cannot hold it, Changed where a file lies there and must stay, and FileProblem
    where it cannot be written or would do harm.
    """
    harm = harm_of(path, terms.paths)
    if harm or not is_ordinary(path):
        raise FileProblem(path, f"it {harm or 'is no ordinary file'}")
    made = exported(terms.with_rows(), goal.format, spreadsheet_safe=goal.spreadsheet_safe)
    write(path, made.data, None if overwrite else ABSENT)
    return made
