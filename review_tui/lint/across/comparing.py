"""The second pass of a run: what only shows once all articles are counted, without holding them.

The map gives with each report what the article contributes: how it renders its terms, and where. While these are added
up they wait in a temporary file; then each is held against the counts. An article that renders a term otherwise than
most goes through the map once more, for the words around the place, but is not parsed again.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from typing import IO

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from review_tui.files.stamp import reason
from review_tui.glossary.consistency.rivalry import rivals
from review_tui.lint.across.numbering import Numbering, Settled
from review_tui.lint.across.shown import Shown
from review_tui.lint.failure import Failure
from review_tui.lint.report import Contribution, Report

_FEWEST = 2  # articles that can be held against one another
_LENGTH = 8  # bytes before each contribution in the file
_IN_MEMORY = 1 << 20  # bytes; some five hundred articles need no temporary file


def settled(
    reports: Iterable[Report],
    again: Callable[[Iterable[tuple[str, Shown]]], Iterator[Report]],
    stop: Callable[[], bool] = lambda: False,
) -> Generator[Report]:
    """Yield the reports as they come, and after them extra ones, with the findings that only the whole run shows.

    `again` makes these of paths and what the run shows there. With a single article there is nothing to find, nor where
    `stop` says that the run was broken off. Where nothing can be written to the temporary folder, that is a failure,
    and all else is reported as ever.
    """
    numbering = Numbering()
    waiting = _Waiting()
    try:
        for report in reports:
            contribution = report.contribution
            if contribution is None:
                yield report
                continue
            numbers = numbering.count(contribution.keys, contribution.counts)
            waiting.put(_Article(report.path, numbers, replace(contribution, keys=[], counts=[])))
            yield replace(report, contribution=None)
        if numbering.articles < _FEWEST or stop():
            return
        yield from again(_shown(waiting.take(), numbering.settle()))
        if waiting.problem:
            folder = waiting.folder or "the temporary folder"
            message = f"the articles were not compared with one another: {waiting.problem}"
            yield Report(folder, failures=(Failure(folder, 0, message),), is_extra=True)
    finally:
        waiting.close()


def _shown(articles: Iterable["_Article"], whole: Settled) -> Iterator[tuple[str, Shown]]:
    """Yield the articles on which the whole shows something."""
    for article in articles:
        contribution = article.contribution
        uses = whole.concerned(article.numbers, zip(contribution.starts, contribution.ends, strict=True))
        found = [
            (use.start, use.end, use.concept, f"“{use.label or use.concept}” is {message}")
            for use, message in rivals(uses, whole.majorities)
        ]
        if found:
            yield article.path, Shown(contribution.content, contribution.severity, tuple(found))


class _Article(Struct, frozen=True, array_like=True, gc=False):
    """What is kept of an article: its contribution, numbers in the place of keys, which are counted already."""

    path: str
    numbers: list[int]
    contribution: Contribution


class _Waiting:
    """Articles that wait until all are there: few in memory, many in a temporary file."""

    def __init__(self) -> None:
        self.problem = ""
        self.folder: str | None = None
        self._memory = BytesIO()
        self._file: IO[bytes] = self._memory
        self._encoder = msgspec.msgpack.Encoder()

    def put(self, article: _Article) -> None:
        """Let one wait; after something went wrong, none does."""
        if self.problem:
            return
        payload = self._encoder.encode(article)
        try:
            if self.folder is None and self._file.tell() + len(payload) > _IN_MEMORY:
                self._file = self._written_out()
            self._file.write(len(payload).to_bytes(_LENGTH, "big") + payload)
        except OSError as error:
            self.problem = reason(error)

    def take(self) -> Iterator[_Article]:
        """Yield those that waited; none where something went wrong, for then some are missing."""
        if self.problem:
            return
        decoder = msgspec.msgpack.Decoder(_Article)
        try:
            self._file.seek(0)
        except OSError as error:  # what was not written yet is written now
            self.problem = reason(error)
            return
        while length := self._file.read(_LENGTH):
            yield decoder.decode(self._file.read(int.from_bytes(length, "big")))

    def close(self) -> None:
        """Let the file go."""
        with suppress(OSError):  # closing writes what is left
            self._file.close()

    def _written_out(self) -> IO[bytes]:
        """Return a temporary file with what waits in memory. Raises OSError."""
        import tempfile  # here, since few runs need it, and it takes its time to load

        self.folder = tempfile.gettempdir()
        file = tempfile.TemporaryFile()  # noqa: SIM115  closed by close
        file.write(self._memory.getbuffer())
        self._memory = BytesIO()
        return file
