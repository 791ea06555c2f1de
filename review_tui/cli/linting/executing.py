"""Running the tasks: in this process if they are few, else in several processes, or on a cluster if one is named."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from review_tui.cli.interrupt import at_once
from review_tui.cli.linting.asked import Linting
from review_tui.cli.linting.tasks import Tasks
from review_tui.lint.across.comparing import compared
from review_tui.lint.across.shown import ShownAcross
from review_tui.lint.failure import Failure
from review_tui.lint.report import Report
from review_tui.lint.run.executor import Executor, Here
from review_tui.lint.run.job import Task, prepare
from review_tui.lint.run.run import FEW, run

if TYPE_CHECKING:
    from review_tui.lint.run.cache import Cache


def reports_of(asked: Linting, tasks: Tasks, cache: "Cache | None", stop: Callable[[], bool]) -> Generator[Report]:
    """Run the tasks, and yield their reports in order; reports that the cache has are taken from it.

    `stop` is asked again and again whether to end the run.
    """
    if asked.scheduler is not None:
        yield from _on_cluster(asked.scheduler, tasks, cache, stop)
        return
    with ExitStack() as stack:
        stream = iter(tasks)
        first = list(islice(stream, FEW + 1))
        jobs = 1
        executor: Executor = Here()
        if len(first) > FEW and asked.jobs != 1:
            from review_tui.lint.run.workers import Workers, processors

            jobs = asked.jobs or processors()
            if jobs > 1:
                executor = stack.enter_context(Workers(jobs, prepare))
        on = partial(run, executor=executor, jobs=jobs, cache=cache, stop=stop, following=tasks.following)
        yield from _whole(chain(first, stream), tasks, on, stop)


def _whole(
    stream: Iterable[Task | Report],
    tasks: Tasks,
    on: Callable[[Iterable[Task | Report]], Iterator[Report]],
    stop: Callable[[], bool],
) -> Iterator[Report]:
    """Yield the reports on the articles, then those of the rules across articles.

    `on` runs tasks and yields their reports, and passes reports on.
    """

    def again(found: Iterable[tuple[str, ShownAcross]]) -> Iterator[Report]:
        return on(tasks.telling(path, shown) for path, shown in found)

    yield from compared(on(stream), again, stop)


def _on_cluster(scheduler: str, tasks: Tasks, cache: "Cache | None", stop: Callable[[], bool]) -> Iterator[Report]:
    from review_tui.lint.run.cluster import Cluster
    from review_tui.lint.run.clusterworker import ClusterError

    try:
        with at_once():  # connecting may take long, and nothing is there yet to be ended in good order
            cluster = Cluster(scheduler)
        with cluster:
            on = partial(run, executor=cluster, jobs=max(2, cluster.jobs), cache=cache, stop=stop)
            yield from _whole(tasks, tasks, on, stop)
    except ClusterError as error:
        yield Report(scheduler, failures=(Failure(scheduler, 0, str(error)),), is_extra=True)
