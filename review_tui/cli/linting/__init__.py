"""What `lint` does: find the files, run the rules over them, and report."""

import sys
from contextlib import closing
from functools import partial
from pathlib import Path

from review_tui.cli.deciding import Deciding
from review_tui.cli.exit_codes import INTERRUPTED
from review_tui.cli.interrupt import interruptible
from review_tui.cli.linting.asked import Linting
from review_tui.cli.linting.executing import reports_of
from review_tui.cli.linting.judging import Judging
from review_tui.cli.linting.reporting import write
from review_tui.cli.linting.tasks import Tasks
from review_tui.cli.messages import note
from review_tui.cli.progress import Progress
from review_tui.cli.streams import write_data
from review_tui.files.naming import slashed
from review_tui.files.presence import is_folder
from review_tui.lint.project import Project
from review_tui.lint.tally import Tally
from review_tui.output.summary import count


def lint(asked: Linting) -> int:
    """Do what was asked; return the exit code."""
    project = Project(asked.choices)
    shown = partial(_shown, project.folder)
    deciding = None
    if asked.decisions:
        places = () if asked.is_of_stdin else map(project.place, asked.paths)
        folders = [place for place in places if is_folder(place)]
        deciding = Deciding(project, shown, folders, making=asked.baseline, fixing=asked.fix)
    tasks = Tasks(asked, project, deciding, shown)
    tally = Tally()
    progress = Progress(tasks.count, active=sys.stderr.isatty())
    judging = Judging(asked, project, deciding, tally, progress, tasks.file)
    if asked.is_of_stdin:
        from review_tui.cli.linting.stdin import check_stdin

        reports, after = check_stdin(tasks, asked.stdin_name, project.folder)
        if asked.gives_article:
            write_data(after)
        write(asked, judging.judged(reports), tally, progress)
    else:
        with interruptible() as stop:
            with closing(reports_of(asked, tasks, stop)) as found:
                write(asked, judging.judged(found), tally, progress)
            if stop():
                note(f"Interrupted: {count(tally.files, 'file')} checked so far.")
                return INTERRUPTED
    tasks.tell_passed_over()
    return judging.exit_code(is_nothing=tasks.is_nothing)


def _shown(folder: Path, path: Path) -> str:
    """Return how messages name a file: from the current folder where it lies there."""
    return slashed(str(path.relative_to(folder) if path.is_relative_to(folder) else path))
