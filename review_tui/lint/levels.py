"""Which findings of a report are shown, and which make a run fail, by their severities."""

from msgspec import Struct
from msgspec.structs import replace

from review_tui.lint.config.model import Config
from review_tui.lint.report import Report
from review_tui.lint.tally import sums_in
from review_tui.severity import Severity


class Levels(Struct, frozen=True):
    """The severities that are `hidden`, and those that are `failing`."""

    hidden: frozenset[Severity]
    failing: frozenset[Severity]

    def shown(self, report: Report) -> Report:
        """Return a report without the findings that are not shown."""
        if self.hidden.isdisjoint(sums_in(report).severities):
            return report
        return replace(report, items=tuple([item for item in report.items if item.severity not in self.hidden]))

    def fail(self, report: Report) -> bool:
        """Tell whether a report makes the run fail."""
        return not self.failing.isdisjoint(sums_in(report).severities)

    def marked(self, report: Report) -> Report:
        """Return a report that knows which of its findings do not make the run fail."""
        return replace(report, passing=frozenset(Severity) - self.failing)


def levels_of(config: Config, min_severity: Severity | None = None, fail_on: Severity | None = None) -> Levels:
    """Return the levels of a configuration; `min_severity` and `fail_on` replace its own where they are given."""
    lowest, failing = min_severity or config.min_severity, fail_on or config.fail_on
    return Levels(
        frozenset(each for each in Severity if each.rank < lowest.rank),
        frozenset(each for each in Severity if each.rank >= failing.rank),
    )
