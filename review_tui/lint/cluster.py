"""A Dask cluster as what takes the batches of a run. Only a run that names a scheduler loads this.

Paths travel, not contents: the workers read the articles and the glossary themselves, under the same paths, so they
need the same files (a shared drive, or addresses such as s3://…) and the same version of this program.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Self, TypeVar

from msgspec import Struct

import review_tui
from review_tui.lint.cache import forget
from review_tui.lint.job import Outcome, Task, encode, failed
from review_tui.lint.run import AHEAD
from review_tui.lint.settings import glossary_digest

if TYPE_CHECKING:
    from distributed import Future

PATIENCE = 15.0  # seconds to wait for the scheduler, and then for the first worker

_BATCH = 16  # articles that a worker gets at a time, where it is not a run of the linter

Item = TypeVar("Item")
Result = TypeVar("Result")
Function = Callable[[Sequence[Task]], list[Outcome]]
Digests = tuple[tuple[tuple[str, ...], str], ...]


class ClusterError(Exception):
    """A cluster that cannot be used; the message says why and what to do."""


class _Sent(Struct, frozen=True):
    """A batch that a worker has. It fits the shape of `review_tui.lint.run.Pending`."""

    future: "Future[list[Outcome]]"

    def result(self, timeout: float | None = None) -> list[Outcome]:
        try:
            return self.future.result(timeout)
        except asyncio.CancelledError as error:
            raise ClusterError("the cluster went away; start it again, and run the command again") from error


class _Lost(Struct, frozen=True):
    """A batch that could not be sent."""

    reason: str

    def result(self, timeout: float | None = None) -> list[Outcome]:  # noqa: ARG002  nothing to wait for
        raise ClusterError(self.reason)


class Cluster:
    """The workers of a Dask cluster. Use it in a `with` block: leaving it lets go of what is under way there.

    A batch whose worker dies goes to another one; Dask gives up on it after a few deaths, and the files of that batch
    are then tried one by one, so that only the file that kills workers is reported.
    """

    def __init__(self, address: str) -> None:
        """Connect to the scheduler at `address`, such as `tcp://host:8786`.

        Raises ClusterError where distributed is not installed, the scheduler does not answer within PATIENCE seconds,
        or no worker is there by then.
        """
        try:
            import distributed
        except ImportError as error:
            raise ClusterError(f"running on a cluster needs Dask: pip install 'review-tui[dask]' ({error})") from error
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters of it is in our own messages
        connect: Any = distributed.Client  # typed in parts only
        try:
            self._client = connect(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError, ImportError) as error:
            raise ClusterError(f"no Dask scheduler answers: {error}; check the address, and that it runs") from error
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            self._client.close()
            raise ClusterError("the cluster has no worker: start one (dask worker ADDRESS)") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @property
    def jobs(self) -> int:
        """Return how many batches the workers can have in hand at a time."""
        return sum(self._client.nthreads().values())

    def submit(self, function: Function, tasks: Sequence[Task], /) -> "_Sent | _Lost":
        """Send a batch to a worker."""
        glossaries = {task.settings.glossary for task in tasks}
        digests = tuple((paths, glossary_digest(paths)) for paths in sorted(glossaries))
        try:
            future = self._client.submit(on_worker, function, list(tasks), digests, review_tui.__version__, pure=False)
        except Exception as error:  # a client that lost its scheduler raises what its network library raises
            return _Lost(f"the cluster went away ({error}); start it again, and run the command again")
        return _Sent(future)

    def spread(
        self,
        function: Callable[[Sequence[Item]], list[Result]],
        items: Iterable[Item],
        glossary: tuple[str, ...],
        give_up: Callable[[Item, str], Result],
    ) -> Iterator[Result]:
        """Yield what a function makes of each item, in order; a few batches are under way at a time.

        `glossary` are the files that the function reads on the workers. Where a batch fails, its items are tried one by
        one, and `give_up` says what stands for an item that fails again. Raises ClusterError where the cluster goes
        away or a worker differs from here.
        """
        digests = ((glossary, glossary_digest(glossary)),) if glossary else ()
        rest = iter(items)
        under_way: deque[tuple[list[Item], Any]] = deque()

        def send(some: list[Item]) -> Any:
            return self._client.submit(_alike, function, some, digests, review_tui.__version__, pure=False)

        def outcome(future: Any) -> list[Result]:
            try:
                results: list[Result] = future.result()
            except asyncio.CancelledError as error:
                raise ClusterError("the cluster went away; start it again, and run the command again") from error
            return results

        def one_by_one(some: list[Item]) -> Iterator[Result]:
            for item in some:
                try:
                    yield from outcome(send([item]))
                except ClusterError:
                    raise
                except Exception as error:
                    yield give_up(item, str(error))

        ahead = max(2, self.jobs) * AHEAD
        while True:
            while len(under_way) < ahead and (some := list(islice(rest, _BATCH))):
                under_way.append((some, send(some)))
            if not under_way:
                return
            some, future = under_way.popleft()
            try:
                results = outcome(future)
            except ClusterError:
                raise
            except Exception:
                yield from one_by_one(some)
            else:
                yield from results


def _alike(
    function: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], digests: Digests, version: str
) -> list[Result]:
    reason = _difference(digests, version)
    if reason:
        raise ClusterError(reason)
    return function(items)


def on_worker(function: Function, tasks: Sequence[Task], digests: Digests, version: str) -> list[Outcome]:
    """Return the outcomes of a batch on a worker, once it is sure that they are those that would come of it at home."""
    reason = _difference(digests, version)
    if reason:
        return [Outcome("", encode(failed(task, f"not checked: {reason}"))) for task in tasks]
    return function(tasks)


def _difference(digests: Digests, version: str) -> str:
    """Return in what this worker differs from whoever sent the batch, empty where it does not."""
    if version != review_tui.__version__:
        return f"the worker has review-tui {review_tui.__version__}, not {version}: install the same version there"
    if any(glossary_digest(paths) != digest for paths, digest in digests):
        forget()  # a worker lives for long, and the files may have changed since it read them
    for paths, digest in digests:
        if glossary_digest(paths) != digest:
            return f"the worker does not see the same glossary: put {', '.join(paths)} where it can read it"
    return ""
