"""Which files a run leaves out: `.gitignore` files and the configuration's `exclude`, both in git's own syntax."""

import os
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct

from review_tui.files.naming import as_text
from review_tui.files.presence import repository_of
from review_tui.files.stamp import FileProblem, read
from review_tui.text.lazy import lazy

# Kinds of characters as git names them in a set: `[[:alpha:]]`. pathspec takes them for single characters.
KINDS = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "blank": "\t ", "cntrl": "\x01-\x1f\x7f", "digit": "0-9", "graph": "\"-~!",
    "lower": "a-z", "print": " -~", "punct": ":-@[-`{-~!-.", "space": "\t\n\r ", "upper": "A-Z", "xdigit": "0-9A-Fa-f",
}  # fmt: skip
_KIND = lazy(r"\[:(\w+):\]")

# Left out wherever they are found, like everything that begins with a dot; a file that is named is not left out.
NEVER_ENTERED = frozenset({"node_modules", "__pycache__"})


class Layer(Struct, frozen=True):
    """Patterns that hold below the folder `base`.

    `tells` is given a path relative to that, with a `/` at the end of a folder, and returns whether it is left out;
    None where no pattern matches it.
    """

    base: str
    tells: Callable[[str], bool | None]

    def verdict(self, path: str, *, is_folder: bool) -> bool | None:
        """Return whether an absolute path is left out, None where no pattern matches it."""
        folder = self.base.rstrip(os.sep) + os.sep
        if not path.startswith(folder):
            return None
        return self.tells(as_text(path[len(folder) :]).replace(os.sep, "/") + ("/" if is_folder else ""))


def layer(base: str, patterns: Sequence[str]) -> Layer:
    """Return the layer of some patterns; raise ValueError where one of them is no pattern.

    A pattern matches a file or a folder, not what is below a matching folder: as with git, whoever walks from folder to
    folder never asks for that.
    """
    lines = [_line(pattern) for pattern in reversed(patterns)]

    def tells(path: str) -> bool | None:
        own, is_folder = path.removesuffix("/"), path.endswith("/")
        return next((line.leaves_out for line in lines if line.names(own, is_folder=is_folder)), None)

    return Layer(base, tells)


def layer_below(base: str, pattern: str) -> Layer:
    """Return the layer of one pattern, which also matches all files below a folder that it matches.

    Raises ValueError where it is no pattern.
    """
    from pathspec import GitIgnoreSpec

    with _without_warnings():
        spec: Any = GitIgnoreSpec.from_lines([_spelled(pattern)])

    def tells(path: str) -> bool | None:
        answer: bool | None = spec.check_file(path).include
        return answer

    return Layer(base, tells)


class _IgnoreLine(NamedTuple):
    """One pattern: `pattern` is pathspec's, None for a comment."""

    pattern: Any
    folders_only: bool

    @property
    def leaves_out(self) -> bool:
        return bool(self.pattern.include)

    def names(self, path: str, *, is_folder: bool) -> bool:
        """Tell whether it matches a path itself, and not only a folder above."""
        if self.pattern is None or (self.folders_only and not is_folder):
            return False
        found = self.pattern.match_file(path)
        return found is not None and found.match.groupdict().get("ps_d") is None


def _line(written: str) -> _IgnoreLine:
    """Return a pattern as it is written; raise ValueError where it is none."""
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    written = _spelled(written)
    bare = written.rstrip(" ") if not written.endswith("\\ ") else written
    folders_only = bare.endswith("/") and bare.strip("!/") != ""
    with _without_warnings():
        pattern = GitIgnoreSpecPattern(bare.rstrip("/") if folders_only else written)
    return _IgnoreLine(None if pattern.include is None else pattern, folders_only)


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Let Python compile a pattern without a word about `[[a]`, which may mean more to it some day, and not to git."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        yield


def _spelled(pattern: str) -> str:
    """Return a pattern with `[:alpha:]` and its like replaced by the characters that they stand for."""
    return _KIND.sub(lambda kind: KINDS.get(kind[1], kind[0]), pattern)


def fault_of(pattern: str) -> str:
    """Return what keeps a text from being a pattern, empty where it is one."""
    try:
        layer("", [pattern])
    except (ValueError, re.error) as error:
        return str(error)
    return ""


@lru_cache(maxsize=1024)
def gitignore_of(folder: str) -> Layer | None:
    """Return the layer of a folder's own `.gitignore`, None where it has none that can be read."""
    try:
        data, _ = read(Path(folder, ".gitignore"))
    except FileProblem:
        return None
    patterns = _patterns(data)
    return layer(folder, patterns) if patterns else None


def _patterns(data: bytes) -> list[str]:
    r"""Return the patterns in a `.gitignore` as git reads it: lines end at `\n`, what is no pattern is skipped."""
    lines = (line.removesuffix("\r") for line in data.decode("utf-8-sig", "replace").split("\n"))
    return [line for line in lines if line.strip() and not line.startswith("#") and not fault_of(line)]


@lru_cache(maxsize=1024)
def gitignores_above(folder: str) -> tuple[Layer, ...]:
    """Return the layers of the folders above, the outermost first, up to the root of the git repository."""
    here = Path(folder)
    root = repository_of(here)
    above = [each for each in here.parents if root is not None and each.is_relative_to(root)]
    return tuple(each for each in map(gitignore_of, map(str, reversed(above))) if each is not None)


def forget_gitignores() -> None:
    """Read `.gitignore` files anew from now on: for programs that run on while they change."""
    gitignore_of.cache_clear()
    gitignores_above.cache_clear()


def is_left_out(path: str, layers: Sequence[Layer], *, is_folder: bool) -> bool:
    """Tell whether an absolute path is left out: the last layer with a pattern that matches it decides."""
    for each in reversed(layers):
        verdict = each.verdict(path, is_folder=is_folder)
        if verdict is not None:
            return verdict
    return False
