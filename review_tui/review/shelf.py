"""What lies beside the articles on the desk: their glossaries, and the decisions about them, each read once.

Glossaries may be asked for in a thread, while others are in use.
"""

from pathlib import Path
from threading import Lock

from review_tui.glossary.glossary import Glossary
from review_tui.lint.project import Project
from review_tui.review.decisions.decision_file import DecisionFile
from review_tui.review.home import home_of
from review_tui.review.kept import Kept, Look
from review_tui.review.terms.glossary_files import GlossaryFiles


class Shelf:
    """The glossaries and decisions that were asked for so far."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._terms: dict[tuple[Path, ...], GlossaryFiles] = {}
        self._decisions: dict[Path, DecisionFile] = {}
        self._reading = Lock()

    def terms(self, folder: Path) -> GlossaryFiles:
        """Return the glossary for a folder's articles. A large one is better first asked for in a thread."""
        place = self._project.glossary(folder)
        if place.paths not in self._terms:
            with self._reading:
                if place.paths not in self._terms:  # another thread has read it meanwhile
                    terms = GlossaryFiles(place, home_of(folder, self._project.folder))
                    terms.glossary.prepare()
                    self._terms[place.paths] = terms
        return self._terms[place.paths]

    def decisions(self, folder: Path) -> DecisionFile:
        """Return the decisions about a folder's articles."""
        file = self._project.decisions(folder)
        if file not in self._decisions:
            self._decisions[file] = DecisionFile(file)
        return self._decisions[file]

    @property
    def glossaries(self) -> tuple[Glossary, ...]:
        """Return the glossaries that were read so far, as they are now, in the order in which they were read."""
        return tuple(terms.glossary for terms in list(self._terms.values()))

    @property
    def unsaved_terms(self) -> list[GlossaryFiles]:
        """Return the glossaries that were changed and are not written yet."""
        return [terms for terms in list(self._terms.values()) if not terms.is_saved]

    @property
    def unsaved_decisions(self) -> list[DecisionFile]:
        """Return the decisions that were made and are not written yet."""
        return [decisions for decisions in self._decisions.values() if not decisions.is_saved]

    @property
    def unsaved(self) -> list[Kept]:
        """Return the glossaries and decisions that are not written yet."""
        return [*self.unsaved_terms, *self.unsaved_decisions]

    def looking_at_terms(self) -> list[Look]:
        """Return the jobs that read glossaries again that other programs changed."""
        return [each.looking() for each in list(self._terms.values())]

    def looking_at_decisions(self) -> list[Look]:
        """Return the jobs that read decisions again that other programs changed."""
        return [each.looking() for each in self._decisions.values()]

    def take_place(self, terms: GlossaryFiles) -> None:
        """Use the copy of a shipped glossary in place of the original from now on, once the copy exists.

        The project is told as well, so that the list of articles uses it, too.
        """
        place, before = terms.moved, terms.found.paths
        if place is not None and self._terms.get(before) is terms:
            del self._terms[before]
            self._terms[place.paths] = terms
            self._project.move_glossary(before, place)
