"""The course of `lint`: find the files, run the rules over them, and report."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from functools import partial
from typing import TYPE_CHECKING

from review_tui.cli.interrupt import at_once, interruptible
from review_tui.cli.linting.deciding import Deciding
from review_tui.cli.linting.executing import reports_of
from review_tui.cli.linting.glossaries import Glossaries
from review_tui.cli.linting.judging import Judging
from review_tui.cli.linting.options import LintOptions
from review_tui.cli.linting.placing import placed
from review_tui.cli.linting.reporting import sum_up, write
from review_tui.cli.linting.tasks import Tasks
from review_tui.cli.messages import note
from review_tui.cli.progress import ProgressLine
from review_tui.cli.streams import write_data
from review_tui.lint.project import Project
from review_tui.lint.report import Report
from review_tui.lint.run.task import Mode
from review_tui.lint.tally import Tally
from review_tui.text.count import count

if TYPE_CHECKING:
    from review_tui.lint.run.cache import Cache


def lint(options: LintOptions) -> int:
    """Run `lint` with some options, and return the exit code."""
    with at_once(), ExitStack() as stack:
        cache = None
        if options.cache and options.mode is Mode.CHECK and not options.is_of_stdin:
            from review_tui.lint.run.cache import open_cache

            cache = stack.enter_context(open_cache())
        run = _Run(options, cache)
        if options.is_of_stdin:
            run.report_stdin()
        elif (ended := run.report_files()) is not None:
            return ended
        return run.end()


class _Run:
    """What a run is made of, and its course: reporting, and then its end."""

    def __init__(self, options: LintOptions, cache: "Cache | None") -> None:
        project = Project(options.overrides)
        if options.output_file is not None:
            from review_tui.cli.overwriting import spare_what_is_read

            paths = () if options.is_of_stdin else options.paths
            spare_what_is_read("--output-file", options.output_file, paths, project)
        glossaries = Glossaries(project)
        self._options = options
        self._cache = cache
        self._folder = project.folder
        self._deciding = Deciding(options, project, lambda: glossaries.are_whole) if options.decisions else None
        self._tasks = Tasks(options, project, self._deciding, glossaries)
        self._tally = Tally()
        self._progress = ProgressLine(self._tasks.count)
        self._judging = Judging(options, project, self._deciding, self._progress, self._tasks.file_of)

    def _write(self, reports: Iterable[Report], stop: Callable[[], bool] = lambda: False) -> None:
        placing = partial(placed, name=self._options.format, folder=self._folder, file_of=self._tasks.file_of)
        write(self._options, self._judging.judged(reports, stop), self._tally, self._progress, placing)

    def report_stdin(self) -> None:
        """Report on the article on stdin, after giving it back fixed where that is asked for."""
        from review_tui.cli.linting.stdin import check_stdin

        reports, after = check_stdin(self._tasks, self._options.stdin_name, self._folder)
        if self._options.gives_article:
            write_data(after)
        self._write(reports)

    def report_files(self) -> int | None:
        """Report on the files; return the exit code where the run was ended from outside, else None."""
        with interruptible(is_patient=self._options.fix) as stop:
            try:
                with closing(reports_of(self._options, self._tasks, self._cache, stop)) as found:
                    self._write(found, stop)
                if stop():
                    sum_up(self._options, self._tally)
                    note(f"Interrupted: {count(self._tally.files, 'file')} checked so far.")
            except KeyboardInterrupt:
                self._progress.clear()
                note(f"Interrupted: {count(self._tally.files, 'file')} checked so far; the report is not whole.")
                raise
            except OSError:
                if not stop():
                    raise  # else it is a terminal that went away, and nobody hears what is said
            return stop.exit_code if stop() else None

    def end(self) -> int:
        """Say what the run came to, see to the decisions, and return the exit code."""
        options, tasks, tally = self._options, self._tasks, self._tally
        if not options.baseline:
            sum_up(options, tally)
        if options.diff and tally.mended and tasks.base != self._folder:
            note(f"The names in the patch are from {tasks.base}: apply it there.")
        tasks.warn_of_empty()
        tasks.warn_of_no_rule()
        code = self._judging.exit_code(is_nothing=tasks.is_nothing and not options.is_of_stdin)
        if options.baseline and self._deciding is not None and not self._deciding.trouble:
            sum_up(options, tally)  # nothing to report: now it is true
        return code
