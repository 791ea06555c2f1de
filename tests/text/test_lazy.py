"""Expressions that are compiled when first used behave as if compiled at once, and none is found broken only in use."""

import importlib
import pkgutil
import re

import pytest

import review_tui.rules
from review_tui.text.lazy import lazy


def test_behaves_as_the_compiled_one() -> None:
    expression = lazy(r"(a)\d", re.IGNORECASE)
    assert expression.pattern == r"(a)\d"
    assert [match[1] for match in expression.finditer("a1 A2 b3")] == ["a", "A"]
    assert expression.sub("x", "A2 b3") == "x b3"


def test_is_compiled_when_it_is_used_and_not_again(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_ = re.compile

    def counted(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return compile_(source, flags)

    monkeypatch.setattr(re, "compile", counted)
    expression = lazy("a")
    assert not compiled
    assert expression.search("a") and expression.match("a") and expression.search("a")
    assert compiled == ["a"]


def test_a_broken_one_is_told_where_it_is_used() -> None:
    with pytest.raises(re.error):
        lazy("(").search("")


def test_every_expression_of_the_rules_compiles() -> None:
    kind = type(lazy(""))
    found = 0
    for module in pkgutil.walk_packages(review_tui.rules.__path__, "review_tui.rules."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, kind):
                found += bool(value.pattern)
    assert found > 100
