"""The second pass of a run: what only shows when all articles are counted, without holding the articles in memory.

Each report of the first pass brings what its article contributes: for each rule that compares articles, marks and where
they stand. The marks are counted, and kept, if there are many in a temporary file. Then each rule judges the marks of
each article. An article with findings is read once more, for the words around them, but not parsed again.
"""

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from review_tui.files.spool import Spool
from review_tui.lint.across.numbering import Numbering
from review_tui.lint.across.shown import ShownAcross, ShownBy
from review_tui.lint.failure import Failure, of_error
from review_tui.lint.report import Contribution, Report, RuleAcross, failed
from review_tui.rules.across import Judge, Whole, across_in
from review_tui.severity import Severity

_FEWEST = 2  # articles that can be held against one another


def compared(
    reports: Iterable[Report],
    again: Callable[[Iterable[tuple[str, ShownAcross]]], Iterator[Report]],
    stop: Callable[[], bool] = lambda: False,
) -> Generator[Report]:
    """Yield the reports as they come, and after them extra ones, with the findings that only the whole run shows.

    `again` makes the extra reports: it is given paths, each with what the run shows there. There are none where the run
    has a single article, or `stop` returns True. Where the temporary file cannot be written, or a rule breaks, an extra
    report has the failure, and everything else is reported as usual.
    """
    numberings: defaultdict[RuleAcross, Numbering] = defaultdict(Numbering)
    spool = Spool()
    try:
        for report in reports:
            if report.contribution is None:
                yield report
                continue
            spool.put(_ENCODER.encode(_counted(report.path, report.contribution, numberings)))
            yield replace(report, contribution=None)
        wholes = {rule: each.whole() for rule, each in numberings.items() if each.articles >= _FEWEST}
        if not wholes or stop():
            return
        broken: list[Failure] = []
        yield from again(_shown(map(_DECODER.decode, spool.take()), wholes, broken))
        yield from map(failed, broken)
        if spool.problem:
            message = f"the articles were not compared with one another: {spool.problem}"
            yield failed(Failure(spool.folder, 0, message))
    finally:
        spool.close()


class _Counted(Struct, frozen=True, array_like=True, gc=False):
    """A share of which the marks are counted: it has numbers (see `Numbering`) in the place of the keys."""

    rule: RuleAcross
    severity: Severity
    numbers: list[int]
    starts: list[int]
    ends: list[int]


class _Marked(Struct, frozen=True, array_like=True, gc=False):
    """What is kept of an article."""

    path: str
    content: str
    counted: list[_Counted]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Marked)


def _counted(path: str, contribution: Contribution, numberings: defaultdict[RuleAcross, Numbering]) -> _Marked:
    """Count what an article contributes, and return what has to be kept of it."""
    kept: list[_Counted] = []
    for share in contribution.shares:
        numbers = numberings[share.rule].count(share.keys, share.counts)
        kept.append(_Counted(share.rule, share.severity, numbers, share.starts, share.ends))
    return _Marked(path, contribution.content, kept)


def _shown(
    articles: Iterable[_Marked], wholes: dict[RuleAcross, Whole], broken: list[Failure]
) -> Iterator[tuple[str, ShownAcross]]:
    """Yield the articles on which the whole run shows something, by their paths.

    A rule that breaks on one is taken out of `wholes`, and its failure added to `broken`.
    """
    judges: dict[RuleAcross, Judge] = {}
    for article in articles:
        found: list[ShownBy] = []
        for counted in article.counted:
            rule = counted.rule
            if rule not in wholes:
                continue
            try:
                if rule not in judges:
                    judges[rule] = across_in(rule.module)(wholes[rule])
                remarks = tuple(judges[rule](counted.numbers, zip(counted.starts, counted.ends, strict=True)))
            except Exception as error:
                broken.append(of_error(article.path, error, rule.code))
                del wholes[rule]
                continue
            if remarks:
                found.append(ShownBy(rule.code, rule.name, counted.severity, remarks))
        if found:
            yield article.path, ShownAcross(article.content, tuple(found))
