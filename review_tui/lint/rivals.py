"""The second pass of a run: what only shows once all articles are counted, without holding them.

The map gives with each report what the article contributes (`Rival`: a use, and the finding that it would be). While
these are added up they wait in a temporary file; then each is held against the counts. Nothing is parsed twice.
"""

import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import replace as replace_finding
from typing import IO, TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from review_tui.glossary.counts import Counts
from review_tui.glossary.rivalry import counted, rivals
from review_tui.lint.report import Item, Report, Rival, items_of

if TYPE_CHECKING:
    from review_tui.article import Article
    from review_tui.glossary.counts import Use
    from review_tui.lint.selection import Selection
    from review_tui.rules.model import Finding
    from review_tui.rules.reading import Reading

RIVAL = "T708"
_FEWEST = 2  # articles that can be held against one another
_LENGTH = 8  # bytes before each report in the file


def uses_of_reading(reading: "Reading", selection: "Selection") -> "tuple[tuple[Use, Finding], ...] | None":
    """Return what an article contributes, each with the finding it would be; None where the rule does not run."""
    if all(module.rule.code != RIVAL for module in selection.rules):
        return None
    from review_tui.rules.terms import rival

    severity = selection.severities.get(RIVAL)
    found = []
    for use in rival.uses_in(reading):
        finding = rival.finding(use, rival.label(reading, use))
        found.append((use, finding if severity is None else replace_finding(finding, severity=severity)))
    return tuple(found)


def settled(reports: Iterable[Report], stop: Callable[[], bool] = lambda: False) -> Generator[Report]:
    """Yield the reports as they come, and after them late ones, with the findings that only the whole run shows.

    With a single article there is nothing to find, nor where `stop` says that the run was broken off.
    """
    counts = Counts()
    encoder = msgspec.msgpack.Encoder()
    with tempfile.TemporaryFile() as file:
        for report in reports:
            if report.rivals is None:
                yield report
                continue
            counts.add(counted(each.use for each in report.rivals))
            payload = encoder.encode(Report(report.path, rivals=report.rivals))
            file.write(len(payload).to_bytes(_LENGTH, "big") + payload)
            yield replace(report, rivals=None)
        if counts.articles < _FEWEST or stop():
            return
        file.seek(0)
        for report in _read(file):
            items = tuple(_found(report.rivals or (), counts))
            if items:
                yield Report(report.path, items, late=True)


def _read(file: IO[bytes]) -> Iterator[Report]:
    decoder = msgspec.msgpack.Decoder(Report)
    while length := file.read(_LENGTH):
        yield decoder.decode(file.read(int.from_bytes(length, "big")))


def _found(contributed: tuple[Rival, ...], counts: Counts) -> list[Item]:
    prepared = {(each.use.concept, each.use.zh, each.use.field): each.item for each in contributed}
    items = []
    for use, message in rivals((each.use for each in contributed), counts):
        item = prepared[use.concept, use.zh, use.field]
        items.append(replace(item, message=f"“{item.message}” is {message}"))
    return sorted(items, key=lambda item: (item.start.offset, item.end.offset))


def rivals_of(article: "Article", contributed: "Sequence[tuple[Use, Finding]] | None") -> tuple[Rival, ...] | None:
    """Return what an article contributes as it travels: with an item in the place of each finding."""
    if contributed is None:
        return None
    items = items_of(article, [finding for _, finding in contributed])
    return tuple(Rival(use, item) for (use, _), item in zip(contributed, items, strict=True))
