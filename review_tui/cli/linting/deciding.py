"""What the editors' decisions mean for a run of `lint`, and what the run says about them.

Most runs meet no decision: what those need is imported when there is one.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from review_tui.cli.linting.options import LintOptions
from review_tui.cli.messages import complain, warn
from review_tui.files.atomic import Changed
from review_tui.files.presence import is_folder
from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.index import DecisionIndex
from review_tui.lint.decisions.leaving import parted
from review_tui.lint.failure import Failure
from review_tui.lint.project import Project
from review_tui.lint.report import Report
from review_tui.lint.run.decision_indexes import DecisionIndexes
from review_tui.text.count import count

if TYPE_CHECKING:
    from review_tui.lint.decisions.noted import Noted
    from review_tui.lint.run.following import Following


_SHOWN = 10  # lines of a decisions file that cannot be read, that are named one by one: it may be another kind of file


class Deciding:
    """The decisions that hold in a run: what its reports leave out, and which decisions are stale.

    An article is given as `file`: its absolute path or its address. Its report may name it differently.
    """

    def __init__(self, options: LintOptions, project: Project, is_sure: Callable[[], bool]) -> None:
        """Begin without reading any decisions file.

        `is_sure` tells whether findings that are missing are really gone: with a broken glossary, fewer are found.
        """
        self.indexes = DecisionIndexes(project, making=options.baseline, keeping=options.fix)
        self.trouble = False
        self._display = project.display
        named = () if options.is_of_stdin else map(project.absolute, options.paths)
        self._whole_folders = [path for path in named if is_folder(path)]
        self._is_sure = is_sure
        self._noted: dict[Path, Noted] = {}
        self._following: Following | None = None
        self._told: set[Path] = set()
        self._unfixed: set[Path] = set()

    @property
    def following(self) -> "Following":
        """Return what moves decisions along with fixes; it is made when it is first needed."""
        if self._following is None:
            from review_tui.lint.run.following import Following

            self._following = Following(self.indexes, self._complain_of_doubles)
        return self._following

    def take_failures(self, file: str) -> list[Failure]:
        """Return what is wrong with the decisions file of an article; nothing where that was returned before."""
        index = self.indexes.of(file)
        if index.is_whole or index.file in self._told:
            return []
        self._told.add(index.file)
        name = self._display(index.file)
        more = len(index.problems) - _SHOWN
        rest = [Failure(name, 0, f"so with {count(more, 'more line')}")] if more > 0 else []
        return [Failure(name, *each) for each in index.problems[:_SHOWN]] + rest

    def lets_fix(self, file: str) -> bool:
        """Tell whether an article may be fixed: not where its decisions file is broken, of which `finish` warns."""
        index = self.indexes.of(file)
        if not index.is_whole:
            self._unfixed.add(index.file)
        return index.is_whole

    def apply(self, report: Report, file: str) -> Report:
        """Return a report without the accepted findings, and note which decisions are stale."""
        index = self.indexes.of(file)
        if not index.articles:
            return report
        article = self.indexes.article(file)
        noted = self._noted_of(index)
        noted.see(article)
        by_decisions = parted(report, index.of(article))
        if not report.failures and not report.is_extra and self._is_sure():
            noted.take(article, by_decisions, self.indexes.rules(file))
        return by_decisions.left

    def left_of(self, report: Report, file: str) -> Report:
        """Return a report without the accepted findings, as `apply` does, and note nothing."""
        return parted(report, self.indexes.about(file)).left

    def adopt(self, report: Report, file: str) -> None:
        """Note all findings of a report as a baseline, for `finish` to write."""
        from review_tui.glossary.today import today

        noted, article = self._noted_of(self.indexes.of(file)), self.indexes.article(file)
        noted.adopt(article, report.items, self.indexes.rules(file), today())

    def finish(self, *, pruning: bool) -> None:
        """Write the baseline, and name stale decisions or, when `pruning`, delete them. It comes after all `apply`."""
        if pruning and not self._is_sure():
            warn("no decision is called stale, because the glossary could not be read as a whole: mend it first")
        for file in sorted(self._unfixed):
            name = self._display(file)
            warn(f"{name} could not be read as a whole, so nothing was fixed in its articles: mend it first")
        for file, index in self.indexes.known.items():
            if pruning and not index.is_whole:
                warn(f"{self._display(file)} could not be read as a whole, so nothing is pruned in it: mend it first")
            try:
                if index.articles or file in self._noted:
                    self._settle(index, pruning=pruning and index.is_whole)
            except Changed as problem:
                complain(f"{problem}; run the command again")
                self.trouble = True
            except FileProblem as problem:
                complain(str(problem))
                self.trouble = True

    def _settle(self, first: DecisionIndex, *, pruning: bool) -> None:
        from review_tui.cli.linting.settling import settle

        index = first if self._following is None else self._following.index(first.file, pruning=pruning)
        noted = self._noted_of(first)
        if not self._is_sure():
            noted.met.clear()
        folders = self._whole_folders if self._is_sure() else ()
        first.rename(settle(index, noted, folders, self._display, pruning=pruning))

    def _noted_of(self, index: DecisionIndex) -> "Noted":
        if index.file not in self._noted:
            from review_tui.lint.decisions.noted import Noted

            self._noted[index.file] = Noted(index)
        return self._noted[index.file]

    def _complain_of_doubles(self, problem: FileProblem) -> None:
        complain(f"{problem}; some decisions stand there twice, and one of each is stale")
        self.trouble = True
