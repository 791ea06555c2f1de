"""Which files a run leaves out: `.gitignore` files and the configuration's `exclude`, both in git's own syntax."""

import os
from codecs import BOM_UTF8
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from review_tui.files.presence import is_there
from review_tui.files.stamp import FileProblem, read
from review_tui.lint.discovery.patterns import Pattern, pattern_of

# Left out wherever they are found, like everything that begins with a dot; a file that is named is not left out.
NEVER_ENTERED = frozenset({"node_modules", "__pycache__"})


class Layer(Struct, frozen=True):
    """Patterns that hold below one folder. `tells` says of a path below it: left out, kept, or None for no word."""

    base: str
    tells: Callable[[str], bool | None]

    def verdict(self, path: str, *, is_folder: bool) -> bool | None:
        """Return whether an absolute path is left out, None where no pattern speaks of it."""
        folder = self.base.rstrip(os.sep) + os.sep
        if not path.startswith(folder):
            return None
        return self.tells(path[len(folder) :].replace(os.sep, "/") + ("/" if is_folder else ""))


def layer(base: str, patterns: Sequence[str]) -> Layer:
    """Return the layer of some patterns; raise ValueError where one of them never names anything.

    They speak of a file or folder by its own path, as git reads them that walks from folder to folder: what is below a
    folder that is left out is never asked for. Unlike git, which counts bytes, they count characters.
    """
    return _layer(base, [pattern_of(pattern) for pattern in patterns])


def layer_below(base: str, pattern: str) -> Layer:
    """Return the layer of one pattern that also speaks of all files below a folder that it names.

    Raises ValueError where it never names anything.
    """
    found = pattern_of(pattern)

    def tells(path: str) -> bool | None:
        if found is None:
            return None
        folders = [path[:at] for at, char in enumerate(path) if char == "/"]
        is_named = found.names(path, is_folder=False) or any(found.names(each, is_folder=True) for each in folders)
        return found.leaves_out if is_named else None

    return Layer(base, tells)


def fault_of(pattern: str) -> str:
    """Return what keeps a text from being a pattern, empty where it is one."""
    try:
        pattern_of(pattern, is_strict=True)
    except ValueError as error:
        return str(error)
    return ""


def _layer(base: str, patterns: Sequence[Pattern | None], spelled: Callable[[str], str] = str) -> Layer:
    """Return the layer of patterns, which are asked about paths as they are `spelled`."""
    latest_first = [pattern for pattern in reversed(patterns) if pattern is not None]

    def tells(path: str) -> bool | None:
        own, is_folder = spelled(path.removesuffix("/")), path.endswith("/")
        return next((each.leaves_out for each in latest_first if each.names(own, is_folder=is_folder)), None)

    return Layer(base, tells)


def _in_bytes(text: str) -> str:
    """Return a character for each byte of a path."""
    return text if text.isascii() else os.fsencode(text).decode("latin-1")


@lru_cache(maxsize=1024)
def gitignore_of(folder: str) -> Layer | None:
    """Return the layer of a folder's own `.gitignore`, None where it has none that can be read."""
    try:
        data, _ = read(Path(folder, ".gitignore"))
    except FileProblem:
        return None
    patterns = _patterns(data)
    return _layer(folder, patterns, _in_bytes) if patterns else None


def _patterns(data: bytes) -> list[Pattern]:
    r"""Return the patterns in a `.gitignore` as git reads it: lines end at `\n`, what is no pattern is skipped."""
    patterns: list[Pattern] = []
    for line in data.removeprefix(BOM_UTF8).split(b"\n"):
        with suppress(ValueError):
            pattern = pattern_of(line.removesuffix(b"\r").decode("latin-1"))
            if pattern is not None:
                patterns.append(pattern)
    return patterns


@lru_cache(maxsize=1024)
def gitignores_above(folder: str) -> tuple[Layer, ...]:
    """Return the layers of the folders above, the outermost first, up to the root of the git repository."""
    here = Path(folder)
    chain = (here, *here.parents)
    root = next((number for number, each in enumerate(chain) if is_there(each / ".git")), 0)
    found = [gitignore_of(str(each)) for each in reversed(chain[1 : root + 1])]
    return tuple(each for each in found if each is not None)


def forget_gitignores() -> None:
    """Read `.gitignore` files anew from now on: for programs that run on while they change."""
    gitignore_of.cache_clear()
    gitignores_above.cache_clear()


def is_left_out(path: str, layers: Sequence[Layer], *, is_folder: bool) -> bool:
    """Tell what the layers say of an absolute path: the last one that speaks of it is right."""
    for each in reversed(layers):
        verdict = each.verdict(path, is_folder=is_folder)
        if verdict is not None:
            return verdict
    return False
