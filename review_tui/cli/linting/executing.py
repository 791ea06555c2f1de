"""Running the tasks: in this process if they are few, else in several processes, or on a cluster if one is named."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from review_tui.cli.interrupt import at_once
from review_tui.cli.linting.options import LintOptions
from review_tui.cli.linting.tasks import Tasks
from review_tui.lint.across.comparing import compared
from review_tui.lint.across.shown import ShownAcross
from review_tui.lint.failure import Failure
from review_tui.lint.report import Report, failed
from review_tui.lint.run.executor import Executor, Here
from review_tui.lint.run.job import prepare
from review_tui.lint.run.run import FEW, run
from review_tui.lint.run.task import Task

if TYPE_CHECKING:
    from review_tui.lint.run.cache import Cache


def reports_of(
    options: LintOptions, tasks: Tasks, cache: "Cache | None", stop: Callable[[], bool]
) -> Generator[Report]:
    """Run the tasks, and yield their reports in order, those of unchanged files from the cache.

    `stop` is called again and again; when it returns True, the run ends early.
    """
    if options.scheduler is not None:
        yield from _on_cluster(options.scheduler, tasks, cache, stop)
        return
    with ExitStack() as stack:
        stream = iter(tasks)
        first = list(islice(stream, FEW + 1))
        jobs = 1
        executor: Executor = Here()
        if len(first) > FEW and options.jobs != 1:
            from review_tui.lint.run.workers import Workers, processors

            jobs = options.jobs or processors()
            if jobs > 1:
                executor = stack.enter_context(Workers(jobs, prepare))
        run_tasks = partial(run, executor=executor, jobs=jobs, cache=cache, stop=stop, following=tasks.following)
        yield from _with_second_pass(chain(first, stream), tasks, run_tasks, stop)


def _with_second_pass(
    stream: Iterable[Task | Report],
    tasks: Tasks,
    run_tasks: Callable[[Iterable[Task | Report]], Iterator[Report]],
    stop: Callable[[], bool],
) -> Iterator[Report]:
    """Yield the reports on the articles, then those of the rules across articles.

    `run_tasks` yields the reports of tasks, and passes on reports that are among them.
    """

    def again(found: Iterable[tuple[str, ShownAcross]]) -> Iterator[Report]:
        return run_tasks(tasks.task_across(path, shown) for path, shown in found)

    yield from compared(run_tasks(stream), again, stop)


def _on_cluster(scheduler: str, tasks: Tasks, cache: "Cache | None", stop: Callable[[], bool]) -> Iterator[Report]:
    from review_tui.lint.run.cluster import Cluster
    from review_tui.lint.run.cluster_worker import ClusterError

    try:
        with at_once():  # connecting may take long, and nothing is there yet to be ended in good order
            cluster = Cluster(scheduler)
        with cluster:
            run_tasks = partial(run, executor=cluster, jobs=max(2, cluster.jobs), cache=cache, stop=stop)
            yield from _with_second_pass(tasks, tasks, run_tasks, stop)
    except ClusterError as error:
        yield failed(Failure(scheduler, 0, str(error)))
