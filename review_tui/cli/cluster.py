"""The option that names a Dask cluster, for the commands that run over many articles."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from review_tui.cli.exit_codes import TROUBLE
from review_tui.cli.messages import complain

if TYPE_CHECKING:
    from review_tui.lint.run.cluster import Cluster

scheduler_option = click.option(
    "--scheduler", metavar="ADDRESS", help="Let the workers of this Dask cluster do it (tcp://host:8786)."
)


@contextmanager
def cluster_at(scheduler: str | None) -> Iterator["Cluster | None"]:
    """Give the cluster of a scheduler, None where no scheduler is named; exit with 2 where it cannot be used."""
    if scheduler is None:
        yield None
        return
    from review_tui.lint.run.cluster import Cluster
    from review_tui.lint.run.cluster_worker import ClusterError

    try:
        with Cluster(scheduler) as cluster:
            yield cluster
    except ClusterError as error:
        complain(f"{scheduler}: {error}")
        raise click.exceptions.Exit(TROUBLE) from error
