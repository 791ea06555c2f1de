"""Worker processes on this machine. Each sends its results one by one, so that it is known at which file one died."""

import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from types import TracebackType
from typing import Self

from review_tui.lint.run.executor import Function, WorkerDiedError
from review_tui.lint.run.retrying import is_fixing
from review_tui.lint.run.task import Task, TaskResult
from review_tui.lint.run.worker_process import NO_MEMORY, serve, unheard

_AT_ONCE = 2  # batches a worker is given: one in hand, and one to go on with
_PATIENCE = 3.0  # seconds to wait for the files that are being fixed when all ends; what is cut off then is not written
_WRITING = 1.0  # seconds to wait for them where nobody takes in any more what was done: enough to write one


@dataclass(eq=False, slots=True)
class _Job:
    """A batch: waiting, at a worker, or finished. It fits the shape of `executor.Pending`."""

    message: bytes
    """The function and its tasks, as the worker gets them."""
    size: int
    """How many tasks there are."""
    fixes: bool
    """Whether one of them changes its file."""
    workers: "Workers"
    outcomes: list[TaskResult] = field(default_factory=list)
    error: Exception | None = None
    lost: tuple[str, ...] = ()  # a death is told at once, and names the file

    @property
    def finished(self) -> bool:
        return self.error is not None or len(self.outcomes) == self.size

    def result(self, timeout: float | None = None) -> list[TaskResult]:
        if not self.finished:
            self.workers.attend(timeout)
        if self.error is not None:
            raise self.error
        if not self.finished:
            raise TimeoutError
        return self.outcomes

    def end(self) -> list[TaskResult]:
        self.workers.end()
        return self.outcomes

    def run(self) -> None:
        """Do it in this process."""
        function, tasks = ForkingPickler.loads(self.message)
        self.outcomes += function(tasks)


@dataclass(eq=False, slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    room: int
    """How many bytes of a batch can wait for it while it is busy."""
    jobs: deque[_Job] = field(default_factory=deque)


class Workers:
    """A few processes that take batches. Use it in a `with` block: leaving it ends them.

    There are no threads: whoever waits for a result serves all workers meanwhile.
    """

    def __init__(self, jobs: int, prepare: Callable[[Task], None] | None = None) -> None:
        """Start no process yet: the first ones come with the first batches.

        Where processes are forked, `prepare` is called once before that, with the first task: what it loads is there in
        each of them.
        """
        self._jobs = jobs
        self._context = _context()
        self._forks = self._context.get_start_method() == "fork"
        self._prepare = prepare if self._forks else None
        self._workers: list[_Worker] = []
        self._queue: deque[_Job] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        is_writing = any(job.fixes for worker in self._workers for job in worker.jobs)
        for worker in self._workers:
            worker.connection.close()
            worker.process.terminate()
        # One that only checks has nothing to finish, and may not hear of its end for long: while it is being started.
        self._let_go(time.monotonic() + (_WRITING if is_writing else 0))

    def submit(self, function: Function, tasks: Sequence[Task], /) -> _Job:
        """Queue a batch for the next free worker."""
        if self._prepare is not None:
            self._prepare(tasks[0])
            self._prepare = None
        # A copy: the view of a buffer that a dying worker's job leaves behind brings Python 3.12.1 down at its end.
        job = _Job(bytes(ForkingPickler.dumps((function, tasks))), len(tasks), is_fixing(tasks), self)
        self._queue.append(job)
        self.attend(0)
        return job

    def end(self) -> None:
        """End the workers, one that fixes a file after that file, and take in all that they sent."""
        self._queue.clear()
        for worker in self._workers:
            worker.process.terminate()
        until = time.monotonic() + _PATIENCE
        for worker in self._workers:
            with suppress(EOFError, OSError):  # it has ended
                _take_in(worker, until)
            worker.connection.close()
        self._let_go(until)

    def _let_go(self, until: float) -> None:
        """See the workers end; after that time (of the monotonic clock, in seconds) those too that are at a file."""
        try:
            for worker in self._workers:
                worker.process.join(max(0.0, until - time.monotonic()))
        finally:
            for worker in self._workers:
                worker.process.kill()
                worker.process.join()
            self._workers.clear()

    def attend(self, timeout: float | None) -> None:
        """Give free workers something to do, and take in what the others sent; wait for that up to `timeout` seconds.

        With None it waits until something comes.
        """
        self._hand_out()
        busy = [worker for worker in self._workers if worker.jobs]
        ready = wait([worker.connection for worker in busy], timeout) if busy else []
        for worker in busy:
            if worker.connection in ready:
                try:
                    _take_in(worker)
                except (EOFError, OSError):
                    self._bury(worker)
        self._hand_out()

    def _hand_out(self) -> None:
        """Give each worker a batch, and one more, so that none is idle until its results are read.

        Sending must never block on a busy worker: that one may itself be blocked until its results are read here, and
        both would wait for ever. So a batch that may not fit into the buffer stays here until a worker is free.
        """
        while self._queue:
            worker = min(self._workers, key=lambda each: len(each.jobs), default=None)
            if worker is None or (worker.jobs and len(self._workers) < self._jobs):
                worker = self._another() or worker
            if worker is None:
                self._queue.popleft().run()
                continue
            if len(worker.jobs) >= (_AT_ONCE if len(self._queue[0].message) <= worker.room else 1):
                return
            worker.jobs.append(self._queue.popleft())
            try:
                worker.connection.send_bytes(worker.jobs[-1].message)
            except OSError:
                self._bury(worker)

    def _another(self) -> _Worker | None:
        """Start a worker; where the system does not let us, return None, and make do with those that there are."""
        try:
            worker = self._start()
        except OSError:
            self._jobs = len(self._workers)
            return None
        self._workers.append(worker)
        return worker

    def _bury(self, worker: _Worker) -> None:
        """Say of the job in hand that its worker died, and give the next one to another worker."""
        with suppress(EOFError, OSError):  # what it sent before that is done
            _take_in(worker)
        worker.connection.close()
        worker.process.join()
        self._workers.remove(worker)
        if worker.jobs:
            message = f"the worker process {_end(worker.process.exitcode)}"
            job = worker.jobs.popleft()
            job.error = WorkerDiedError(message, job.outcomes, lacked_memory=worker.process.exitcode == NO_MEMORY)
            self._queue.extendleft(reversed(worker.jobs))

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        inherited = [ours, *(worker.connection for worker in self._workers)]
        # Only a forked process has the ends of the other pipes, and must let go of them.
        process = self._context.Process(target=serve, args=(theirs, inherited if self._forks else []), daemon=True)  # type: ignore[attr-defined]
        try:
            worker = _Worker(process, ours, _room(ours))  # type: ignore[arg-type, unused-ignore]  # Windows has another
            with unheard():
                process.start()
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        return worker


def _take_in(worker: _Worker, until: float = 0.0) -> None:
    """Take in what a worker sent, and wait for more until that time (of the monotonic clock, in seconds).

    Raises EOFError or OSError where the worker has ended.
    """
    while worker.jobs and worker.connection.poll(max(0.0, until - time.monotonic())):
        worker.jobs[0].outcomes.append(worker.connection.recv())
        if worker.jobs[0].finished:
            worker.jobs.popleft()


def processors() -> int:
    """Return how many processors this process may use: of a machine that is shared, not all that there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _room(connection: Connection) -> int:
    """Return how many bytes a batch may have that is sent before another one is read, so that sending does not wait.

    The buffer holds at most the batch in hand and the next one, and the system's own bookkeeping counts too.
    """
    if sys.platform == "win32":
        return 0  # no socket there: a batch at a time
    with socket.socket(fileno=os.dup(connection.fileno())) as end:
        return end.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) // (2 * _AT_ONCE)


def _context() -> BaseContext:
    """Return how to start processes: by forking where that is safe, since then nothing has to be loaded again."""
    if sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _end(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return f"was killed by {signal.Signals(-code).name}"
        except ValueError:
            return f"was killed by signal {-code}"
    return "had not enough memory" if code == NO_MEMORY else f"ended with exit code {code}"
