"""Which findings of the reports are shown, and what the exit code is."""

from collections import Counter
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
from review_tui.lint.report import Report, failed
from review_tui.text.count import count

_MOST_ALIKE = 10  # files that are named for the same fault


class Judging:
    """Judges the reports of one run as they come in, and gives the exit code at the end."""

    def __init__(
        self,
        options: LintOptions,
        project: Project,
        deciding: Deciding | None,
        progress: ProgressLine,
        file_of: Callable[[str], str],
    ) -> None:
        """`file_of` returns an article's path or address by its report's path."""
        self._options = options
        self._project = project
        self._deciding = deciding
        self._progress = progress
        self._file_of = file_of
        self._levels: dict[str, Levels] = {}
        self._files = 0
        self._findings = 0
        self._is_finished = False
        self._failing = False
        self._trouble = False
        self._said: Counter[str] = Counter()

    def judged(self, reports: Iterable[Report], stop: Callable[[], bool]) -> Iterator[Report]:
        """Yield the reports with the findings that are shown, and note what counts for the exit code.

        Findings that were accepted, or are below the lowest severity, are left out. Failures and notes are printed to
        stderr. What is wrong with a decisions file becomes a report of its own.

        With --prune, the decisions are settled before anything is reported, as what moves to an article then holds for
        it; not where `stop` returns True, as the run was ended.
        """
        met = self._met(reports)
        if self._deciding is not None and self._options.prune and not self._options.baseline:
            from review_tui.cli.linting.waiting import after

            settled = after(lambda: None if stop() else self._finish(), (report for report, _ in met))
            left = (self._left(report, self._deciding.left_of) for report in settled)
        else:
            left = (left for _, left in met)
        for report in left:
            if not report.items:
                yield report
                continue
            levels = self._levels_of(report.path)
            self._failing = self._failing or levels.fail(report)
            yield levels.marked(report)

    def exit_code(self, *, is_nothing: bool) -> int:
        """Finish the decisions and return the exit code; call it once all reports were judged.

        `is_nothing` tells that there was nothing to check.
        """
        self._finish()
        if self._trouble or is_nothing:
            return TROUBLE
        return FINDINGS if self._failing and not self._options.exit_zero else CLEAN

    def _met(self, reports: Iterable[Report]) -> Iterator[tuple[Report, Report]]:
        """Yield the reports as they come, each with what is left of it, after noting and telling all else of it."""
        for report in reports:
            if report.failures or report.notes:
                self._progress.clear()
            self._blame(report.failures)
            for each in report.notes:
                warn(f"{report.path}: {each}")
            self._progress.tick(self._files + 1, self._findings)
            self._files += not report.is_extra
            if self._deciding is None or _is_failed(report):
                left = self._left(report, lambda same, _: same)
            else:
                damage = self._deciding.take_failures(self._file_of(report.path))
                self._blame(damage)
                for failure in damage:
                    told = failed(failure)
                    yield told, told
                left = self._left(report, self._deciding.apply)
                if self._options.baseline:
                    self._deciding.adopt(left, self._file_of(left.path))
                    left = replace(left, items=())
            self._findings += len(left.items)
            yield report, left

    def _left(self, report: Report, undecided: Callable[[Report, str], Report]) -> Report:
        """Return a report without the findings that are not shown."""
        if _is_failed(report):
            return report
        levels = self._levels_of(report.path)
        return levels.shown(undecided(report, self._file_of(report.path)))

    def _finish(self) -> None:
        """Say how many more files had what was said of a few, and finish the decisions, once."""
        if self._is_finished:
            return
        self._is_finished = True
        for message, times in self._said.items():
            if times > _MOST_ALIKE:
                self._progress.clear()
                complain(f"{count(times - _MOST_ALIKE, 'more file')}: {message} (-f json names all)")
        if self._deciding is not None:
            self._deciding.finish(pruning=self._options.prune)
            self._trouble |= self._deciding.trouble

    def _levels_of(self, path: str) -> Levels:
        """Return the levels that hold in the folder of an article; `path` is how messages name it."""
        folder = path.rpartition("/")[0]
        if folder not in self._levels:
            config = self._project.config(self._project.absolute(self._file_of(path)).parent)
            self._levels[folder] = levels_of(config, self._options.min_severity, self._options.fail_on)
        return self._levels[folder]

    def _blame(self, failures: Iterable[Failure]) -> None:
        """Say what could not be checked, and note that there was trouble; what many whole files have, of a few."""
        for failure in failures:
            self._trouble = True
            self._said[failure.message] += not failure.line
            if failure.line or self._said[failure.message] <= _MOST_ALIKE:
                complain(str(failure))


def _is_failed(report: Report) -> bool:
    """Tell whether a report says nothing but what kept something from being checked."""
    return bool(report.failures) and not report.items
