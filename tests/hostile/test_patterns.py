"""No regular expression of the program takes a time that grows faster than what it is applied to."""

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Iterator
from itertools import product
from types import ModuleType
from typing import NamedTuple

import pytest

import review_tui

SIZE = 1000  # code points
SMALL = 22  # at which an exponential pattern is slow already
SLOW = 2e-6  # seconds a code point that no linear pattern takes, on however slow a machine: then it is measured twice
PUMPS = (
    *" \t\n\u3000aA1甲é-_=.,，。:：;!?'\"/|\\&#＃*`~<>[](（@%\u200b\x00",
    "a ", "a, ", "甲 ", "甲，", "甲=", "a-", " \n", "\n\n", "<a", "<a ", "< ", "</", "<!-- ", "[甲", "](", "甲]",
    "(a", "（ ", "# ", "##", "1.", "- ", "> ", "& ", "&amp", "**", "*a_", "=甲", "a=", "://", "www.", "a.", "a@",
    "\\u", "éa", "是什么", "什么是", "的", "X", "贷款", "\r\n", "| ", "a1", "{", "}", "$", "review-tui:",
)  # fmt: skip
PREFIXES = ("", "<a ", "<!-- review-tui:", "[", "(")
# Patterns that are only applied to a few characters, and where that is seen to.
BOUNDED = {
    "review_tui.glossary.mining.sightings._BEFORE",  # the 40 characters before a bracket
    "review_tui.glossary.mining.sightings._AND",
    "review_tui.glossary.mining.sightings._QUESTION",  # a heading of 200 characters at most
}


def modules() -> Iterator[ModuleType]:
    for info in pkgutil.walk_packages(review_tui.__path__, "review_tui."):
        if not info.name.endswith("__main__") and ".lsp" not in info.name:
            yield importlib.import_module(info.name)


class Used(NamedTuple):
    """A pattern, and how it is used: `search` (which stands for all that look everywhere), `match` or `fullmatch`."""

    pattern: re.Pattern[str]
    method: str


def patterns() -> dict[str, Used]:
    """Return the compiled patterns for text that stand at the top of a module, by where they stand and what is done."""
    loaded = list(modules())
    sources = {module.__name__: inspect.getsource(module) for module in loaded}
    everything = "\n".join(sources.values())
    found: dict[str, Used] = {}
    for module in loaded:
        for name, value in vars(module).items():
            several = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
            for number, each in enumerate(several):
                if not isinstance(each, re.Pattern) or not isinstance(each.pattern, str):
                    continue
                source = sources[module.__name__] if name.startswith("_") else everything
                called = set(re.findall(rf"\b{name}(?:\[[^\]]+\])?\.(\w+)\(", source))
                methods = called & {"match", "fullmatch"} | ({"search"} if called - {"match", "fullmatch"} else set())
                for method in methods or {"search"}:
                    place = f"[{number}]" if each is not value else ""
                    found[f"{module.__name__}.{name}{place}.{method}"] = Used(each, method)
    return found


def taken(used: Used, text: str) -> float:
    start = time.process_time()
    if used.method == "search":
        for _ in used.pattern.finditer(text):
            pass
    else:
        getattr(used.pattern, used.method)(text)
    return time.process_time() - start


def grows(used: Used, prefix: str, pump: str) -> bool:
    """Tell whether the time grows much faster than the text."""
    if taken(used, prefix + pump * SMALL + "\x01") > 0.02:
        return True
    text = prefix + pump * (SIZE // len(pump)) + "\x01"
    if taken(used, text) < SLOW * len(text):
        return False
    small = min(taken(used, text) for _ in range(3))
    large = min(taken(used, prefix + pump * (4 * SIZE // len(pump)) + "\x01") for _ in range(3))
    return large > 8 * max(small, 1e-4)  # 4 times the text: 4 is linear, 16 the square


def test_the_patterns_are_found() -> None:
    assert len(patterns()) > 80


def test_a_pattern_that_goes_back_is_noticed() -> None:
    assert grows(Used(re.compile(r"\s+$"), "search"), "", " ")
    assert not grows(Used(re.compile(r"\s+$"), "match"), "", " ")
    assert grows(Used(re.compile(r"(a|a)+$"), "match"), "", "a")


@pytest.mark.parametrize("part", range(4))
def test_no_pattern_is_slow(part: int) -> None:
    chosen = [(name, used) for name, used in sorted(patterns().items()) if name.rpartition(".")[0] not in BOUNDED]
    slow = [
        (name, prefix + pump)
        for (name, used), prefix, pump in product(chosen[part::4], PREFIXES, PUMPS)
        if grows(used, prefix, pump)
    ]
    assert slow == []
