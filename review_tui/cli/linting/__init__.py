"""What `lint` does: find the files, run the rules over them, and report."""

import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from click import UsageError

from review_tui.cli.aboutglossary import Glossaries
from review_tui.cli.interrupt import at_once, interruptible
from review_tui.cli.linting.asked import Linting
from review_tui.cli.linting.deciding import Deciding
from review_tui.cli.linting.executing import reports_of
from review_tui.cli.linting.judging import Judging
from review_tui.cli.linting.placing import placed
from review_tui.cli.linting.reporting import sum_up, write
from review_tui.cli.linting.tasks import Tasks
from review_tui.cli.messages import note
from review_tui.cli.progress import ProgressLine
from review_tui.cli.streams import write_data
from review_tui.files.address import is_address
from review_tui.files.naming import slashed
from review_tui.files.presence import is_folder
from review_tui.lint.project import Project
from review_tui.lint.report import Report
from review_tui.lint.run.job import Mode
from review_tui.lint.tally import Tally
from review_tui.text.count import count

if TYPE_CHECKING:
    from review_tui.lint.run.cache import Cache


def lint(asked: Linting) -> int:
    """Do what was asked; return the exit code."""
    with at_once(), ExitStack() as stack:
        cache = None
        if asked.cache and asked.mode is Mode.CHECK and not asked.is_of_stdin:
            from review_tui.lint.run.cache import open_cache

            cache = stack.enter_context(open_cache())
        run = _Run(asked, cache)
        if asked.is_of_stdin:
            run.report_stdin()
        elif (ended := run.report_files()) is not None:
            return ended
        return run.end()


class _Run:
    """What a run is made of, and its course: reporting, and then its end."""

    def __init__(self, asked: Linting, cache: "Cache | None") -> None:
        project = Project(asked.choices)
        _spare_what_is_read(asked, project)
        shown = partial(_shown, project.folder)
        glossaries = Glossaries(shown)
        self._asked = asked
        self._cache = cache
        self._folder = project.folder
        self._deciding = _deciding(asked, project, shown, glossaries) if asked.decisions else None
        self._tasks = Tasks(asked, project, self._deciding, glossaries, shown, cache)
        self._tally = Tally()
        self._progress = ProgressLine(self._tasks.count, active=sys.stderr.isatty())
        self._judging = Judging(asked, project, self._deciding, self._tally, self._progress, self._tasks.file)

    def _write(self, reports: Iterable[Report]) -> None:
        placing = partial(placed, name=self._asked.format, folder=self._folder, located=self._tasks.file)
        write(self._asked, self._judging.judged(reports), self._tally, self._progress, placing)

    def report_stdin(self) -> None:
        """Report on the article on stdin, after giving it back fixed where that is asked."""
        from review_tui.cli.linting.stdin import check_stdin

        reports, after = check_stdin(self._tasks, self._asked.stdin_name, self._folder)
        if self._asked.gives_article:
            write_data(after)
        self._write(reports)

    def report_files(self) -> int | None:
        """Report on the files; return the exit code where the run was ended from outside, else None."""
        with interruptible(is_patient=self._asked.fix) as stop:
            try:
                with closing(reports_of(self._asked, self._tasks, self._cache, stop)) as found:
                    self._write(found)
                if stop():
                    sum_up(self._asked, self._tally)
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
        asked, tasks, tally = self._asked, self._tasks, self._tally
        if not asked.baseline:
            sum_up(asked, tally)
        if asked.diff and tally.mended and tasks.base != self._folder:
            note(f"The names in the patch are from {tasks.base}: apply it there.")
        tasks.tell_passed_over()
        code = self._judging.exit_code(is_nothing=tasks.is_nothing and not asked.is_of_stdin)
        if asked.baseline and self._deciding is not None and not self._deciding.trouble:
            sum_up(asked, tally)  # nothing to report: now it is true
        return code


def _deciding(asked: Linting, project: Project, shown: Callable[[Path], str], glossaries: Glossaries) -> Deciding:
    named = () if asked.is_of_stdin else map(project.absolute, asked.paths)
    return Deciding(
        project,
        shown,
        [path for path in named if is_folder(path)],
        making=asked.baseline,
        fixing=asked.fix,
        is_sure=lambda: glossaries.are_whole,
    )


def _spare_what_is_read(asked: Linting, project: Project) -> None:
    """Raise UsageError where the report would be written over a file that the run reads, before it reads any."""
    if asked.output_file is None:
        return
    from review_tui.cli.overwriting import read_by_lint

    paths = [] if asked.is_of_stdin else [path for path in asked.paths if not is_address(path)]
    what = read_by_lint(asked.output_file, paths, project)
    if what:
        raise UsageError(f"--output-file {asked.output_file} is {what}, and would be lost: name another file")


def _shown(folder: Path, path: Path) -> str:
    """Return how messages name a file: from the current folder where it lies there."""
    return slashed(str(path.relative_to(folder) if path.is_relative_to(folder) else path))
