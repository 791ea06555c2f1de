"""Finds the rules: every module in a folder of `review_tui.rules` that has a `RULE`.

Such a module has `CASES` and a function `check` as well. A rule that compares articles with each other has the
functions `contribution` and `across` instead of `check`, or besides.
"""

import importlib
import os
from collections.abc import Iterator, Sequence
from functools import cache
from types import ModuleType

from msgspec import Struct

from review_tui import rules
from review_tui.rules.across import Across, Contribute
from review_tui.rules.model import Case, Finding, Rule
from review_tui.rules.reading import Check, Reading


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
    modules = map(importlib.import_module, _names())
    found = [_load(module) for module in modules if isinstance(getattr(module, "RULE", None), Rule)]
    return tuple(sorted(found, key=lambda item: item.rule.code))


def _names() -> Iterator[str]:
    """Yield the names of the modules in the folders of `review_tui.rules`, without those that begin with `_`.

    `pkgutil` says the same; to load it takes as long as a rule takes for an article.
    """
    for root in rules.__path__:
        for family in os.scandir(root):
            if family.is_dir() and not family.name.startswith("_"):
                for name in os.listdir(family):  # noqa: PTH208  pathlib takes longer
                    if name.endswith(".py") and not name.startswith("_"):
                        yield f"{rules.__name__}.{family.name}.{name.removesuffix('.py')}"


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


def _nothing(_reading: Reading) -> Iterator[Finding]:
    """Do for a rule without a `check`: it finds nothing in an article by itself."""
    yield from ()


@cache
def rules_by_key() -> dict[str, RuleModule]:
    """Return the rules by code and by name."""
    return {key: item for item in all_rules() for key in (item.rule.code, item.rule.name)}
