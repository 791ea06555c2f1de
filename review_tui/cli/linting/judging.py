"""Which findings of the reports are shown, and what the exit code is."""

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from review_tui.cli.exit_codes import CLEAN, FINDINGS, TROUBLE
from review_tui.cli.linting.deciding import Deciding
from review_tui.cli.linting.options import LintOptions
from review_tui.cli.messages import complain, warn
from review_tui.cli.progress import ProgressLine
from review_tui.lint.failure import Failure
from review_tui.lint.levels import Levels, levels_of
from review_tui.lint.project import Project
from review_tui.lint.report import Report
from review_tui.lint.tally import Tally


class Judging:
    """Judges the reports of one run as they come in, and gives the exit code at the end."""

    def __init__(
        self,
        options: LintOptions,
        project: Project,
        deciding: Deciding | None,
        tally: Tally,
        progress: ProgressLine,
        file_of: Callable[[str], str],
    ) -> None:
        """`tally` has what was reported so far; `file_of` returns an article's path or address by its report's path."""
        self._options = options
        self._project = project
        self._deciding = deciding
        self._tally = tally
        self._progress = progress
        self._file_of = file_of
        self._levels: dict[str, Levels] = {}
        self._failing = False
        self._trouble = False

    def judged(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Yield the reports with the findings that are shown, and note what counts for the exit code.

        Findings that were accepted, or are below the lowest severity, are left out. Failures and notes are printed to
        stderr. What is wrong with a decisions file becomes a report of its own.
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
                file = self._file_of(report.path)
                damage = self._deciding.take_failures(file)
                self._blame(damage)
                yield from (Report(each.path, failures=(each,), is_extra=True) for each in damage)
                left = self._deciding.apply(report, file)
            left = levels.shown(left)
            if self._options.baseline and self._deciding is not None:
                self._deciding.adopt(left, self._file_of(left.path))
                left = replace(left, items=())
            self._failing = self._failing or levels.fail(left)
            yield left

    def exit_code(self, *, is_nothing: bool) -> int:
        """Finish the decisions and return the exit code; call it once all reports were judged.

        `is_nothing` tells that there was nothing to check.
        """
        if self._deciding is not None:
            self._deciding.finish(pruning=self._options.prune)
            self._trouble |= self._deciding.trouble
        if self._trouble or is_nothing:
            return TROUBLE
        return FINDINGS if self._failing and not self._options.exit_zero else CLEAN

    def _levels_of(self, path: str) -> Levels:
        """Return the levels that hold in the folder of an article; `path` is how messages name it."""
        folder = path.rpartition("/")[0]
        if folder not in self._levels:
            config = self._project.config(self._project.absolute(self._file_of(path)).parent)
            self._levels[folder] = levels_of(config, self._options.min_severity, self._options.fail_on)
        return self._levels[folder]

    def _blame(self, failures: Iterable[Failure]) -> None:
        """Say what could not be checked, and note that there was trouble."""
        for failure in failures:
            self._trouble = True
            complain(str(failure))
