"""What a worker of a Dask cluster does with a batch. First it makes sure that it has the same program and glossary."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import review_tui
from review_tui.lint.run.cache import forget
from review_tui.lint.run.executor import GoneError
from review_tui.lint.settings import glossary_digest

Item = TypeVar("Item")
Result = TypeVar("Result")
Digests = tuple[tuple[tuple[str, ...], str], ...]
"""The files of each glossary that a batch needs, and the hash of what is in them."""


class ClusterError(GoneError):
    """A cluster that cannot be used, or not any more; the message says why and what to do."""


def on_worker(
    function: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], digests: Digests, version: str
) -> list[Result]:
    """Return the results of a function for a batch, on this worker.

    Raises ClusterError where this worker's version differs from `version`, or its glossary files from `digests`: then
    the results might differ, too.
    """
    reason = _difference(digests, version)
    if reason:
        raise ClusterError(reason)
    return function(items)


def nothing(_items: Sequence[None]) -> list[None]:
    """Do nothing: to see whether it can be done."""
    return []


def _difference(digests: Digests, version: str) -> str:
    """Return how this worker differs from the sender of the batch, empty where it does not."""
    if version != review_tui.__version__:
        return f"the worker has review-tui {review_tui.__version__}, not {version}: install the same version there"
    if any(glossary_digest(paths) != digest for paths, digest in digests):
        forget()  # a worker lives for long, and the files may have changed since it read them
    for paths, digest in digests:
        if glossary_digest(paths) != digest:
            return f"the worker does not see the same glossary: put {', '.join(paths)} where it can read it"
    return ""
