"""Counting: the findings of one report, and the reports of a run."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from review_tui.lint.report import Item, Report
from review_tui.rules.safety import Safety
from review_tui.severity import Severity


class Sums(Struct, frozen=True, array_like=True):
    """How many findings there are: in all, by severity, by rule (its code and name), by concept, by safety of fix."""

    findings: int
    severities: dict[Severity, int]
    rules: list[tuple[str, str, int]]
    concepts: dict[str, int]
    fixes: dict[Safety, int]


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
    rules = Counter([(item.code, item.rule) for item in items])
    return Sums(
        len(items),
        Counter([item.severity for item in items]),
        [(code, name, count) for (code, name), count in rules.items()],
        Counter([item.concept for item in items if item.concept is not None]),
        Counter([item.fix.safety for item in items if item.fix is not None]),
    )


def sums_in(report: Report) -> Sums:
    """Return what the findings of a report come to."""
    items = report.items
    return items.sums if isinstance(items, Summed) else sums_of(items)


class Tally(Struct):
    """Counts over the reports of a run. `rules` are counted by code and name, `concepts` by id."""

    files: int = 0
    files_with_findings: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    concepts: Counter[str] = field(default_factory=Counter)
    fixes: Counter[Safety] = field(default_factory=Counter)
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
        for code, name, count in sums.rules:
            self.rules[code, name] += count
        for concept, count in sums.concepts.items():
            self.concepts[concept] += count
        for safety, count in sums.fixes.items():
            self.fixes[safety] += count


def counted(reports: Iterable[Report], tally: Tally) -> Iterator[Report]:
    """Yield the reports, each counted."""
    for report in reports:
        tally.add(report)
        yield report
