"""Where in a TOML file a key stands. The parser of the standard library does not say."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_TABLE = re.compile(r"\s*\[{1,2}(?P<name>[^\[\]]+)\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"\s*(?P<name>(?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
_DEEPEST = 5  # keys that lead to anything in a configuration
_PART = re.compile(r"[\w-]+|\"[^\"]*\"|'[^']*'")


def line_of(text: str, path: Sequence[str], value: str | None = None) -> int:
    """Return the line (from 1) of the key that `path` leads to, of the nearest table around it, or else 1.

    A table may have no line but those of the keys in it (`a.b = 1`): then it stands where the first of them does.
    With `value`, it is the line on which that value first stands in quotes, from the key on.
    """
    starts = _starts(text)
    place = next((start for end in range(len(path), 0, -1) if (start := starts.get(tuple(path[:end]))) is not None), 0)
    if value is not None:
        places = [text.find(quoted, place) for quoted in (f'"{value}"', f"'{value}'")]
        place = min((each for each in places if each >= 0), default=place)
    return text.count("\n", 0, place) + 1


@lru_cache(maxsize=2)  # a file may have thousands of mistakes, each with its line
def _starts(text: str) -> dict[tuple[str, ...], int]:
    """Return the paths of all tables and keys, each with where its first line begins (code points)."""
    starts: dict[tuple[str, ...], int] = {}
    for start, path in _keys(text):
        for end in range(1, min(len(path), _DEEPEST) + 1):
            starts.setdefault(path[:end], start)
    return starts


def _keys(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield where the line of each table head and each key begins, with the whole path of it."""
    table: tuple[str, ...] = ()
    start = 0
    for line in text.split("\n"):
        if head := _TABLE.match(line):
            table = _parts(head["name"])
            yield start, table
        elif key := _KEY.match(line):
            yield start, (*table, *_parts(key["name"]))
        start += len(line) + 1


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(name))
