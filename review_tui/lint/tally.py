"""Counting: the findings of one report, and the reports of a run."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import attrgetter

from msgspec import Struct, field

from review_tui.lint.report import Item, Report
from review_tui.rules.safety import Safety
from review_tui.severity import Severity


class RuleSum(Struct, frozen=True, array_like=True):
    """How many findings a rule has in one report, how bad the worst is, and how many of them have a fix."""

    code: str
    name: str
    findings: int
    worst: Severity
    fixes: dict[Safety, int]


class Sums(Struct, frozen=True, array_like=True):
    """How many findings there are: in all, by severity, by rule, and by concept."""

    findings: int
    severities: dict[Severity, int]
    rules: list[RuleSum]
    concepts: dict[str, int]


class Summed(ABC):
    """Findings that know their sums, so that nobody has to count them."""

    __slots__ = ()

    @property
    @abstractmethod
    def sums(self) -> Sums:
        """Return what they come to."""


def sums_of(items: Iterable[Item]) -> Sums:
    """Count findings."""
    items = tuple(items)
    rules: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        rules.setdefault((item.code, item.rule), []).append(item)
    return Sums(
        len(items),
        Counter([item.severity for item in items]),
        [_sum_of(code, name, found) for (code, name), found in rules.items()],
        Counter([item.concept for item in items if item.concept is not None]),
    )


def _sum_of(code: str, name: str, items: list[Item]) -> RuleSum:
    """Count the findings of one rule."""
    worst = max((item.severity for item in items), key=_BY_RANK)
    return RuleSum(code, name, len(items), worst, Counter([item.fix.safety for item in items if item.fix is not None]))


_BY_RANK = attrgetter("rank")


def sums_in(report: Report) -> Sums:
    """Return what the findings of a report come to."""
    items = report.items
    return items.sums if isinstance(items, Summed) else sums_of(items)


class RuleTally(Struct):
    """What the findings of a rule come to in a run: in how many files they are, how bad the worst is, and the fixes."""

    findings: int = 0
    files: int = 0
    worst: Severity = Severity.INFO
    fixes: dict[Safety, int] = field(default_factory=dict)

    def add(self, found: RuleSum) -> None:
        """Count in what is in one file."""
        self.findings += found.findings
        self.files += 1
        if found.worst.rank > self.worst.rank:
            self.worst = found.worst
        for safety, count in found.fixes.items():
            self.fixes[safety] = self.fixes.get(safety, 0) + count


class Tally(Struct):
    """Counts over the reports of a run. `rules` are counted by code and name, `concepts` by id."""

    files: int = 0
    files_with_findings: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)
    rules: dict[tuple[str, str], RuleTally] = field(default_factory=dict)
    concepts: Counter[str] = field(default_factory=Counter)
    concept_files: Counter[str] = field(default_factory=Counter)
    mended: int = 0
    mended_files: int = 0
    unproven: int = 0
    followed: int = 0
    """The decisions that followed what was fixed beside their findings."""
    failures: int = 0
    """The files of which something kept all or a part from being checked."""
    errors: int = 0
    """What that was, and what kept glossaries and decisions from counting."""
    accepted: int = 0
    paths: set[str] = field(default_factory=set)
    """The files with findings."""

    @property
    def findings(self) -> int:
        """Return how many findings there are."""
        return self.severities.total()

    @property
    def fixes(self) -> Counter[Safety]:
        """Return how many findings have a fix, by its safety."""
        return sum((Counter(rule.fixes) for rule in self.rules.values()), Counter())

    def add(self, report: Report) -> None:
        """Count a report in."""
        self.files += not report.is_extra
        sums = sums_in(report)
        if sums.findings and report.path not in self.paths:
            self.paths.add(report.path)
            self.files_with_findings += 1
        self.failures += bool(report.failures) and not report.is_extra
        self.errors += len(report.failures)
        self.mended += report.mended
        self.mended_files += report.mended > 0
        self.unproven += report.unproven
        self.followed += report.followed
        self.accepted += report.accepted
        for severity, count in sums.severities.items():  # Counter.update takes three times as long for so few
            self.severities[severity] += count
        for found in sums.rules:
            self.rules.setdefault((found.code, found.name), RuleTally()).add(found)
        for concept, count in sums.concepts.items():
            self.concepts[concept] += count
            self.concept_files[concept] += 1


def counted(reports: Iterable[Report], tally: Tally) -> Iterator[Report]:
    """Yield the reports, each counted."""
    for report in reports:
        tally.add(report)
        yield report
