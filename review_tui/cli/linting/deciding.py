"""What the editors' decisions mean for a run of `lint`, and what the run says about them.

Most runs meet no decision: what those need is imported when there is one.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from review_tui.cli.messages import complain, warn
from review_tui.files.atomic import Changed
from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.decisions import DecisionIndex
from review_tui.lint.decisions.leaving import parted
from review_tui.lint.failure import Failure
from review_tui.lint.project import Project
from review_tui.lint.report import Report
from review_tui.lint.run.decisionindexes import DecisionIndexes

if TYPE_CHECKING:
    from review_tui.lint.decisions.noted import Noted
    from review_tui.lint.run.following import Following


class Deciding:
    """The decisions that hold in a run: what its reports leave out, and which decisions are stale.

    An article is given as `file`, its absolute path or its address; the path in its report may be another one.
    """

    def __init__(
        self,
        project: Project,
        shown: Callable[[Path], str] = str,
        folders: Sequence[Path] = (),
        *,
        making: bool = False,
        fixing: bool = False,
        is_sure: Callable[[], bool] = lambda: True,
    ) -> None:
        """Begin without reading any decisions file.

        `shown` returns how messages name a file; `folders` are checked as a whole. With `making`, a decisions file may
        be missing; with `fixing`, lines of decisions are kept, as they may move. `is_sure` tells whether missing
        findings are really gone: a broken glossary finds less.
        """
        self.indexes = DecisionIndexes(project, making=making, keeping=fixing)
        self.trouble = False
        self._shown = shown
        self._whole_folders = folders
        self._is_sure = is_sure
        self._noted: dict[Path, Noted] = {}
        self._following: Following | None = None
        self._told: set[Path] = set()
        self._unfixed: set[Path] = set()

    @property
    def following(self) -> "Following":
        """Return the part that moves decisions along with fixes, made when it is first needed."""
        if self._following is None:
            from review_tui.lint.run.following import Following

            self._following = Following(self.indexes, self._complain_of_doubles)
        return self._following

    def take_failures(self, file: str) -> list[Failure]:
        """Return what is wrong with the decisions file of an article, once for each."""
        index = self.indexes.of(file)
        if index.is_whole or index.file in self._told:
            return []
        self._told.add(index.file)
        return [Failure(self._shown(index.file), *each) for each in index.problems]

    def lets_fix(self, file: str) -> bool:
        """Tell whether an article may be fixed: False, with a warning by `finish`, if lines of decisions are broken."""
        index = self.indexes.of(file)
        if not index.is_whole:
            self._unfixed.add(index.file)
        return index.is_whole

    def apply(self, report: Report, file: str) -> Report:
        """Return the report without the accepted findings, and note which decisions are stale."""
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

    def adopt(self, report: Report, file: str) -> None:
        """Note all findings of a report as a baseline, for `finish` to write."""
        from review_tui.glossary.today import today

        self._noted_of(self.indexes.of(file)).adopt(self.indexes.article(file), report.items, today())

    def finish(self, *, pruning: bool) -> None:
        """Write the baseline, and warn of stale decisions, or delete them when `pruning`. Call it after all `apply`."""
        if pruning and not self._is_sure():
            warn("no decision is called stale, because the glossary could not be read as a whole: mend it first")
        for file in sorted(self._unfixed):
            name = self._shown(file)
            warn(f"{name} could not be read as a whole, so nothing was fixed in its articles: mend it first")
        for file, index in self.indexes.known.items():
            try:
                if index.articles or file in self._noted:
                    self._settle(index, pruning=pruning)
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
        settle(index, noted, folders, self._shown, pruning=pruning)

    def _noted_of(self, index: DecisionIndex) -> "Noted":
        if index.file not in self._noted:
            from review_tui.lint.decisions.noted import Noted

            self._noted[index.file] = Noted(index)
        return self._noted[index.file]

    def _complain_of_doubles(self, problem: FileProblem) -> None:
        complain(f"{problem}; some decisions stand there twice, and one of each is stale")
        self.trouble = True
