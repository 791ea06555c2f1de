"""Where in a TOML file a key stands. The parser of the standard library does not say."""

import re
from collections.abc import Iterator, Sequence

_TABLE = re.compile(r"\s*\[{1,2}(?P<name>[^\[\]]+)\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"\s*(?P<name>(?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
_PART = re.compile(r"[\w-]+|\"[^\"]*\"|'[^']*'")


def line_of(text: str, path: Sequence[str], value: str | None = None) -> int:
    """Return the line (from 1) of the key that `path` leads to, of the nearest table around it, or else 1.

    A table may have no line but those of the keys in it (`a.b = 1`): then it stands where the first of them does.
    With `value`, it is the line on which that value first stands in quotes, from the key on.
    """
    best, best_length = 1, 0
    lines = text.split("\n")
    for number, found in _keys(lines):
        length = min(len(found), len(path))
        if length > best_length and list(found[:length]) == list(path[:length]):
            best, best_length = number, length
    if value is not None:
        for number in range(best, len(lines) + 1):
            if any(quoted in lines[number - 1] for quoted in (f'"{value}"', f"'{value}'")):
                return number
    return best


def _keys(lines: list[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the line of each table head and each key, with the whole path of it."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(lines, 1):
        if head := _TABLE.match(line):
            table = _parts(head["name"])
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, *_parts(key["name"]))


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(name))
