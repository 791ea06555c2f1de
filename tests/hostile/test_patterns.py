"""No regular expression of the program takes a time that grows faster than what it is applied to."""

import ast
import importlib
import inspect
import pkgutil
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import chain, product
from types import ModuleType
from typing import Any, NamedTuple

import pytest

import review_tui
from review_tui.text.lazy import _LazyPattern

SIZE = 1000  # code points
SMALL = 20  # at which an exponential pattern is slow already
SLOW = 2e-6  # seconds a code point that no linear pattern takes, on however slow a machine: then it is measured twice
PUMPS = (
    *" \t\n\u3000aA1甲é-_=.,，。:：;!?'\"/|\\&#＃*`~<>[](（@%\u200b\x00",
    "a ", "a, ", "甲 ", "甲，", "甲=", "a-", " \n", "\n\n", "<a", "<a ", "< ", "</", "<!-- ", "[甲", "](", "甲]",
    "(a", "（ ", "# ", "##", "1.", "- ", "> ", "& ", "&amp", "**", "*a_", "=甲", "a=", "://", "www.", "a.", "a@",
    "\\u", "éa", "是什么", "什么是", "的", "X", "贷款", "\r\n", "| ", "a1", "{", "}", "$", "review-tui:",
)  # fmt: skip
PYGLS = find_spec("pygls") is not None  # the language server is an extra
PREFIXES = ("", "<a ", "<!-- review-tui:", "[", "(")
# Patterns that are only applied to a few characters, and where that is seen to.
BOUNDED = {
    "review_tui.glossary.mining.sightings._BEFORE",  # the 40 characters before a bracket
    "review_tui.glossary.mining.sightings._AND",
    "review_tui.glossary.mining.sightings._QUESTION",  # a heading of 200 characters at most
}


def modules() -> Iterator[ModuleType]:
    for info in pkgutil.walk_packages(review_tui.__path__, "review_tui."):
        if not info.name.endswith("__main__") and (PYGLS or ".lsp" not in info.name):
            yield importlib.import_module(info.name)


class Used(NamedTuple):
    """A pattern, and how it is used: `search` (which stands for all that look everywhere), `match` or `fullmatch`."""

    pattern: re.Pattern[Any]
    method: str


def compiled(value: object) -> re.Pattern[Any] | None:
    """Return the pattern that a value is, also if it is compiled only now; None if it is something else."""
    if isinstance(value, _LazyPattern):
        assert value.pattern  # asking compiles it
        value = value._compiled
    return value if isinstance(value, re.Pattern) else None


def inside(value: object) -> Iterator[object]:
    """Yield what a dictionary or a tuple holds, and the tuples in that; else the value itself."""
    if isinstance(value, dict | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from inside(each)
    else:
        yield value


def called_in(source: str) -> dict[str, set[str]]:
    """Return the methods of each name in a source, as in `NAME.search(`, `NAME[0].search(` or `(NAME.match, …`."""
    called: dict[str, set[str]] = defaultdict(set)
    for name, method in re.findall(r"\b(\w+)(?:\[[^\]]+\])?\.(?=(\w+)[(,])", source):
        called[name].add(method)
    return called


@cache
def patterns() -> dict[str, Used]:
    """Return the patterns at the top of each module, one for each method called: `module.NAME.search`, `N[0].match`."""
    loaded = list(modules())
    calls = {module.__name__: called_in(inspect.getsource(module)) for module in loaded}
    everywhere: dict[str, set[str]] = defaultdict(set)
    for name, methods in chain.from_iterable(each.items() for each in calls.values()):
        everywhere[name] |= methods
    found: dict[str, Used] = {}
    for module in loaded:
        for name, value in vars(module).items():
            for number, each in enumerate(inside(value)):
                pattern = compiled(each)
                if pattern is None:
                    continue
                called = (calls[module.__name__] if name.startswith("_") else everywhere).get(name, set())
                methods = called & {"match", "fullmatch"} | ({"search"} if called - {"match", "fullmatch"} else set())
                for method in methods or {"search"}:
                    place = f"[{number}]" if each is not value else ""
                    found[f"{module.__name__}.{name}{place}.{method}"] = Used(pattern, method)
    return found


def taken(used: Used, text: str, clock: Callable[[], float] = time.process_time) -> float:
    string = text if isinstance(used.pattern.pattern, str) else text.encode()
    start = clock()
    if used.method == "search":
        for _ in used.pattern.finditer(string):
            pass
    else:
        getattr(used.pattern, used.method)(string)
    return clock() - start


def is_quick(used: Used, text: str, limit: float) -> bool:
    """Tell whether it takes less than some seconds by the clock on the wall: more than of the processor, read faster.

    To read that of the processor took longer than most patterns do.
    """
    return taken(used, text, time.perf_counter) < limit


def grows(used: Used, prefix: str, pump: str) -> bool:
    """Tell whether the time grows much faster than the text."""
    small = prefix + pump * SMALL + "\x01"
    if not is_quick(used, small, 0.02) and all(taken(used, small) > 0.02 for _ in range(3)):  # once, it is the machine
        return True
    text = prefix + pump * (SIZE // len(pump)) + "\x01"
    if is_quick(used, text, SLOW * len(text)) or taken(used, text) < SLOW * len(text):
        return False
    once = min(taken(used, text) for _ in range(3))
    more = min(taken(used, prefix + pump * (4 * SIZE // len(pump)) + "\x01") for _ in range(3))
    return more > 8 * max(once, 1e-4)  # 4 times the text: 4 is linear, 16 the square


@cache
def written() -> dict[str, int]:
    """Return how many patterns a statement at the top of a module makes, by module and name."""
    made: dict[str, int] = {}
    for module in modules():
        source = inspect.getsource(module)
        if not re.search(r"\b(?:compile|lazy)\(", source):
            continue
        for statement in ast.parse(source).body:
            if not isinstance(statement, ast.Assign | ast.AnnAssign):
                continue
            calls = [node for node in ast.walk(statement) if isinstance(node, ast.Call)]
            count = sum(ast.unparse(call.func) in {"re.compile", "lazy"} for call in calls)
            if count:
                first = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
                target = first.elts[0] if isinstance(first, ast.Tuple) else first
                made[f"{module.__name__}.{ast.unparse(target)}"] = count
    return made


def test_every_pattern_that_stands_at_the_top_of_a_module_is_found() -> None:
    found = {place.rpartition(".")[0] for place in patterns()}
    names = Counter(place.partition("[")[0] for place in found)
    assert {name: count for name, count in written().items() if names[name] < count} == {}


def test_the_patterns_of_the_rules_are_among_them() -> None:
    assert patterns()["review_tui.rules.spacing._APART.search"].pattern.search("甲 a")
    assert sum(name.startswith("review_tui.rules.") for name in written()) > 100


def test_a_pattern_that_goes_back_is_noticed() -> None:
    assert grows(Used(re.compile(r"\s+$"), "search"), "", " ")
    assert not grows(Used(re.compile(r"\s+$"), "match"), "", " ")
    assert grows(Used(re.compile(r"(a|a)+$"), "match"), "", "a")


def test_no_pattern_has_a_possessive_group() -> None:
    """Python 3.11.0 to 3.11.4 take them for something else where they hold what goes back (CPython gh-106052)."""
    group = re.compile(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+")
    assert [name for name, used in patterns().items() if group.search(str(used.pattern.pattern))] == []


@pytest.mark.parametrize("part", range(4))
def test_no_pattern_is_slow(part: int) -> None:
    chosen = [(name, used) for name, used in sorted(patterns().items()) if name.rpartition(".")[0] not in BOUNDED]
    once = list({used: name for name, used in chosen}.items())  # many modules import the same one
    slow = [
        (name, prefix + pump)
        for (used, name), prefix, pump in product(once[part::4], PREFIXES, PUMPS)
        if grows(used, prefix, pump)
    ]
    assert slow == [], "these go back again and again in such a text; one that meets short texts only is BOUNDED"
