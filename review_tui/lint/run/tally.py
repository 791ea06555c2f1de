"""The reduce of a run: what its reports come to."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from review_tui.lint.report import Report
from review_tui.lint.run.wire import sums_in
from review_tui.rules.severity import Safety, Severity


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
    failures: int = 0
    """What kept files from being checked, or rules on them."""
    errors: int = 0
    """The same, and what kept glossaries and decisions from counting."""
    accepted: int = 0
    paths: set[str] = field(default_factory=set)
    """The files with findings."""

    @property
    def findings(self) -> int:
        """Return how many findings there are."""
        return self.severities.total()

    def add(self, report: Report) -> None:
        """Count a report in."""
        self.files += not report.late
        sums = sums_in(report)
        if sums.findings and report.path not in self.paths:
            self.paths.add(report.path)
            self.files_with_findings += 1
        self.failures += 0 if report.late else len(report.failures)
        self.errors += len(report.failures)
        self.mended += report.mended
        self.mended_files += report.mended > 0
        self.unproven += report.unproven
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
