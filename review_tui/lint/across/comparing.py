"""The second pass of a run: what only shows once all articles are counted, without holding them.

The map gives with each report what the article contributes: for each rule that holds articles against each other, its
marks, and where they stand. While these are counted they wait, many of them in a temporary file; then the rule judges
those of each article. An article of which there is something to say goes through the map once more, for the words
around the place, but is not parsed again.
"""

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from review_tui.lint.across.numbering import Numbering
from review_tui.lint.across.shown import ShownAcross, ShownBy
from review_tui.lint.across.spool import Spool
from review_tui.lint.failure import Failure, of_error
from review_tui.lint.report import Contribution, Report, RuleAcross
from review_tui.rules.across import Judge, Whole, across_in
from review_tui.severity import Severity

_FEWEST = 2  # articles that can be held against one another


def compared(
    reports: Iterable[Report],
    again: Callable[[Iterable[tuple[str, ShownAcross]]], Iterator[Report]],
    stop: Callable[[], bool] = lambda: False,
) -> Generator[Report]:
    """Yield the reports as they come, and after them extra ones, with the findings that only the whole run shows.

    `again` makes these of paths and what the run shows there. With a single article there is nothing to find, nor where
    `stop` says that the run was broken off. Where nothing can be written to the temporary folder, or a rule breaks,
    that is a failure, and all else is reported as ever.
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
        yield from (Report(each.path, failures=(each,), is_extra=True) for each in broken)
        if spool.problem:
            folder = spool.folder or "the temporary folder"
            message = f"the articles were not compared with one another: {spool.problem}"
            yield Report(folder, failures=(Failure(folder, 0, message),), is_extra=True)
    finally:
        spool.close()


class _Counted(Struct, frozen=True, array_like=True, gc=False):
    """What is kept of a share: numbers in the place of keys, which are counted already."""

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
    """Yield the articles on which the whole shows something.

    A rule that breaks on one is taken out of the `wholes`, and added to what is `broken`.
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
