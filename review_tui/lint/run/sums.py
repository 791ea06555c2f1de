"""What the findings of one report come to, in few numbers."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from review_tui.lint.report import Item
from review_tui.rules.severity import Safety, Severity


class Sums(Struct, frozen=True, array_like=True):
    """How many findings there are: in all, by severity, by rule (its code and name), by concept, by safety of fix."""

    findings: int
    severities: dict[Severity, int]
    rules: list[tuple[str, str, int]]
    concepts: dict[str, int]
    fixes: dict[Safety, int]


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
