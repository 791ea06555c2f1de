"""What Textual works out again and again is worked out once, or not at all where nothing changes by it.

This reaches into Textual, so `conftest.py` asks for it with the one version that it was written for: with another one,
the same tests take a third longer.
"""

from collections.abc import Callable
from functools import cache
from types import CodeType, MethodType
from typing import Any

import pytest
from textual import _callback
from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode


def make_quicker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Textual read each style sheet once, and give a widget only the styles that it has not already."""
    monkeypatch.setattr(Stylesheet, "parse", _parse)
    monkeypatch.setattr(Stylesheet, "replace_rules", staticmethod(_replace_rules))
    monkeypatch.setattr(RuleSet, "__hash__", object.__hash__)  # it is that of the object, worked out in Python
    monkeypatch.setattr(_callback, "_count_parameters", _count_parameters)


_READ: dict[object, dict[object, list[RuleSet]]] = {}
"""Rules by the values of variables, and by sheet."""


def _parse(stylesheet: Stylesheet) -> None:
    read = _READ.setdefault(tuple(stylesheet._variables.items()), {})
    rules: list[RuleSet] = []
    for sheet in stylesheet.source.items():
        if sheet not in read:
            place, (css, is_default, tie_breaker, scope) = sheet
            read[sheet] = stylesheet._parse_rules(css, place, is_default, tie_breaker, scope)
            assert not any(rule.errors for rule in read[sheet])
        rules += read[sheet]
    stylesheet._rules, stylesheet._rules_map, stylesheet._require_parse = rules, None, False


_replaced = Stylesheet.replace_rules


def _replace_rules(node: DOMNode, rules: RulesMap, animate: bool = False) -> None:
    if animate and rules.get("transitions"):
        _replaced(node, rules, animate)
        return
    base = node.styles.base
    held: dict[str, Any] = base._rules  # type: ignore[assignment]
    wanted: dict[str, Any] = rules  # type: ignore[assignment]
    changed = [name for name in held.keys() | wanted.keys() if wanted.get(name) is not held.get(name)]
    for name in changed:
        setattr(base, name, wanted.get(name))
    if changed or not animate:
        node.notify_style_update()


_counted = _callback._count_parameters


def _count_parameters(function: Callable[..., object]) -> int:
    if isinstance(function, MethodType):
        return _count_parameters(function.__func__) - 1
    code = getattr(function, "__code__", None)
    return _counted(function) if code is None or hasattr(function, "__wrapped__") else _count_of(code)


@cache
def _count_of(code: CodeType) -> int:
    starred = bool(code.co_flags & 4) + bool(code.co_flags & 8)  # *arguments and **named ones count as one each
    return code.co_argcount + code.co_kwonlyargcount + starred
