"""What is changed in memory at once and on the disk a little later: glossaries and decisions.

The disk may be slow, so each job is in two parts. The first works on the disk, changes nothing in memory and may run in
a thread; it returns the second, which takes over what came of it and runs where the changes are made.
"""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from review_tui.files.stamp import FileProblem


class WriteResult(NamedTuple):
    """What came of a job: a sentence for each conflict with other programs, and what kept it from being done.

    It is no news where something else was taken over since the job began.
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
        ...

    @property
    def unsaved_names(self) -> tuple[str, ...]:
        """Return the names of those of its files that do not hold it as it is now."""
        ...

    @property
    def is_saved(self) -> bool:
        """Tell whether the files hold it as it is now."""
        ...

    def writing(self) -> Job:
        """Return the job that writes it as it is now. Not to be called again before that one is taken over."""
        ...

    def looking(self) -> Look:
        """Return the job that reads again what another program changed; it returns None where none did."""
        ...
