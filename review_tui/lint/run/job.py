"""The map of a run: one file in, one report out. Plain functions of plain values, for any process anywhere."""

from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from review_tui.files.address import fetch, is_address
from review_tui.files.stamp import FileProblem, Stamp, digest, read
from review_tui.lint.across.shown import ShownAcross, changed, report_of
from review_tui.lint.decisions.decisions import Accepted, OtherDecisions
from review_tui.lint.failure import Failure, of_error
from review_tui.lint.identity import section_key
from review_tui.lint.report import Report, items_of
from review_tui.lint.run.wire import decode, encode, listed
from review_tui.lint.settings import Settings, checking_by, matcher_of, selection_of

if TYPE_CHECKING:
    from review_tui.article import Article
    from review_tui.lint.check import CheckedArticle


class Mode(StrEnum):
    """What to do with a file."""

    CHECK = "check"
    FIX = "fix"
    """Make the fixes in the file, and report what is left."""
    DIFF = "diff"
    """Report what there is, and what the fixes would change."""


class Task(msgspec.Struct, frozen=True):
    """One file to check.

    - `path`: how messages name the file. `file`: where it is, its absolute path or its address.
    - `ignored_rules`: selectors of rules that do not run on it.
    - `unsafe`: whether to make the suggested fixes, too.
    - `accepted`: the decisions about its findings, which are not fixed (see `Accepting`).
    - `unchecked`: the decisions about findings of rules that do not run on it, or that compare articles.
    - `other_decisions`: where decisions about other articles are, one of which may be this one under an old name.
    - `shown`: what the whole run shows on the file. Where it is given, the report tells this and nothing else.
    - `patched`: how a diff names the file.
    """

    path: str
    file: str
    settings: Settings
    ignored_rules: tuple[str, ...] = ()
    mode: Mode = Mode.CHECK
    unsafe: bool = False
    accepted: dict[str, str] = {}
    unchecked: tuple[Accepted, ...] = ()
    other_decisions: OtherDecisions | None = None
    shown: ShownAcross | None = None
    patched: str = ""


class Unwritten(msgspec.Struct, frozen=True):
    """The fixed content of a task's file, which is to be written if the file still has this stamp."""

    stamp: Stamp
    content: bytes


class TaskResult(msgspec.Struct, frozen=True):
    """What came of a task: its report, and what is still to be written.

    `content` is the SHA-256 of the content that the report is about, empty where the file could not be read. The report
    is `made` here, or bytes: it is encoded only when it is sent to another process or cached. It is about the article
    after its fixes, even while these are `unwritten`, and so not yet in the file.
    """

    content: str
    made: Report | bytes
    unwritten: Unwritten | None = None

    @property
    def report(self) -> Report:
        """Return the report."""
        return decode(self.made) if isinstance(self.made, bytes) else self.made

    @property
    def payload(self) -> bytes:
        """Return the report as bytes."""
        return self.made if isinstance(self.made, bytes) else encode(self.made)

    def __reduce__(self) -> tuple[type["TaskResult"], tuple[str, bytes, Unwritten | None]]:
        """Travel as bytes."""
        return TaskResult, (self.content, self.payload, self.unwritten)


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
        report = failed(task, problem.message)
    except Exception as error:
        report = broken(task, error)
    return TaskResult(content, listed(report), unwritten)


def _telling(task: Task, shown: ShownAcross) -> TaskResult:
    try:
        data = fetch(task.file) if is_address(task.file) else read(Path(task.file))[0]
    except FileProblem:
        return TaskResult("", listed(changed(task.path)))
    return TaskResult(digest(data), listed(report_of(task.path, data, shown)))


def failed(task: Task, message: str, line: int = 0) -> Report:
    """Return the report on a file that could not be checked."""
    return Report(task.path, failures=(Failure(task.path, line, message),), is_extra=task.shown is not None)


def broken(task: Task, error: Exception) -> Report:
    """Return the report on a file whose check raised an error that no rule raised: a defect of this program."""
    return Report(task.path, failures=(of_error(task.path, error),), is_extra=task.shown is not None)


def check_bytes(data: bytes, task: Task) -> tuple[Report, bytes]:
    """Return the report on a file's content, and the content after the fixes that the task asks for."""
    from review_tui.article import Article, EncodingProblem

    try:
        article = Article.from_bytes(data, task.path)
    except EncodingProblem as problem:
        return failed(task, str(problem), problem.line), data
    if task.mode is Mode.CHECK:
        return report_on(checked_by(task, article), task, data), data
    from review_tui.lint.run.mending import mend

    return mend(article, data, task)


def checked_by(task: Task, article: "Article") -> "CheckedArticle":
    """Run the rules of a task over an article."""
    from review_tui.lint.check import checked_article

    return checked_article(article, matcher_of(task.settings.glossary), checking_by(task.settings, task.ignored_rules))


def report_on(checked: "CheckedArticle", task: Task, data: bytes) -> Report:
    """Return the report on a checked article; `data` are the bytes of its file."""
    from review_tui.lint.across.contributing import contribution_of

    reading, found = checked
    article = reading.article
    sections = tuple(section_key(section.span.cut(article.text)) for section in article.sections)
    title = article.title
    items = items_of(article, found.findings)
    contribution, broken = contribution_of(reading, selection_of(task.settings, task.ignored_rules), data)
    failures = (*found.failures, *broken)
    return Report(article.path, items, failures, sections=sections, title=title, contribution=contribution)
