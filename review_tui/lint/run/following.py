"""Writing fixed articles whose decisions have to move along: the decisions file first, for several articles at a time.

The decisions file may be large, so fixed articles wait until several can share one write of it: for nine times as long
as the last write took. So writing it takes a tenth of the time at most.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from review_tui.files.atomic import Changed
from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.decisions import path_in
from review_tui.lint.decisions.index import DecisionIndex, read_index
from review_tui.lint.decisions.leaving import moved
from review_tui.lint.decisions.moving import Moving
from review_tui.lint.report import Move, Report
from review_tui.lint.run.decision_indexes import DecisionIndexes
from review_tui.lint.run.writing import ToWrite, unfixed

_FIRST = 0.2  # seconds that the first article waits for others
_SHARE = 9  # times as long as it took is waited till decisions are written again
_MOST = 200  # reports that wait for that


class Following:
    """Moves decisions along with what is fixed beside them in a run."""

    def __init__(self, indexes: DecisionIndexes, twice: Callable[[FileProblem], None]) -> None:
        """`twice` is called with the reason where old decisions could not be deleted after they had moved."""
        self._indexes = indexes
        self._twice = twice
        self._moving: dict[Path, Moving] = {}

    def moving(self, file: str) -> tuple[Moving, str]:
        """Return the moves of an article's decisions file, and its name in that file; `file` is the article's path."""
        index = self._indexes.of(file)
        if index.file not in self._moving:
            self._moving[index.file] = Moving(index)
        return self._moving[index.file], path_in(index.file, self._indexes.article(file))

    def follow(self, moving: Moving, moves: Mapping[str, Sequence[Move]]) -> None:
        """Finish the moves of decisions about the articles that were written, by their names in the decisions file."""
        articles = self._indexes.known[moving.file].articles
        for name, several in moves.items():
            articles[name] = moved(articles.get(name, {}), several)
        try:
            moving.end(moves)
        except FileProblem as problem:
            self._twice(problem)

    def index(self, file: Path, *, pruning: bool) -> DecisionIndex:
        """Return the index of a decisions file, read again if decisions in it were moved.

        Raises Changed when `pruning` and another program wrote to the file since the index was made, and FileProblem.
        """
        moving = self._moving.get(file)
        if moving is None or not moving.is_begun:
            return self._indexes.known[file]
        index = read_index(file)
        if pruning and not moving.is_as_left(index):
            raise Changed(file)
        return index


def followed(made: Iterable[Report | ToWrite], following: Following) -> Iterator[Report]:
    """Write the articles that are still to be written, and yield the reports of all, in order, after that."""
    waiting: list[Report | ToWrite] = []
    begun, pause = 0.0, _FIRST
    for each in made:
        if isinstance(each, Report) and not waiting:
            yield each
            continue
        if not waiting:
            begun = time.monotonic()
        waiting.append(each)
        if time.monotonic() - begun >= pause or len(waiting) >= _MOST:
            started = time.monotonic()
            written = _written(waiting, following)
            pause = _SHARE * (time.monotonic() - started)
            waiting = []
            yield from written
    yield from _written(waiting, following)


def _written(made: Sequence[Report | ToWrite], following: Following) -> list[Report]:
    """Move decisions, write the articles that are to be written, and return the reports of all after that."""
    now = [each if isinstance(each, Report) else each.report for each in made]
    groups: dict[Moving, dict[str, tuple[int, ToWrite]]] = {}
    for index, each in enumerate(made):
        if isinstance(each, ToWrite):
            moving, name = following.moving(each.task.file)
            groups.setdefault(moving, {})[name] = index, each
    for moving, several in groups.items():
        try:
            moving.begin({name: each.report.moves for name, (_, each) in several.items()})
        except FileProblem as problem:
            for index, each in several.values():
                now[index] = unfixed(each.task, f"not fixed: its decisions could not follow: {problem}")
            continue
        written: dict[str, Sequence[Move]] = {}
        try:
            for name, (index, each) in several.items():
                report = now[index] = each.write()
                if report.moves:
                    now[index] = replace(report, moves=(), followed=len(report.moves))
                    written[name] = report.moves
        finally:
            following.follow(moving, written)
    return now
