"""The second pass of a run: what only shows once all articles are counted, without holding them.

The map gives with each report what the article contributes: how it renders its terms, and where. While these are added
up they wait in a temporary file; then each is held against the counts. An article that renders a term otherwise than
most is read again for the words around the place, but nothing is parsed twice.
"""

import hashlib
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import IO, TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from review_tui.files.stamp import reason
from review_tui.glossary.counts import Counts, Use
from review_tui.glossary.rivalry import Majorities, counted, rivals
from review_tui.lint.failure import Failure
from review_tui.lint.report import Contribution, Item, Report, items_of
from review_tui.lint.wire import listed

if TYPE_CHECKING:
    from review_tui.article import Article
    from review_tui.lint.selection import Selection
    from review_tui.rules.reading import Reading

RIVAL = "T708"
_FEWEST = 2  # articles that can be held against one another
_LENGTH = 8  # bytes before each contribution in the file


def contribution_of(reading: "Reading", selection: "Selection") -> Contribution | None:
    """Return what an article contributes; None where the rule does not run."""
    rule = next((module.rule for module in selection.rules if module.rule.code == RIVAL), None)
    if rule is None:
        return None
    from review_tui.rules.terms import rival

    severity = selection.severities.get(RIVAL, rule.severity)
    uses = _heard(rival.uses_in(reading), reading.article)
    return Contribution(_digest(reading.article.text), severity, uses)


def _heard(uses: tuple[Use, ...], article: "Article") -> tuple[Use, ...]:
    """Return the uses that no comment in the article keeps quiet."""
    from review_tui.rules.suppressions.comment import Quiet, read_comments, suppressions_of
    from review_tui.rules.terms import rival

    comments = read_comments(article)
    if not comments:
        return uses
    quiet = Quiet(suppressions_of(article, comments))
    lines = article.lines
    return tuple(use for use in uses if not quiet.covers(rival.finding(use, ""), lines.index_at(use.start)))


def settled(
    reports: Iterable[Report], read: Callable[[str], str | None], stop: Callable[[], bool] = lambda: False
) -> Generator[Report]:
    """Yield the reports as they come, and after them late ones, with the findings that only the whole run shows.

    `read` returns the text of an article by its path, None where it cannot be had any more. With a single article there
    is nothing to find, nor where `stop` says that the run was broken off. Where nothing can be written to the temporary
    folder, that is a failure, and all else is reported as ever.
    """
    counts = Counts()
    waiting = _Waiting()
    try:
        for report in reports:
            contribution = report.contribution
            if contribution is None:
                yield report
                continue
            counts.add(counted(contribution.uses))
            waiting.put(report.path, contribution)
            yield replace(report, contribution=None)
        if counts.articles < _FEWEST or stop():
            return
        majorities = Majorities(counts)
        for path, contribution in waiting.take():
            found = list(rivals(contribution.uses, majorities))
            if found:
                yield _late(path, contribution, found, read(path))
        if waiting.problem:
            folder = waiting.folder or "the temporary folder"
            message = f"the articles were not compared with one another: {waiting.problem}"
            yield Report(folder, failures=(Failure(folder, 0, message),), late=True)
    finally:
        waiting.close()


class _Waiting:
    """Contributions that wait in a temporary file until all are there."""

    def __init__(self) -> None:
        self.problem = ""
        self.folder: str | None = None
        self._file: IO[bytes] | None = None
        self._encoder = msgspec.msgpack.Encoder()

    def put(self, path: str, contribution: Contribution) -> None:
        """Let one wait; after something went wrong, none does."""
        if self.problem:
            return
        payload = self._encoder.encode((path, contribution))
        try:
            if self._file is None:
                self.folder = tempfile.gettempdir()
                self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed by close
            self._file.write(len(payload).to_bytes(_LENGTH, "big") + payload)
        except OSError as error:
            self.problem = reason(error)

    def take(self) -> Iterator[tuple[str, Contribution]]:
        """Yield those that waited; none where something went wrong, for then some are missing."""
        if self._file is None or self.problem:
            return
        decoder = msgspec.msgpack.Decoder(tuple[str, Contribution])
        try:
            self._file.seek(0)
        except OSError as error:  # what was not written yet is written now
            self.problem = reason(error)
            return
        while length := self._file.read(_LENGTH):
            yield decoder.decode(self._file.read(int.from_bytes(length, "big")))

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            with suppress(OSError):  # closing writes what is left
                self._file.close()


def _late(path: str, contribution: Contribution, found: Sequence[tuple[Use, str]], text: str | None) -> Report:
    if text is None or _digest(text) != contribution.digest:
        note = "not compared with the other articles: the file changed while it was checked; run the command again"
        return Report(path, notes=(note,), late=True)
    return listed(Report(path, _items(path, contribution, found, text), late=True))


def _items(path: str, contribution: Contribution, found: Sequence[tuple[Use, str]], text: str) -> tuple[Item, ...]:
    from msgspec.structs import replace as with_severity

    from review_tui.article import Article
    from review_tui.rules.terms import rival

    findings = [
        with_severity(rival.finding(use, f"“{use.label or use.concept}” is {message}"), severity=contribution.severity)
        for use, message in found
    ]
    findings.sort(key=lambda finding: finding.sort_key)
    return items_of(Article(text, path), findings)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
