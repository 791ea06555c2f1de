"""What `lint` does: find the files, run the rules over them, and report."""

import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct
from msgspec.structs import replace

from review_tui.cli.aboutglossary import report_glossary
from review_tui.cli.deciding import Deciding
from review_tui.cli.exit_codes import CLEAN, FINDINGS, INTERRUPTED, TROUBLE
from review_tui.cli.interrupt import at_once, interruptible
from review_tui.cli.messages import complain, note, warn
from review_tui.cli.progress import Progress
from review_tui.cli.streams import for_stream, style_of, write_data
from review_tui.files.address import fetch, is_address
from review_tui.lint.config.mistake import ConfigError
from review_tui.lint.discovery import Discovered, Exclusions, Found, Nothing, discover
from review_tui.lint.failure import Failure
from review_tui.lint.ignoring import Layer
from review_tui.lint.job import Mode, Task, broken, check_bytes, prepare
from review_tui.lint.project import Choices, Project
from review_tui.lint.report import Report
from review_tui.lint.rivals import settled
from review_tui.lint.run import Executor, Here, run
from review_tui.lint.settings import Settings
from review_tui.lint.tally import Tally, counted
from review_tui.lint.wire import sums_in
from review_tui.output.formats import FOR_PEOPLE, renderer
from review_tui.output.style import Style
from review_tui.output.summary import as_json, count, statistics, summary
from review_tui.rules.severity import Severity

if TYPE_CHECKING:
    from review_tui.lint.cache import Cache

STDIN = "-"
LOGGED = "github"  # the format that stands in the log of a job, among what people read
FEW = 8  # files: with no more than these, other processes are not worth their start


class Linting(Struct, frozen=True):
    """What `lint` was asked to do: its options. None means that the configuration decides."""

    paths: tuple[str, ...]
    choices: Choices = Choices()
    fix: bool = False
    unsafe: bool = False
    diff: bool = False
    output_format: str | None = None
    output_file: Path | None = None
    statistics: bool = False
    exit_zero: bool = False
    min_severity: Severity | None = None
    fail_on: Severity | None = None
    force_exclude: bool = False
    stdin_name: str = "stdin.md"
    jobs: int | None = None
    scheduler: str | None = None
    cache: bool = True
    decisions: bool = True
    baseline: bool = False
    prune: bool = False

    @property
    def mode(self) -> Mode:
        """Return what is to be done with each file."""
        return Mode.FIX if self.fix else Mode.DIFF if self.diff else Mode.CHECK

    @property
    def format(self) -> str:
        """Return the name of the format: the one that was chosen, or the one that fits the surroundings."""
        if self.output_format:
            return self.output_format
        return LOGGED if os.environ.get("GITHUB_ACTIONS") == "true" and not self.output_file else "text"


class _Run:
    """One run of `lint`: what holds for it, and what came of it so far."""

    def __init__(self, asked: Linting) -> None:
        self.asked = asked
        self.project = Project(asked.choices)
        self.tally = Tally()
        self.failing = False
        self.trouble = False
        self.aside: list[Failure] = []  # what keeps a glossary from counting, until a report tells it
        self.checked = 0
        self.passed_over: list[Nothing] = []
        self.glossaries: set[tuple[str, ...]] = set()
        self.settings: dict[str, tuple[Settings, bool]] = {}
        self.levels: dict[str, tuple[frozenset[Severity], frozenset[Severity]]] = {}
        self.misconfigured: set[str] = set()
        self.cache: Cache | None = None
        self.deciding = Deciding(self.project, self._shown) if asked.decisions else None
        self.progress = Progress(
            lambda: sum(isinstance(each, Found) for each in _discovered(self)), active=sys.stderr.isatty()
        )

    def tasks(self, found: Iterable[Discovered]) -> Iterator[Task | Report]:
        """Yield a task for each article, and a report of what cannot be checked."""
        for each in found:
            if isinstance(each, Failure):
                yield Report(each.path, failures=(each,))
            elif isinstance(each, Nothing):
                self.passed_over.append(each)
            else:
                try:
                    task = self.task(each)
                    yield from self.asides()
                    yield task
                except ConfigError as error:
                    yield from self.mistaken(error)
                self.checked += 1
        if not self.checked:
            for nothing in self.passed_over:
                if nothing.is_folder:
                    yield Report(nothing.path, failures=(Failure(nothing.path, 0, nothing.message),))

    def asides(self) -> Iterator[Report]:
        """Yield reports of what is wrong beside the articles, once: of the glossaries and decisions for a task."""
        found, self.aside = self.aside, []
        if self.asked.mode is not Mode.CHECK:  # else decisions are read when reports come in
            found += self._about_decisions()
        yield from (Report(each.path, failures=(each,), late=True) for each in found)

    def _about_decisions(self) -> list[Failure]:
        """Return what is wrong with the decisions that were read since the last time."""
        return self.deciding.take_failures() if self.deciding is not None else []

    def mistaken(self, error: ConfigError) -> Iterator[Report]:
        """Yield a report of a broken configuration, once; the articles it is for are not checked."""
        path = self._shown(error.mistakes[0].path)
        if path not in self.misconfigured:
            self.misconfigured.add(path)
            failures = tuple(Failure(path, mistake.line, mistake.message) for mistake in error.mistakes)
            yield Report(path, failures=failures)

    def _shown(self, path: Path) -> str:
        """Return how messages name a file: from the current folder where it lies there."""
        return (path.relative_to(self.project.folder) if path.is_relative_to(self.project.folder) else path).as_posix()

    def task(self, found: Found) -> Task:
        """Return what is to be done with one article."""
        folder = found.folder
        if folder not in self.settings:
            self.settings[folder] = self._settings(Path(folder))
        settings, ignoring = self.settings[folder]
        return Task(
            found.path,
            found.file,
            settings,
            self.project.without(Path(folder, found.path) if is_address(found.file) else Path(found.file))
            if ignoring
            else (),
            self.asked.mode,
            self.asked.unsafe,
            self._accepted(found.file),
        )

    def _settings(self, folder: Path) -> tuple[Settings, bool]:
        """Return what holds in a folder, and whether some rules do not run on some files there."""
        settings = self.project.settings(folder)
        if settings.glossary not in self.glossaries:
            self.glossaries.add(settings.glossary)
            self.aside += report_glossary(self.project.glossary(folder), self.cache, self._shown)
        return settings, bool(self.project.config(folder).per_file_ignores)

    def _accepted(self, file: str) -> frozenset[str]:
        """Return the keys of the findings that must not be fixed."""
        if self.deciding is None or self.asked.mode is Mode.CHECK:
            return frozenset()
        return frozenset(self.deciding.known(file))

    def _levels(self, path: str) -> tuple[frozenset[Severity], frozenset[Severity]]:
        """Return the severities that are not shown, and those that count, for the article that is called `path`."""
        folder = path.rpartition("/")[0]
        if folder not in self.levels:
            config = self.project.config(self.project.folder / folder)
            lowest = self.asked.min_severity or config.min_severity
            failing = self.asked.fail_on or config.fail_on
            self.levels[folder] = (
                frozenset(each for each in Severity if each.rank < lowest.rank),
                frozenset(each for each in Severity if each.rank >= failing.rank),
            )
        return self.levels[folder]

    def text_of(self, path: str) -> str | None:
        """Return the text of an article of the run, None where it cannot be read any more."""
        from review_tui.article.source import EncodingProblem, decode
        from review_tui.files.stamp import FileProblem, read

        try:
            data = fetch(path) if is_address(path) else read(self.project.folder / path)[0]
            return decode(data).text
        except (FileProblem, EncodingProblem):
            return None

    def judged(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Yield the reports as they are shown, and note what they mean for the exit code."""
        for report in reports:
            if report.failures or report.notes:
                self.progress.clear()
            self._blame(report.failures)
            for each in report.notes:
                warn(f"{report.path}: {each}")
            self.progress.tick(self.tally.files + 1, self.tally.findings)
            if report.failures and not report.items:
                yield report
                continue
            hidden, failing = self._levels(report.path)
            left = report if self.deciding is None else self.deciding.apply(report)
            if self.asked.mode is Mode.CHECK and (damage := self._about_decisions()):
                self._blame(damage)
                yield from (Report(each.path, failures=(each,), late=True) for each in damage)
            if not hidden.isdisjoint(sums_in(left).severities):
                left = replace(left, items=tuple([item for item in left.items if item.severity not in hidden]))
            if self.asked.baseline and self.deciding is not None:
                self.deciding.adopt(left)
                left = replace(left, items=())
            self.failing = self.failing or bool(report.diff) or not failing.isdisjoint(sums_in(left).severities)
            yield left

    def _blame(self, failures: Iterable[Failure]) -> None:
        """Say what kept something from being checked."""
        for failure in failures:
            self.trouble = True
            complain(str(failure))

    def finish(self) -> int:
        """Say what was passed over, and return the exit code."""
        for each in self.passed_over:
            if each.is_folder and self.checked:
                warn(f"{each.path}: {each.message}")
        if self.deciding is not None:
            folders = [Path(self.project.folder, path) for path in self.asked.paths if path != STDIN]
            self.deciding.finish([path for path in folders if path.is_dir()], pruning=self.asked.prune)
            self.trouble |= self.deciding.trouble
        nothing = not self.checked and (not self.passed_over or any(each.is_folder for each in self.passed_over))
        if self.trouble or nothing:
            return TROUBLE
        return FINDINGS if self.failing and not self.asked.exit_zero else CLEAN


def lint(asked: Linting) -> int:
    """Do what was asked; return the exit code."""
    this = _Run(asked)
    if asked.paths == (STDIN,):
        return _lint_stdin(this)
    with interruptible() as stop:
        with closing(_reports(this, stop)) as reports, closing(settled(reports, this.text_of, stop)) as whole:
            _write(this, whole)
        if stop():
            note(f"Interrupted: {count(this.tally.files, 'file')} checked so far.")
            return INTERRUPTED
    return this.finish()


def _reports(this: _Run, stop: Callable[[], bool]) -> Generator[Report]:
    """Yield the reports on the files that are meant, in order: in this process where they are few, else in several."""
    asked = this.asked
    with ExitStack() as stack:
        if asked.cache and asked.mode is Mode.CHECK:
            from review_tui.lint.cache import open_cache

            this.cache = stack.enter_context(open_cache())
        stream = this.tasks(_discovered(this))
        if asked.scheduler is not None:
            yield from _on_cluster(this, asked.scheduler, stream, stop)
            return
        first = list(islice(stream, FEW + 1))
        jobs = 1 if len(first) <= FEW else asked.jobs or _processors()
        executor: Executor = Here()
        if jobs > 1:
            from review_tui.lint.workers import Workers

            executor = stack.enter_context(Workers(jobs, prepare))
        yield from run(chain(first, stream), executor, jobs=jobs, cache=this.cache, stop=stop)


def _on_cluster(
    this: _Run, scheduler: str, tasks: Iterable[Task | Report], stop: Callable[[], bool]
) -> Iterator[Report]:
    from review_tui.lint.cluster import Cluster, ClusterError

    try:
        with at_once():  # connecting may take long, and nothing is there yet to be ended in good order
            cluster = Cluster(scheduler)
        with cluster:
            yield from run(tasks, cluster, jobs=max(2, cluster.jobs), cache=this.cache, stop=stop)
    except ClusterError as error:
        this.checked = this.checked or 1  # what there is to check is not known: it is not nothing
        yield Report(scheduler, failures=(Failure(scheduler, 0, str(error)),), late=True)


def _discovered(this: _Run) -> Iterator[Discovered]:
    def exclude(folder: str) -> Layer | None:
        with suppress(ConfigError):  # said when an article is found there
            return this.project.exclude(Path(folder))
        return None

    def gitignore(folder: str) -> bool:
        with suppress(ConfigError):
            return this.project.config(Path(folder)).gitignore
        return True

    return discover(this.asked.paths, Exclusions(exclude, gitignore, this.asked.force_exclude))


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _lint_stdin(this: _Run) -> int:
    """Check the article on stdin. With --fix it goes to stdout, fixed or as it was, and the report to stderr."""
    this.checked = 1
    name = this.asked.stdin_name
    reports, after = _checked(this, Found(name, str(Path(this.project.folder, name))))
    if this.asked.fix:
        write_data(after)
    _write(this, reports)
    return this.finish()


def _checked(this: _Run, found: Found) -> tuple[list[Report], bytes]:
    """Return the reports on stdin, and its content after the fixes. What goes wrong is in the reports."""
    data = b""
    try:
        data = sys.stdin.buffer.read()
        task = this.task(found)
    except OSError as error:
        failure = Failure(found.path, 0, f"stdin cannot be read: {(error.strerror or str(error)).lower()}")
        return [Report(found.path, failures=(failure,))], data
    except ConfigError as error:
        return list(this.mistaken(error)), data
    try:
        report, after = check_bytes(data, task)
    except Exception as error:
        report, after = broken(task, error), data
    return [*this.asides(), report], after


def _write(this: _Run, reports: Iterable[Report]) -> None:
    """Write the report where it belongs, as it comes in."""
    asked = this.asked
    shown = counted(this.judged(reports), this.tally)
    with _sink(asked) as (put, style):
        for piece in _pieces(this, shown, style):
            this.progress.clear()
            put(piece)
        this.progress.clear()
    if asked.diff:
        tally = this.tally
        note(f"{count(tally.mended, 'finding')} would be fixed in {count(tally.mended_files, 'file')}.")
    elif asked.format in FOR_PEOPLE or asked.format == LOGGED or asked.output_file is not None:
        text = summary(this.tally, fixing=asked.fix)
        aside = asked.format not in FOR_PEOPLE or (asked.fix and asked.paths == (STDIN,))
        click.echo(text, nl=False, err=aside or asked.output_file is not None)
        if asked.output_file is not None:
            note(f"The report is in {asked.output_file}.")


def _pieces(this: _Run, reports: Iterable[Report], style: Style) -> Iterator[str]:
    """Yield what is to be written."""
    asked = this.asked
    if asked.diff:
        yield from (report.diff for report in reports if report.diff)
    elif asked.statistics:
        for _ in reports:
            pass
        yield from _statistics(this.tally, asked.format, style)
    else:
        yield from renderer(asked.format)(reports, style)


def _statistics(tally: Tally, name: str, style: Style) -> Iterator[str]:
    if name in FOR_PEOPLE:
        yield from statistics(tally, style)
        yield "\n"
    else:
        from review_tui.lint.jsonline import encoded

        yield encoded(as_json(tally)) + "\n"


@contextmanager
def _sink(asked: Linting) -> Iterator[tuple[Callable[[str], object], Style]]:
    """Give what writes a piece of the report, and its style. A file is replaced when all of it is written."""
    if asked.output_file is not None:
        from review_tui.files.atomic import replacing

        with replacing(asked.output_file) as draft:
            yield lambda piece: draft.write(piece.encode()), Style()
        return
    stream = sys.stderr if asked.fix and asked.paths == (STDIN,) else sys.stdout
    if asked.format not in FOR_PEOPLE and hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8")
    yield lambda piece: stream.write(for_stream(piece, stream) if asked.diff else piece), style_of(stream)
    stream.flush()
