"""The map of a run: one file in, one report out. Plain functions of plain values, for any process anywhere."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from review_tui.files.address import fetch, is_address
from review_tui.files.atomic import Changed, write
from review_tui.files.stamp import FileProblem, Stamp, digest, read
from review_tui.lint.across.shown import Shown, changed, report_of
from review_tui.lint.decisions.leaving import left_by
from review_tui.lint.failure import Failure
from review_tui.lint.identity import section_key
from review_tui.lint.report import Report, items_of
from review_tui.lint.run.wire import decode, encode, listed
from review_tui.lint.settings import Settings, matcher_of, selection_of

if TYPE_CHECKING:
    from review_tui.article import Article
    from review_tui.lint.check import Checked
    from review_tui.rules.model import Finding
    from review_tui.rules.reading import Reading


class Mode(StrEnum):
    """What to do with a file."""

    CHECK = "check"
    FIX = "fix"
    """Make the fixes in the file, and report what is left."""
    DIFF = "diff"
    """Report what there is, and what the fixes would change."""


class Task(msgspec.Struct, frozen=True):
    """One file to check.

    `path` is how messages name it, `file` where it is. `without` names rules that do not run on it, `accepted` tells
    the findings that are not to be fixed (see `Accepting`). `unsafe` makes the suggested fixes too. Where the task has
    what is `shown` on the file by the whole run, the report tells that and nothing else.
    """

    path: str
    file: str
    settings: Settings
    without: tuple[str, ...] = ()
    mode: Mode = Mode.CHECK
    unsafe: bool = False
    accepted: dict[str, str] = {}
    shown: Shown | None = None


class Outcome:
    """A report, and the SHA-256 of the content it is about (empty where that could not be read).

    The report becomes bytes where it travels to another process or is kept; a run in one process has no need of them.
    """

    def __init__(self, content: str, made: Report | bytes) -> None:
        """Take the report as it was made, or as bytes."""
        self.content = content
        self._made = made if isinstance(made, bytes) else listed(made)

    @property
    def report(self) -> Report:
        """Return the report."""
        return decode(self._made) if isinstance(self._made, bytes) else self._made

    @property
    def payload(self) -> bytes:
        """Return the report as bytes."""
        return self._made if isinstance(self._made, bytes) else encode(self._made)

    def __reduce__(self) -> tuple[type["Outcome"], tuple[str, bytes]]:
        """Travel as bytes."""
        return Outcome, (self.content, self.payload)


def run_batch(tasks: Sequence[Task]) -> list[Outcome]:
    """Return the outcomes of some tasks, in order. Never raises: what goes wrong is in the reports."""
    return [run_task(task) for task in tasks]


def prepare(task: Task) -> None:
    """Load everything that a task needs, so that processes forked from this one have it."""
    if task.shown is not None:
        return
    import gc

    check_bytes(b"", msgspec.structs.replace(task, mode=Mode.CHECK))
    gc.collect()
    gc.freeze()  # else the first collection in each process would copy all of it


def run_task(task: Task) -> Outcome:
    """Return the outcome of one task. Never raises: what goes wrong is in the report."""
    content = ""
    try:
        if task.shown is not None:
            return _telling(task, task.shown)
        if is_address(task.file):
            data = fetch(task.file)
            return Outcome(digest(data), check_bytes(data, task)[0])
        data, stamp = read(Path(task.file))
        content = stamp.sha256
        report, after = check_bytes(data, task)
        if after != data:
            report = _written(task, data, after, stamp, report)
    except FileProblem as problem:
        report = failed(task, problem.message)
    except Exception as error:
        report = broken(task, error)
    return Outcome(content, report)


def _telling(task: Task, shown: Shown) -> Outcome:
    try:
        data = fetch(task.file) if is_address(task.file) else read(Path(task.file))[0]
    except FileProblem:
        return Outcome("", changed(task.path))
    return Outcome(digest(data), report_of(task.path, data, shown))


def _written(task: Task, before: bytes, after: bytes, stamp: Stamp, report: Report) -> Report:
    """Write a file's fixed content, and return the report on what stands in the file then."""
    file = Path(task.file)
    unfixed = msgspec.structs.replace(task, mode=Mode.CHECK)
    try:
        write(file, after, expect=stamp)
    except Changed as problem:
        still, _ = check_bytes(read(file)[0], unfixed)
        return msgspec.structs.replace(still, notes=(f"not fixed: {problem.message}; run the command again",))
    except FileProblem as problem:
        still, _ = check_bytes(before, unfixed)
        failure = Failure(task.path, 0, f"not fixed: {problem.message}")
        return msgspec.structs.replace(still, failures=(*still.failures, failure))
    return report


def failed(task: Task, message: str, line: int = 0) -> Report:
    """Return the report on a file that could not be checked."""
    return Report(task.path, failures=(Failure(task.path, line, message),), is_extra=task.shown is not None)


def broken(task: Task, error: Exception) -> Report:
    """Return the report on a file that this program broke on, elsewhere than in a rule."""
    message = f"internal error: {type(error).__name__}: {error}; please report it"
    return Report(task.path, failures=(Failure(task.path, 0, message, internal=True),), is_extra=task.shown is not None)


def check_bytes(data: bytes, task: Task) -> tuple[Report, bytes]:
    """Return the report on a file's content, and the content after the fixes that the task asks for."""
    from review_tui.article import Article, EncodingProblem

    try:
        article = Article.from_bytes(data, task.path)
    except EncodingProblem as problem:
        return failed(task, str(problem), problem.line), data
    if task.mode is Mode.CHECK:
        return _report(_check(article, task), task, data), data
    return _mend(article, data, task)


class _Checked(NamedTuple):
    """An article that was read, and what the rules find in it."""

    reading: "Reading"
    found: "Checked"


def _check(article: "Article", task: Task) -> _Checked:
    from review_tui.lint.check import check_reading
    from review_tui.rules.reading import Reading

    settings = task.settings
    reading = Reading(article, matcher_of(settings.glossary), settings.options)
    return _Checked(reading, check_reading(reading, selection_of(settings, task.without)))


def _report(checked: _Checked, task: Task, data: bytes) -> Report:
    """Return the report on an article, which the file holds as `data`."""
    from review_tui.lint.across.contributing import contribution_of

    reading, found = checked
    article = reading.article
    sections = tuple(section_key(section.span.cut(article.text)) for section in article.sections)
    title = article.front_matter.text("title") or ""
    items = items_of(article, found.findings)
    contribution, broken = contribution_of(reading, selection_of(task.settings, task.without), data)
    failures = (*found.failures, *broken)
    return Report(article.path, items, failures, sections=sections, title=title, contribution=contribution)


def _mend(article: "Article", data: bytes, task: Task) -> tuple[Report, bytes]:
    from review_tui.lint.fixing.fixing import fix_article
    from review_tui.rules.severity import Safety

    last: dict[str, _Checked] = {}

    def found(text: "Article") -> "Sequence[Finding]":
        checked = _check(text, task)
        last.clear()
        last[text.text] = checked
        return checked.found.findings

    def staying(findings: "Sequence[Finding]") -> "list[Finding]":
        if not task.accepted:
            return []
        left = left_by(items_of(article, findings), task.accepted)
        return [finding for place, finding in enumerate(findings) if place in left]

    safeties = frozenset(Safety) if task.unsafe else frozenset({Safety.SAFE})
    fixed = fix_article(article, found, safeties, staying)
    shown = article if task.mode is Mode.DIFF else fixed.article
    after = fixed.article.to_bytes()
    left = data if task.mode is Mode.DIFF else after
    report = _report(last.get(shown.text) or _check(shown, task), task, left)
    counted = msgspec.structs.replace(report, mended=fixed.mended, unproven=fixed.unproven)
    if task.mode is Mode.DIFF:
        from review_tui.lint.fixing.difference import difference

        mark = "\ufeff" if article.bom else ""  # else the first line is not the file's, and no patch applies
        diff = difference(mark + article.text, mark + fixed.article.text, task.path)
        return msgspec.structs.replace(counted, diff=diff), data
    return counted, after
