"""Which findings of the reports are shown, and what the exit code is."""

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from review_tui.cli.exit_codes import CLEAN, FINDINGS, TROUBLE
from review_tui.cli.linting.asked import Linting
from review_tui.cli.linting.deciding import Deciding
from review_tui.cli.messages import complain, warn
from review_tui.cli.progress import ProgressLine
from review_tui.lint.failure import Failure
from review_tui.lint.levels import Levels, levels_of
from review_tui.lint.project import Project
from review_tui.lint.report import Report
from review_tui.lint.tally import Tally


class Judging:
    """The judgement on one run, as its reports come in. `tally` is what was reported so far."""

    def __init__(
        self,
        asked: Linting,
        project: Project,
        deciding: Deciding | None,
        tally: Tally,
        progress: ProgressLine,
        located: Callable[[str], str],
    ) -> None:
        """`located` gives the absolute path, or the address, of the article that messages call so."""
        self._asked = asked
        self._project = project
        self._deciding = deciding
        self._tally = tally
        self._progress = progress
        self._located = located
        self._levels: dict[str, Levels] = {}
        self._failing = False
        self._trouble = False

    def judged(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Yield the reports with the findings that are shown, and note what counts for the exit code.

        Findings that were accepted or are below the lowest severity are left out; failures and notes go to stderr. What
        is wrong with a decisions file is a report of its own.
        """
        for report in reports:
            if report.failures or report.notes:
                self._progress.clear()
            self._blame(report.failures)
            for each in report.notes:
                warn(f"{report.path}: {each}")
            self._progress.tick(self._tally.files + 1, self._tally.findings)
            if report.failures and not report.items:
                yield report
                continue
            levels = self._levels_of(report.path)
            left = report
            if self._deciding is not None:
                file = self._located(report.path)
                damage = self._deciding.take_failures(file)
                self._blame(damage)
                yield from (Report(each.path, failures=(each,), is_extra=True) for each in damage)
                left = self._deciding.apply(report, file)
            left = levels.shown(left)
            if self._asked.baseline and self._deciding is not None:
                self._deciding.adopt(left, self._located(left.path))
                left = replace(left, items=())
            self._failing = self._failing or levels.fail(left)
            yield left

    def exit_code(self, *, is_nothing: bool) -> int:
        """Finish the decisions and return the exit code; call it once all reports were judged.

        `is_nothing` tells that there was nothing to check.
        """
        if self._deciding is not None:
            self._deciding.finish(pruning=self._asked.prune)
            self._trouble |= self._deciding.trouble
        if self._trouble or is_nothing:
            return TROUBLE
        return FINDINGS if self._failing and not self._asked.exit_zero else CLEAN

    def _levels_of(self, path: str) -> Levels:
        """Return the levels that hold in the folder of an article; `path` is how messages name it."""
        folder = path.rpartition("/")[0]
        if folder not in self._levels:
            config = self._project.config(self._project.absolute(self._located(path)).parent)
            self._levels[folder] = levels_of(config, self._asked.min_severity, self._asked.fail_on)
        return self._levels[folder]

    def _blame(self, failures: Iterable[Failure]) -> None:
        """Say what could not be checked, and note that there was trouble."""
        for failure in failures:
            self._trouble = True
            complain(str(failure))
