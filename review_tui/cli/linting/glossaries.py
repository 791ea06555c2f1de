"""Saying which glossary holds, and what is wrong with it."""

from collections.abc import Callable
from pathlib import Path

from review_tui.cli.messages import MOST_PROBLEMS, note, warn
from review_tui.glossary.problem import Problem
from review_tui.glossary.storage.location import FOLDER, GlossaryPlace, GlossarySource
from review_tui.lint.failure import Failure
from review_tui.lint.project import Project
from review_tui.lint.settings import problems_of


class Glossaries:
    """The glossaries that a run uses. Messages about one are printed once, before its first article is checked.

    `are_whole` tells whether every row of those that were met so far counts.
    """

    def __init__(self, project: Project) -> None:
        self.are_whole = True
        self._display = project.display
        self._sources: set[GlossarySource] = set()
        self._paths: set[tuple[str, ...]] = set()

    def meet(self, place: GlossaryPlace, folder: Path, paths: tuple[str, ...]) -> list[Failure]:
        """Print what is to be said of the glossary of a folder's articles; return the files of it that do not count.

        `paths` are the absolute ones of its files.
        """
        if place.source not in self._sources:
            self._sources.add(place.source)
            _tell_source(place, folder, self._display)
        if paths in self._paths:
            return []
        self._paths.add(paths)
        problems = problems_of(paths)
        self.are_whole = self.are_whole and not any(problem.of_file or problem.of_row for problem in problems)
        _tell_rows([self._failure(problem) for problem in problems if not problem.of_file])
        return [self._failure(problem) for problem in problems if problem.of_file]

    def _failure(self, problem: Problem) -> Failure:
        said = f"row left out: {problem.message}" if problem.of_row else problem.message
        return Failure(self._display(problem.path or Path()), problem.line, said)


def _tell_source(place: GlossaryPlace, folder: Path, display: Callable[[Path], str]) -> None:
    """Say where the glossary for a folder's articles comes from, unless somebody named it or it lies above them."""
    lacking = f"there is no {FOLDER}/ folder with .csv files beside the articles"
    if place.source is GlossarySource.NONE:
        warn(
            "there is no glossary, so no terms are checked: name one with --glossary, or run `review-tui glossary init`"
        )
    elif place.source is GlossarySource.HERE and place.folder is not None:
        note(
            f"Using the glossary in {display(place.folder)}/, the nearest above the current folder: {lacking} in "
            f"{display(folder)} or above."
        )
    elif place.source is GlossarySource.SHIPPED:
        note(
            f"Using the glossary that comes with review-tui ({place.folder}): {lacking} or above. `review-tui "
            "glossary init` makes you one to edit."
        )


def _tell_rows(wrong: list[Failure]) -> None:
    for each in wrong[:MOST_PROBLEMS]:
        warn(str(each))
    if len(wrong) > MOST_PROBLEMS:
        warn(f"and {len(wrong) - MOST_PROBLEMS:,} more rows of the glossary: `review-tui glossary lint` names them all")
