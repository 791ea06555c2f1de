"""Which rules run: chosen by code, by the beginning of a code, or by name."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from review_tui.rules.registry import RuleModule, all_rules
from review_tui.rules.selector import codes_of
from review_tui.severity import Severity

_ONE = 4  # the narrowness of a selector that names one rule: a name, or a code, which has four characters


class Selection(Struct, frozen=True):
    """The rules that run, and the severities that differ from the rules' own."""

    rules: tuple[RuleModule, ...]
    severities: dict[str, Severity] = {}

    @property
    def alone(self) -> frozenset[str]:
        """Return the names of the rules that look at each article alone."""
        return frozenset(item.rule.name for item in self.rules if item.across is None)


def select(chosen: Sequence[str] = (), ignored: Iterable[str] = (), extended: Iterable[str] = ()) -> Selection:
    """Return the rules that run, by the selectors that are given. Raises UnknownRuleError where one names no rule.

    `chosen` takes the place of all rules where it is not empty, `extended` adds to it, and `ignored` takes away, unless
    a longer selector chose the rule (`--select T702 --ignore T` keeps T702).
    """
    weights: dict[str, int] = {}
    for selector in (*(chosen or ("ALL",)), *extended):
        for code in codes_of(selector):
            weights[code] = max(weights.get(code, 0), narrowness(selector))
    for selector in ignored:
        for code in codes_of(selector):
            if code in weights and weights[code] <= narrowness(selector):
                del weights[code]
    return Selection(tuple(item for item in all_rules() if item.rule.code in weights))


def narrowness(selector: str) -> int:
    """Return how narrow a selector is, from 0 (all rules) to 4 (one rule, by code or name); the narrower one holds."""
    bare = selector.strip()
    return 0 if bare.upper() == "ALL" else min(len(bare), _ONE)
