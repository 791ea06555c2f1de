"""Worker processes: they share the work, and the death of one is told and survived.

Most tests run a program of their own, since a process with threads, such as a test runner's, cannot be forked safely.
"""

import errno
import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace
from typing import Any

import pytest

from review_tui.lint.report import Report
from review_tui.lint.run import workers
from review_tui.lint.run.executor import Pending, WorkerDiedError
from review_tui.lint.run.task import Mode, Task, TaskResult
from review_tui.lint.run.workers import Workers, processors
from review_tui.lint.settings import Settings

ROOT = Path(__file__).parents[3]

PROGRAM = """
import json, os, signal, sys
from pathlib import Path
from review_tui.lint.run.task import Task
from review_tui.lint.run.writing import run_batch
from review_tui.lint.run.run import run
from review_tui.lint.settings import Settings
from review_tui.lint.run import retrying as module
from review_tui.lint.run.workers import Workers

MARK = Path("mark")

def dying(tasks):
    for task in tasks:
        if task.path == "always.md" or (task.path == "once.md" and not MARK.exists()):
            MARK.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if task.path == "leaves.md":
            os._exit(7)
        if task.path == "large.md":
            raise MemoryError
    return run_batch(tasks)

def main(paths):
    module.run_batch = dying
    tasks = [Task(path, path, Settings(select=("H101",))) for path in paths]
    with Workers(2) as workers:
        reports = list(run(tasks, workers, jobs=2))
    print(json.dumps([
        [report.path, len(report.items), [failure.message for failure in report.failures], list(report.notes)]
        for report in reports
    ]))

if __name__ == "__main__":
    main(sys.argv[1:])
"""


def checked(folder: Path, *names: str) -> list[Any]:
    program = folder / "program.py"
    program.write_text(PROGRAM, "utf-8")
    for name in names:
        (folder / name).write_text("##甲\n", "utf-8")
    done = subprocess.run(
        [sys.executable, str(program), *names],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    reports: list[Any] = json.loads(done.stdout)
    return reports


def test_reports_come_in_the_order_of_the_tasks(tmp_path: Path) -> None:
    names = [f"{number:02}.md" for number in range(40)]
    reports = checked(tmp_path, *names)
    assert [report[0] for report in reports] == names
    assert all(report[1:] == [1, [], []] for report in reports)


def test_a_file_that_kills_its_worker_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    names = [f"{number:02}.md" for number in range(10)]
    names[6:6] = ["always.md"]
    reports = checked(tmp_path, *names, "leaves.md")
    assert [report[0] for report in reports] == [*names, "leaves.md"]
    failures = {report[0]: report[2] for report in reports if report[2]}
    assert failures.keys() == {"always.md", "leaves.md"}
    assert "the worker process was killed by SIGKILL" in failures["always.md"][0]
    assert "ended with exit code 7" in failures["leaves.md"][0]
    assert all(report[1] == 1 for report in reports if not report[2])


def test_a_file_that_takes_all_memory_ends_its_worker_and_not_the_run(tmp_path: Path) -> None:
    reports = checked(tmp_path, "a.md", "large.md", "b.md")
    assert [report[1] for report in reports] == [1, 0, 1]
    assert reports[1][2] == ["there is not enough memory: free some (`lint` takes less with --jobs 1)"]


def test_a_file_whose_worker_was_killed_by_chance_is_checked_again_and_named(tmp_path: Path) -> None:
    reports = checked(tmp_path, "a.md", "once.md", "b.md", "c.md", "d.md", "e.md")
    assert all(report[1:3] == [1, []] for report in reports)
    notes = {report[0]: report[3] for report in reports if report[3]}
    assert notes.keys() == {"once.md"}
    assert "was killed by SIGKILL while it held this file; it was checked again" in notes["once.md"][0]


LARGE = """
from review_tui.lint.report import Report
from review_tui.lint.run.task import TaskResult, Task
from review_tui.lint.run.run import run
from review_tui.lint.settings import Settings
from review_tui.lint.run import retrying as module
from review_tui.lint.run.workers import Workers

def telling(tasks):
    return [TaskResult("", Report(task.path, notes=("x" * 20_000,))) for task in tasks]

if __name__ == "__main__":
    module.run_batch = telling
    tasks = [Task(f"{number:03}.md", "", Settings(select=(str(number) * 7_000,))) for number in range(200)]
    with Workers(2) as workers:
        for report in run(tasks, workers, jobs=2):
            print(report.path)
"""


def test_batches_and_outcomes_larger_than_what_fits_between_the_processes_do_not_hold_each_other_up(
    tmp_path: Path,
) -> None:
    program = tmp_path / "program.py"
    program.write_text(LARGE, "utf-8")
    done = subprocess.run(
        [sys.executable, str(program)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=20,  # it takes one second, or for ever
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [f"{number:03}.md" for number in range(200)]


class Threads:
    """A context whose processes are threads that take some batches each, and end. `left` may still be started."""

    Pipe = staticmethod(multiprocessing.Pipe)

    def __init__(self, left: int, batches: int = 1) -> None:
        self.left = left
        self.batches = batches
        self.begun: list[Thread] = []
        self.blocked: set[int] = set()
        self.waits: list[float | None] = []  # seconds for which the end of a process was waited for

    def get_start_method(self) -> str:
        return "spawn"

    def Process(self, args: tuple[Connection, object], **_: object) -> SimpleNamespace:  # noqa: N802
        def start() -> None:
            self.blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
            self.left -= 1
            if self.left < 0:
                raise BlockingIOError(errno.EAGAIN, "no more processes")
            end = Connection(os.dup(args[0].fileno()))
            self.begun.append(Thread(target=_work, args=(end, self.batches)))
            self.begun[-1].start()

        def nothing(*_: object) -> None:
            pass

        def join(seconds: float | None = None) -> None:
            self.waits.append(seconds)

        return SimpleNamespace(start=start, join=join, terminate=nothing, kill=nothing, exitcode=-9)


def _work(end: Connection, batches: int) -> None:
    with end, suppress(EOFError, OSError):
        for _ in range(batches):
            function, tasks = end.recv()
            for outcome in function(tasks):
                end.send(outcome)


GO_ON = Event()


def told(tasks: Sequence[Task]) -> list[TaskResult]:
    return [TaskResult("", Report(task.path)) for task in tasks]


def told_later(tasks: Sequence[Task]) -> list[TaskResult]:
    GO_ON.wait(60)
    return [TaskResult("", Report(task.path)) for task in tasks]


def workers_of(monkeypatch: pytest.MonkeyPatch, jobs: int, threads: Threads) -> Workers:
    monkeypatch.setattr(workers, "_context", lambda: threads)
    return Workers(jobs)


def names(pending: Pending) -> list[str]:
    while True:
        with suppress(TimeoutError):
            return [outcome.report.path for outcome in pending.result(60)]


def test_what_a_worker_sent_before_it_ended_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    threads = Threads(2)
    with workers_of(monkeypatch, 1, threads) as ending:
        first = ending.submit(told, [Task("a.md", "", Settings())])
        threads.begun[0].join()
        second = ending.submit(told, [Task("b.md", "", Settings())])
        assert names(first) == ["a.md"]
        with pytest.raises(WorkerDiedError):
            second.result(60)


@pytest.mark.parametrize("mode", [Mode.CHECK, Mode.FIX])
def test_only_a_file_that_is_being_fixed_is_waited_for(monkeypatch: pytest.MonkeyPatch, mode: Mode) -> None:
    GO_ON.clear()
    threads = Threads(1)
    with workers_of(monkeypatch, 1, threads) as left:
        left.submit(told_later, [Task("a.md", "", Settings(), mode=mode)])
    GO_ON.set()
    assert any(threads.waits) is (mode is Mode.FIX)


def test_no_signal_reaches_a_process_before_it_knows_what_to_do_then(monkeypatch: pytest.MonkeyPatch) -> None:
    threads, before = Threads(1), signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with workers_of(monkeypatch, 1, threads) as started:
        assert names(started.submit(told, [Task("a.md", "", Settings())])) == ["a.md"]
    assert threads.blocked - before == {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before


def test_there_are_as_many_workers_as_the_system_lets_us_start(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [f"{number}.md" for number in range(8)]
    with workers_of(monkeypatch, 4, Threads(2, batches=8)) as few:
        pending = [few.submit(told_later, [Task(path, "", Settings())]) for path in paths]
        GO_ON.set()
        assert [names(each) for each in pending] == [[path] for path in paths]


def test_where_there_can_be_no_worker_at_all_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    with workers_of(monkeypatch, 4, Threads(0)) as none:
        assert names(none.submit(told, [Task("a.md", "", Settings()), Task("b.md", "", Settings())])) == [
            "a.md",
            "b.md",
        ]


def test_no_more_processors_are_used_than_the_process_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 3, 5}, raising=False)
    assert processors() == 3


def test_where_the_system_does_not_say_it_is_all_that_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    for there, used in ((6, 6), (None, 1)):
        monkeypatch.setattr(os, "cpu_count", lambda there=there: there)
        assert processors() == used


PREPARING = """
import os, sys, threading
from review_tui.lint.run.task import Task
from review_tui.lint.run.writing import run_batch
from review_tui.lint.run.workers import Workers
from review_tui.lint.settings import Settings

def main(with_thread):
    done = threading.Event()
    if with_thread:
        threading.Thread(target=done.wait).start()
    prepared = []
    with Workers(1, prepared.append) as workers:
        for _ in range(2):
            workers.submit(run_batch, [Task("a.md", "a.md", Settings(select=("H101",)))]).result(60)
    done.set()
    print(len(prepared), workers._context.get_start_method())

if __name__ == "__main__":
    main(len(sys.argv) > 1)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
@pytest.mark.parametrize(("arguments", "said"), [((), "1 fork"), (("thread",), "0 spawn")])
def test_what_no_process_inherits_is_not_loaded_here(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    program = tmp_path / "preparing.py"
    program.write_text(PREPARING, "utf-8")
    (tmp_path / "a.md").write_text("##甲\n", "utf-8")
    command = [sys.executable, str(program), *arguments]
    ran = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (ran.returncode, ran.stdout.strip()) == (0, said), ran.stderr
