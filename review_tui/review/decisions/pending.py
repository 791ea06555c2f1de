"""Decisions that wait to be written to their file, or to be taken out of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from review_tui.lint.decisions.by_article import ByArticle
from review_tui.lint.decisions.decisions import Decision, Name
from review_tui.lint.decisions.union import is_begun, merge_by_union
from review_tui.lint.decisions.writing import revise
from review_tui.review.decisions.on_disk import DecisionsOnDisk, read_decisions


class PendingDecision(NamedTuple):
    """What is not written yet about one thing: the decision that is to stand there, None for none.

    `over` is what may stand in the file as far as is known here. Where somebody else put another decision there, this
    one gives way, or takes its place.
    """

    decision: Decision | None
    over: tuple[Decision | None, ...]
    gives_way: bool

    def is_news(self, theirs: Decision | None) -> bool:
        """Tell whether what stands in the file is somebody else's."""
        return theirs not in self.over and theirs != self.decision


class PendingBatch:
    """Pending decisions on their way to the file.

    `met` says, once they were written, what others had decided about the same things: by name, None where they took
    the decision out.
    """

    def __init__(self, waiting: Mapping[Name, PendingDecision]) -> None:
        self.waiting = dict(waiting)
        self.met: dict[Name, Decision | None] = {}

    def write(self, file: Path) -> DecisionsOnDisk:
        """Write them, and return what the file holds then. It may run in a thread.

        Raises FileProblem where the file cannot be written.
        """
        is_new = not is_begun(file)
        revise(file, self._revision)
        if is_new:
            merge_by_union(file)
        return read_decisions(file)

    def _revision(self, standing: ByArticle) -> dict[Name, Decision | None]:
        """Return what is to be changed in a file with these decisions; it is asked again where others were first."""
        now = {(article, key): standing.of(article).get(key) for article, key in self.waiting}
        self.met = {name: theirs for name, theirs in now.items() if self.waiting[name].is_news(theirs)}
        return {
            name: each.decision
            for name, each in self.waiting.items()
            if now[name] != each.decision and not (each.gives_way and name in self.met)
        }
