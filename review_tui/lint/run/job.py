"""The map of a run: one file in, one report out. Plain functions of plain values, for any process anywhere."""

from contextlib import suppress
from pathlib import Path

import msgspec

from review_tui.files.address import fetch, is_address
from review_tui.files.stamp import FileProblem, digest, read
from review_tui.lint.across.shown import ShownAcross, changed, report_of
from review_tui.lint.failure import NO_MEMORY
from review_tui.lint.report import Report
from review_tui.lint.run.reserve import release, reserve
from review_tui.lint.run.task import Mode, Task, TaskResult, Unwritten, broken_task, failed_task
from review_tui.lint.run.wire import listed


def prepare(task: Task) -> None:
    """Load everything that a task needs, so that worker processes forked from this one have it already."""
    if task.shown is not None:
        return
    import gc

    check_bytes(b"", msgspec.structs.replace(task, mode=Mode.CHECK))
    if task.other_decisions is not None:
        from review_tui.lint.run.former_names import former_names_in

        with suppress(FileProblem):
            former_names_in(task.other_decisions)
    gc.collect()
    gc.freeze()  # else the first collection in each process would copy all of it


def run_task(task: Task) -> TaskResult:
    """Check one file, and with Mode.FIX make its fixes; the file is not written (see `writing.run_batch`).

    Never raises: what goes wrong is in the report.
    """
    content = ""
    unwritten = None
    reserve()
    try:
        if task.shown is not None:
            return _telling(task, task.shown)
        if is_address(task.file):
            data = fetch(task.file)
            return TaskResult(digest(data), listed(check_bytes(data, task)[0]))
        data, stamp = read(Path(task.file))
        content = stamp.sha256
        report, after = check_bytes(data, task)
        if after != data:
            unwritten = Unwritten(stamp, after)
    except FileProblem as problem:
        report = failed_task(task, problem.message)
    except MemoryError:
        release()
        report = failed_task(task, NO_MEMORY)
    except Exception as error:
        report = broken_task(task, error)
    return TaskResult(content, listed(report), unwritten)


def _telling(task: Task, shown: ShownAcross) -> TaskResult:
    try:
        data = fetch(task.file) if is_address(task.file) else read(Path(task.file))[0]
    except FileProblem:
        return TaskResult("", listed(changed(task.path)))
    return TaskResult(digest(data), listed(report_of(task.path, data, shown)))


def check_bytes(data: bytes, task: Task) -> tuple[Report, bytes]:
    """Return the report on a file's content, and the content after the fixes that the task asks for."""
    from review_tui.article import Article, EncodingProblem

    try:
        article = Article.from_bytes(data, task.path)
    except EncodingProblem as problem:
        return failed_task(task, str(problem), problem.line), data
    if task.mode is Mode.CHECK:
        from review_tui.lint.run.checking import checked_by, report_on

        return report_on(checked_by(task, article), task, data), data
    from review_tui.lint.run.mending import mend

    return mend(article, data, task, _report)


def _report(task: Task, data: bytes | None) -> Report:
    return run_task(task).report if data is None else check_bytes(data, task)[0]
