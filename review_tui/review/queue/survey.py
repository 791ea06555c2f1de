"""Looking at all articles in the background: in other processes, so that the screen stays quick, and again on a change.

A thread of its own finds the files and waits for the reports; whoever shows them takes them with `drain`.
"""

import time
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing import resource_tracker
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from review_tui.files.address import is_address
from review_tui.files.stamp import Glance, glance
from review_tui.lint.config.mistake import ConfigError
from review_tui.lint.discovery.discovery import Found, discover
from review_tui.lint.failure import Failure
from review_tui.lint.project import Project, exclusions_of
from review_tui.lint.report import Report
from review_tui.lint.run.cache import forget, open_cache
from review_tui.lint.run.executor import Executor, Here
from review_tui.lint.run.job import prepare
from review_tui.lint.run.run import FEW, run
from review_tui.lint.run.task import Task
from review_tui.lint.run.workers import Workers, processors

AGAIN = 5.0  # seconds between two looks at the folders, at the least
SPARING = 30  # times as long as a look takes is the pause after it: a folder of many thousands is no steady load
PATIENCE = 3.0  # seconds to wait for the end


class Gone(NamedTuple):
    """An article that is no more."""

    path: str


class AllSeen(NamedTuple):
    """All is looked at, for now."""


News = Found | Report | Gone | AllSeen


class _Seen(NamedTuple):
    """What an article was looked at with: its file, None where that went away just now, and those of its glossary."""

    article: Glance | None
    glossary: tuple[Glance | None, ...]


class _Glances:
    """How the files of glossaries are during one look, by their paths: each is glanced at once."""

    def __init__(self, project: Project) -> None:
        self.known: dict[tuple[str, ...], tuple[Glance | None, ...]] = {}
        self._project = project
        self._paths: dict[str, tuple[str, ...]] = {}  # by folder

    def beside(self, folder: str) -> tuple[Glance | None, ...]:
        """Return how the glossary for a folder's articles is; empty where its configuration is wrong."""
        if folder not in self._paths:
            try:
                self._paths[folder] = self._project.settings(Path(folder)).glossary
            except ConfigError:
                self._paths[folder] = ()
        paths = self._paths[folder]
        if paths not in self.known:
            self.known[paths] = tuple(map(glance, paths))
        return self.known[paths]


def articles_in(project: Project, paths: Sequence[str]) -> Iterator[Found | Failure]:
    """Yield the articles that paths name or hold, and what is wrong with the others.

    A configuration that is wrong leaves nothing out: whoever asks for the settings is told.
    """
    exclusions = exclusions_of(project)
    for path in paths:
        if is_address(path):
            yield Failure(
                path, 0, "an address can be checked with `review-tui lint`; the desk needs files on this machine"
            )
    for found in discover([path for path in paths if not is_address(path)], exclusions):
        yield found if isinstance(found, Found) else Failure(found.path, 0, found.message)


class Survey:
    """Watches over the articles in some files and folders. `total` and `done` tell how far it is.

    `problem` says what went wrong, should the watching have ended.
    """

    def __init__(self, project: Project, paths: Sequence[str], jobs: int | None = None) -> None:
        """Take what to look at; `jobs` are the processes to use, by default one fewer than it may have processors."""
        self.total = self.done = 0
        self.problem = ""
        self.is_busy = True
        self._project = project
        self.paths = tuple(paths)
        self._jobs = jobs if jobs is not None else max(1, processors() - 1)
        self._news: deque[News] = deque()
        self._known: dict[str, _Seen | None] = {}  # by path; None of what is to be looked at whatever it was
        self._glossaries: dict[tuple[str, ...], tuple[Glance | None, ...]] = {}
        self._stop, self._wake, self._anew = Event(), Event(), Event()
        self._thread: Thread | None = None
        self._pause = AGAIN

    def start(self) -> None:
        """Begin; before anything takes sys.stderr away, as Textual does, since then no process could be started."""
        resource_tracker.ensure_running()
        self._thread = Thread(target=self._watch, name="survey", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End, and wait for the end, but not for a disk that does not answer."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def look_again(self) -> None:
        """Look at every article again at once: the glossary is another one. Without a call, it is found later."""
        self._anew.set()
        self._wake.set()

    def drain(self, most: int) -> list[News]:
        """Return what came to light since the last time, as far as it is no more than `most` pieces."""
        return [self._news.popleft() for _ in range(min(most, len(self._news)))]

    def _watch(self) -> None:
        try:
            while not self._stop.is_set():
                self.look()
                self._wake.wait(self._pause)
                self._wake.clear()
        except Exception as error:  # whatever it is, the desk goes on without the list being checked
            self.problem = f"{type(error).__name__}: {error}"
            self.is_busy = False
            self._news.append(AllSeen())

    def look(self) -> None:
        """Look once at what is new or changed, in this thread."""
        begun = time.perf_counter()
        if self._anew.is_set():
            self._anew.clear()
            self._known = dict.fromkeys(self._known)  # they are still known to be there: one that is gone is told of
            forget()
        tasks = list(self._tasks())
        self._pause = max(AGAIN, SPARING * (time.perf_counter() - begun))
        if tasks and not self._stop.is_set():
            self.total, self.done, self.is_busy = len(tasks), 0, True
            for report in self._reports(tasks):
                self._news.append(report)
                self.done += 1
        if tasks or self.is_busy:
            self.is_busy = False
            self._news.append(AllSeen())

    def _tasks(self) -> Iterator[Task | Report]:
        """Yield a task for each article that is new or changed, and tell of those that are gone."""
        seen: set[str] = set()
        glossaries = _Glances(self._project)
        for each in articles_in(self._project, self.paths):
            if self._stop.is_set():
                return
            if isinstance(each, Failure):
                continue
            seen.add(each.path)
            now = _Seen(glance(each.file), glossaries.beside(each.folder))
            if each.path not in self._known:
                self._news.append(each)
            elif self._known[each.path] == now:
                continue
            self._known[each.path] = now
            yield self._task(each)
        if glossaries.known != self._glossaries:
            self._glossaries = glossaries.known
            forget()
        for path in self._known.keys() - seen:
            del self._known[path]
            self._news.append(Gone(path))

    def _task(self, found: Found) -> Task | Report:
        try:
            settings = self._project.settings(Path(found.folder))
            return Task(found.path, found.file, settings, self._project.ignored_rules(Path(found.file)))
        except ConfigError as error:
            return Report(found.path, failures=(Failure(found.path, 0, str(error)),))

    def _reports(self, tasks: Sequence[Task | Report]) -> Iterator[Report]:
        def stop() -> bool:
            return self._stop.is_set() or self._anew.is_set()

        with open_cache() as cache:
            if len(tasks) <= FEW:
                yield from run(tasks, Here(), cache=cache, stop=stop)
                return
            executor: Executor
            with Workers(self._jobs, prepare) as executor:
                yield from run(tasks, executor, jobs=max(2, self._jobs), cache=cache, stop=stop)
