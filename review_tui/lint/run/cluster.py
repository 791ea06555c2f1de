"""A Dask cluster as an executor. Only a run that names a scheduler loads this.

Paths travel, not contents: the workers read the articles and the glossary themselves, under the same paths, so they
need the same files (a shared drive, or addresses such as s3://…) and the same version of this program.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import wait
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

import review_tui
from review_tui.lint.run.cluster_worker import ClusterError, nothing, on_worker
from review_tui.lint.run.executor import AHEAD, Function, Pending
from review_tui.lint.run.in_thread import in_thread
from review_tui.lint.run.retrying import gone_over
from review_tui.lint.run.task import Task
from review_tui.lint.settings import glossary_digest
from review_tui.text.installing import how_to_install

if TYPE_CHECKING:
    from concurrent.futures import Future as Answer

    from distributed import Future

PATIENCE = 15.0  # seconds to wait for the scheduler
STARTING = 60.0  # seconds to wait for the first worker, and for another one when all are gone: some take long

_BATCH = 16  # articles that a worker gets at a time, where it is not a run of the linter
_REMEMBERED = 1000  # workers that are gone
_LOOK = 1.0  # seconds between two looks at whether anybody is working

Item = TypeVar("Item")
Result = TypeVar("Result")

_AWAY = "the cluster went away, and the rest is not checked; start it again, and run the command again"


class _BatchError(Exception):
    """This batch failed; the cluster is still usable."""


class _Sent(Generic[Result]):
    """A batch that a worker has. It fits the shape of `executor.Pending`."""

    def __init__(self, future: "Future[list[Result]]", cluster: "Cluster") -> None:
        self._future = future
        self._cluster = cluster
        self._answer: Answer[list[Result]] | None = None

    @property
    def lost(self) -> tuple[str, ...]:
        """Return the addresses of the workers that went away while they held the batch."""
        return self._cluster.lost_over(self._future.key)

    def result(self, timeout: float | None = None) -> list[Result]:
        """Return what came of the batch, or raise what went wrong; TimeoutError where it takes longer.

        Raises ClusterError where nothing can come of it any more: scheduler or workers are gone, or differ from here.
        """
        from distributed import KilledWorker

        if self._answer is None:
            self._answer = self._cluster.ask(self._future)
        while not wait([self._answer], _LOOK if timeout is None else timeout).done:
            self._cluster.look()
            if timeout is not None:
                raise TimeoutError
        try:
            return self._answer.result()
        except TimeoutError:  # the function raised it: waiting longer is of no use
            raise _BatchError("it took too long") from None
        except KilledWorker as error:
            worker = getattr(error.last_worker, "address", error.last_worker)
            raise _BatchError(f"each worker that tried it ended, the last one at {worker}") from error
        except ModuleNotFoundError as error:
            raise ClusterError(_unlike(error)) from error
        except Exception as error:
            if self._future.status == "error":
                raise
            raise ClusterError(_AWAY) from error  # it is not the batch that failed, but the way to it

    def end(self) -> list[Result]:
        """Return nothing: leaving the cluster breaks off what is under way there, and no file is fixed there."""
        return []


class _Unsent:
    """A batch that could not be sent."""

    lost: tuple[str, ...] = ()

    def __init__(self, error: ClusterError) -> None:
        self._error = error

    def result(self, timeout: float | None = None) -> Any:  # noqa: ARG002  nothing to wait for
        """Raise ClusterError."""
        raise self._error

    def end(self) -> list[Any]:
        """Return nothing."""
        return []


class Cluster:
    """The workers of a Dask cluster. Use it in a `with` block: leaving it lets go of what is under way there.

    A batch whose worker dies goes to another one; Dask gives up on it after a few deaths, and the files of that batch
    are then tried one by one, so that only the file that kills workers is reported.
    """

    def __init__(self, address: str) -> None:
        """Connect to the scheduler at `address`, such as `tcp://host:8786`.

        Raises ClusterError where distributed is not installed, the scheduler does not answer within PATIENCE seconds,
        no worker is there within STARTING seconds, or scheduler or worker cannot run this program.
        """
        try:
            import distributed
            from distributed.comm.addressing import resolve_address
        except ImportError as error:
            raise ClusterError(f"running on a cluster needs Dask: {how_to_install('dask')} ({error})") from error
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters of it is in our own messages
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
        connect: Any = distributed.Client  # typed in parts only
        try:
            resolve_address(address)  # a client half made of a wrong address takes half a minute to go
            self._client = in_thread(lambda: connect(address, timeout=PATIENCE, set_as_default=False), PATIENCE + 1)
        except Exception as error:  # whatever answers there instead of a scheduler makes the network library fail
            reason = str(error) or type(error).__name__
            raise ClusterError(
                f"no Dask scheduler answers: {reason}; check the address (tcp://HOST:PORT), and that it runs"
            ) from error
        self._asked: set[Answer[Any]] = set()
        self._lost: deque[tuple[str, frozenset[str]]] = deque(maxlen=_REMEMBERED)
        self._looked = self._worked = time.monotonic()
        try:
            with _or_gone():
                self._client.subscribe_topic("all", self._hear)
            self._client.wait_for_workers(1, timeout=STARTING)
            self._send(nothing, (), ()).result()
        except TimeoutError as error:
            self._leave()
            raise ClusterError("the cluster has no worker: start one (dask worker ADDRESS)") from error
        except ClusterError:
            self._leave()
            raise
        except Exception as error:
            self._leave()
            raise ClusterError(_unlike(error.__cause__ or error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._leave()

    def _leave(self) -> None:
        for answer in list(self._asked):
            answer.cancel()
        with suppress(ClusterError), _or_gone():  # there is no one left to tell then
            self._client.unsubscribe_topic("all")  # else the scheduler would complain that nobody hears it any more
        self._client.close()

    def _hear(self, event: tuple[float, Any]) -> None:
        """Note that a worker is gone. The scheduler tells this before the results of whoever took over its batches."""
        said = event[1]
        if isinstance(said, dict) and said.get("action") == "remove-worker" and not said.get("expected"):
            held = [*said.get("processing-tasks", ()), *said.get("lost-computed-tasks", ())]
            self._lost.append((str(said["worker"]), frozenset(map(str, held))))

    def lost_over(self, batch: object) -> tuple[str, ...]:
        """Return the addresses of the workers that went away while they held a batch; `batch` is its key."""
        return tuple(address for address, held in list(self._lost) if str(batch) in held)

    def ask(self, future: "Future[Result]") -> "Answer[Result]":
        """Ask for what came of a batch, once: the answer can then be waited for again and again.

        Dask's own wait with a timeout breaks off what fetches the result, also for whoever waits for it by then.
        Raises ClusterError where the client lost its scheduler.
        """

        async def outcome() -> Result:
            result: Result = await future
            return result

        asking = outcome()
        try:
            answer = asyncio.run_coroutine_threadsafe(asking, self._client.loop.asyncio_loop)
        except RuntimeError as error:  # the loop is closed
            asking.close()
            raise ClusterError(_AWAY) from error
        self._asked.add(answer)
        answer.add_done_callback(self._asked.discard)
        return answer

    @property
    def jobs(self) -> int:
        """Return how many batches the workers can have in hand at a time. Raises ClusterError where nobody says."""
        with _or_gone():
            return sum(self._client.nthreads().values())

    def look(self) -> None:
        """Raise ClusterError where no worker has been there for STARTING seconds, or the scheduler is gone."""
        now = time.monotonic()
        if now - self._looked < _LOOK:
            return
        self._looked = now
        with _or_gone():
            workers = self._client.nthreads()
        if workers:
            self._worked = now
        elif now - self._worked > STARTING:
            raise ClusterError("all its workers are gone, and the rest is not checked; start one, and run it again")

    def submit(self, function: Function, tasks: Sequence[Task], /) -> Pending:
        """Send a batch to a worker."""
        return self._send(function, tasks, sorted({task.settings.glossary for task in tasks}))

    def spread(
        self,
        function: Callable[[Sequence[Item]], list[Result]],
        items: Iterable[Item],
        glossary: tuple[str, ...],
        give_up: Callable[[Item, str], Result],
        tell: Callable[[Item, str], None],
    ) -> Iterator[Result]:
        """Yield the results of a function for some items, in order: it is called on the workers, with a batch of items.

        `glossary` are the files that the function reads there. Where a batch fails, its items are tried one by one, and
        `give_up(item, reason)` returns the result for one that fails again. `tell(item, message)` is called for the
        first item of a batch that workers went away over before another one finished it. Raises ClusterError where the
        cluster goes away, or a worker has other files or another version.
        """
        glossaries = [glossary] if glossary else []
        rest = iter(items)
        under_way: deque[tuple[list[Item], _Sent[Result] | _Unsent]] = deque()
        ahead = max(2, self.jobs) * AHEAD
        while True:
            while len(under_way) < ahead and (some := list(islice(rest, _BATCH))):
                under_way.append((some, self._send(function, some, glossaries)))
            if not under_way:
                return
            some, sent = under_way.popleft()
            results = _outcome(sent)
            if isinstance(results, Exception):
                for item in some:
                    alone = _outcome(self._send(function, [item], glossaries))
                    yield from [give_up(item, str(alone))] if isinstance(alone, Exception) else alone
            else:
                if lost := sent.lost:
                    tell(some[0], gone_over(lost, len(some)))
                yield from results

    def _send(
        self,
        function: Callable[[Sequence[Item]], list[Result]],
        items: Sequence[Item],
        glossaries: Iterable[tuple[str, ...]],
    ) -> "_Sent[Result] | _Unsent":
        digests = tuple((paths, glossary_digest(paths)) for paths in glossaries)
        version = review_tui.__version__
        try:
            with _or_gone():
                future = self._client.submit(on_worker, function, list(items), digests, version, pure=False)
        except ClusterError as error:
            return _Unsent(error)
        return _Sent(future, self)


def _outcome(sent: "_Sent[Result] | _Unsent") -> list[Result] | Exception:
    """Return the results of a batch, or what its function raised on the worker. Raises ClusterError as that does."""
    try:
        results: list[Result] = sent.result()
    except ClusterError:
        raise
    except Exception as error:
        return error
    return results


@contextmanager
def _or_gone() -> Iterator[None]:
    """Raise ClusterError for any error of a client that lost its scheduler: which one that is, its library chooses."""
    try:
        yield
    except Exception as error:
        raise ClusterError(_AWAY) from error


def _unlike(error: BaseException) -> str:
    """Return the message for a scheduler or worker that cannot run what is sent, as its versions differ: what to do."""
    return (
        f"it cannot run review-tui ({error}): install review-tui {review_tui.__version__}, and the same version of"
        " Dask, where the scheduler runs and where each worker runs"
    )
