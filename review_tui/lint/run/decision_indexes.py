"""The decisions files of a run: found for each article, read once, and asked for what the run needs of them."""

import os
from pathlib import Path

from review_tui.files.address import is_address
from review_tui.files.presence import is_absent
from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.decisions import Accepted
from review_tui.lint.decisions.index import DecisionIndex, IndexedDecision, OtherDecisions, is_missing, read_index
from review_tui.lint.project import Project


class DecisionIndexes:
    """The decisions files of a run, as they were when they were first asked for; `known` are these, by their paths.

    An article is given as `file`, its absolute path or its address.
    """

    def __init__(self, project: Project, *, making: bool = False, keeping: bool = False) -> None:
        """Begin without reading any.

        With `making`, a file that was named may be missing, as a baseline makes it. With `keeping`, the indexes keep
        the lines of their files.
        """
        self.known: dict[Path, DecisionIndex] = {}
        self._project = project
        self._making = making
        self._keeping = keeping
        self._folders: dict[str, DecisionIndex] = {}

    def of(self, file: str) -> DecisionIndex:
        """Return the index for an article, the same for all articles of a folder.

        Where its file cannot be read, it is an empty one with the problem.
        """
        folder = os.path.dirname(file)  # noqa: PTH120  for each of many files
        if folder not in self._folders:
            place = self._project.decisions(self._project.absolute(file).parent)
            if place not in self.known:
                self.known[place] = self._read(place)
            self._folders[folder] = self.known[place]
        return self._folders[folder]

    def article(self, file: str) -> Path | str:
        """Return an article as a DecisionIndex takes it: its address, or else its path."""
        return file if is_address(file) else self._project.absolute(file)

    def about(self, file: str) -> dict[str, IndexedDecision]:
        """Return the decisions about an article, by key."""
        return self.of(file).of(self.article(file))

    def unchecked(self, file: str) -> tuple[Accepted, ...]:
        """Return the decisions about an article's findings of rules that do not run on it, or that compare articles.

        A check of the article does not find these: when a fix changes what is beside one, the decision is moved by its
        words alone.
        """
        return self.of(file).accepted(self.article(file), self.rules(file)) if self.about(file) else ()

    def other_decisions(self, file: str) -> OtherDecisions | None:
        """Return where there are decisions about other articles, None where there are none.

        One of the others may be the same article under an old name.
        """
        index = self.of(file)
        if index.stamp is None or index.articles.keys() <= set(index.names(self.article(file))):
            return None
        return OtherDecisions(str(index.file), index.stamp.sha256)

    def rules(self, file: str) -> frozenset[str]:
        """Return the names of the rules that run on an article and whose decisions may be stale.

        Rules that compare articles are not among them: what they find depends on which articles are in the run.
        """
        return self._project.checking(self._project.absolute(file)).selection.alone

    def _read(self, file: Path) -> DecisionIndex:
        empty = DecisionIndex(file, [], None)
        if self._making and is_absent(file):
            return empty
        try:
            if self._project.overrides.decisions and is_missing(file):
                empty.problems.append((0, "there is no such file; mend the name, or make it with --baseline"))
                return empty
            return read_index(file, keeping=self._keeping)
        except FileProblem as problem:
            empty.problems.append((0, problem.message))
            return empty
