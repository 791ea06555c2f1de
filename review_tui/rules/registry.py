"""Finds the rules: every module in a folder of `review_tui.rules` that has a `RULE`.

Such a module has `CASES` and a function `check` as well. A rule that compares articles with each other has the
functions `contribution` and `across` instead of `check`, or besides.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from msgspec import Struct

from review_tui import rules
from review_tui.rules.across import Across, Contribute
from review_tui.rules.model import Case, Check, Finding, Rule

if TYPE_CHECKING:
    from review_tui.rules.reading import Reading


class RuleModule(Struct, frozen=True):
    """A rule with its documentation, its cases and its functions: `across.py` explains the last two."""

    rule: Rule
    doc: str
    cases: Sequence[Case]
    check: Check
    module: str
    contribution: Contribute | None = None
    across: Across | None = None

    @property
    def family(self) -> str:
        """Return the name of its family, for readers: its folder's, with spaces."""
        return self.module.split(".")[-2].replace("_", " ")

    @property
    def summary(self) -> str:
        """Return the first line of the documentation."""
        return self.doc.split("\n", 1)[0]


@cache
def all_rules() -> tuple[RuleModule, ...]:
    """Return every rule, in order of code."""
    found: list[RuleModule] = []
    for family in pkgutil.iter_modules(rules.__path__, f"{rules.__name__}."):
        if not family.ispkg:
            continue
        package = importlib.import_module(family.name)
        for info in pkgutil.iter_modules(package.__path__, f"{family.name}."):
            module = importlib.import_module(info.name)
            if isinstance(getattr(module, "RULE", None), Rule):
                found.append(_load(module))
    return tuple(sorted(found, key=lambda item: item.rule.code))


def _load(module: ModuleType) -> RuleModule:
    return RuleModule(
        module.RULE,
        (module.__doc__ or "").strip(),
        module.CASES,
        getattr(module, "check", _nothing),
        module.__name__,
        getattr(module, "contribution", None),
        getattr(module, "across", None),
    )


def _nothing(_reading: "Reading") -> Iterator[Finding]:
    """Do for a rule without a `check`: it finds nothing in an article by itself."""
    yield from ()


@cache
def rules_by_key() -> dict[str, RuleModule]:
    """Return the rules by code and by name."""
    return {key: item for item in all_rules() for key in (item.rule.code, item.rule.name)}
