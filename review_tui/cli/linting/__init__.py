"""What `lint` does: find the files, run the rules over them, and report."""

import sys
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
        return _lint(asked, cache)


def _lint(asked: Linting, cache: "Cache | None") -> int:
    project = Project(asked.choices)
    _spare_what_is_read(asked, project)
    shown = partial(_shown, project.folder)
    glossaries = Glossaries(shown)
    deciding = None
    if asked.decisions:
        places = () if asked.is_of_stdin else map(project.absolute, asked.paths)
        folders = [place for place in places if is_folder(place)]
        deciding = Deciding(
            project,
            shown,
            folders,
            making=asked.baseline,
            fixing=asked.fix,
            is_sure=lambda: glossaries.are_whole,
        )
    tasks = Tasks(asked, project, deciding, glossaries, shown, cache)
    tally = Tally()
    progress = ProgressLine(tasks.count, active=sys.stderr.isatty())
    judging = Judging(asked, project, deciding, tally, progress, tasks.file)
    placing = partial(placed, name=asked.format, folder=project.folder, located=tasks.file)
    if asked.is_of_stdin:
        from review_tui.cli.linting.stdin import check_stdin

        reports, after = check_stdin(tasks, asked.stdin_name, project.folder)
        if asked.gives_article:
            write_data(after)
        write(asked, judging.judged(reports), tally, progress, placing)
    else:
        with interruptible(is_patient=asked.fix) as stop:
            try:
                with closing(reports_of(asked, tasks, cache, stop)) as found:
                    write(asked, judging.judged(found), tally, progress, placing)
                if stop():
                    sum_up(asked, tally)
                    note(f"Interrupted: {count(tally.files, 'file')} checked so far.")
            except KeyboardInterrupt:
                progress.clear()
                note(f"Interrupted: {count(tally.files, 'file')} checked so far; the report is not whole.")
                raise
            except OSError:
                if not stop():
                    raise  # else it is a terminal that went away, and nobody hears what is said
            if stop():
                return stop.exit_code
    if not asked.baseline:
        sum_up(asked, tally)
    if asked.diff and tally.mended and tasks.base != project.folder:
        note(f"The names in the patch are from {tasks.base}: apply it there.")
    tasks.tell_passed_over()
    code = judging.exit_code(is_nothing=tasks.is_nothing and not asked.is_of_stdin)
    if asked.baseline and deciding is not None and not deciding.trouble:
        sum_up(asked, tally)  # nothing to report: now it is true
    return code


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
