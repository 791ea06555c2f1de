"""What is changed in memory at once and on the disk a little later: glossaries and decisions.

The disk may be slow, so each job is in two parts. The first works on the disk, changes nothing in memory and may run in
a thread; it returns the second, which takes over what came of it and runs where the changes are made.
"""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from review_tui.files.stamp import FileProblem


class WriteResult(NamedTuple):
    """The outcome of a job: a sentence for each conflict with other programs, and the problem that stopped it, if any.

    `is_news` is False if another job's outcome was taken over since this one began.
    """

    told: tuple[str, ...] = ()
    problem: FileProblem | None = None
    is_news: bool = True


TakeOver = Callable[[], WriteResult]
Job = Callable[[], TakeOver]
Look = Callable[[], TakeOver | None]


class Kept(Protocol):
    """Something that is kept in files."""

    @property
    def name(self) -> str:
        """Return what messages call it."""

    @property
    def unsaved_names(self) -> tuple[str, ...]:
        """Return the names of those of its files that do not hold it as it is now."""

    @property
    def is_saved(self) -> bool:
        """Tell whether the files hold it as it is now."""

    def writing(self) -> Job:
        """Return the job that writes the present state. Take over its outcome before calling this again."""

    def looking(self) -> Look:
        """Return the job that reads the files again if another program changed them; it returns None if none did."""


def names_of(kept: Kept) -> tuple[str, ...]:
    """Return the names by which messages tell what is written: those of the files that differ from the disk.

    Where none does, it is the name of the whole.
    """
    return kept.unsaved_names or (kept.name,)
