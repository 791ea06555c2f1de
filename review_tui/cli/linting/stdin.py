"""The article on stdin: checked here, and given back fixed where that is asked for."""

from pathlib import Path

from msgspec.structs import replace

from review_tui.cli.linting.tasks import Tasks
from review_tui.cli.streams import STDIN, take
from review_tui.files.naming import absolute, collapsed, slashed
from review_tui.files.stamp import FileProblem
from review_tui.lint.config.mistake import ConfigError
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.failure import Failure
from review_tui.lint.report import Report
from review_tui.lint.run.job import check_bytes
from review_tui.lint.run.task import broken_task
from review_tui.text.count import count


def check_stdin(tasks: Tasks, name: str, folder: Path) -> tuple[list[Report], bytes]:
    """Check the article on stdin as if it were the file `name` in a folder.

    Return the reports, failures included, and the bytes of the article after the fixes. There are no reports where the
    configuration excludes that name, and excludes named files too.
    """
    found = Found(slashed(collapsed(name)), str(absolute(name, folder)))
    name = found.path
    try:
        data = take(Path(STDIN))
    except FileProblem as problem:
        return [Report(name, failures=(Failure(name, 0, problem.message),))], b""
    try:
        if tasks.leaves_out(found):
            return [], data
        task = tasks.task(found)
    except ConfigError as error:
        return list(tasks.config_failures(error)), data
    try:
        report, after = check_bytes(data, task)
        if report.moves:
            report = replace(report, notes=(*report.notes, _unmoved(report)))
    except Exception as error:
        report, after = broken_task(task, error), data
    return [*tasks.glossary_failures(), *tasks.selection_failures(), report], after


def _unmoved(report: Report) -> str:
    """Return a warning: decisions next to these fixes will be stale once the output is saved.

    A fix on stdout cannot update the decisions file, since nobody knows whether the output will be saved.
    """
    return (
        f"{count(len(report.moves), 'decision')} about what stands beside these fixes will match nothing any more once "
        f"this is saved: `review-tui lint --fix {report.path}` lets them follow"
    )
