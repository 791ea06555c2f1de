"""Which files a run leaves out: `.gitignore` files and the configuration's `exclude`, both in git's own syntax."""

import os
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from review_tui.files.stamp import FileProblem, read

# Left out wherever they are found, like everything that begins with a dot; a file that is named is not left out.
NEVER_ENTERED = frozenset({"node_modules", "__pycache__"})


class Layer(Struct, frozen=True):
    """Patterns that hold below one folder. `tells` says of a path below it: left out, kept, or None for no word."""

    base: str
    tells: Callable[[str], bool | None]

    def verdict(self, path: str, *, is_folder: bool) -> bool | None:
        """Return whether an absolute path is left out, None where no pattern speaks of it."""
        below = path.removeprefix(self.base).removeprefix(os.sep)
        if below == path:
            return None
        return self.tells(below.replace(os.sep, "/") + ("/" if is_folder else ""))


def layer(base: str, patterns: Sequence[str]) -> Layer:
    """Return the layer of some patterns; raise ValueError where one of them is no pattern."""
    from pathspec import GitIgnoreSpec

    spec: Any = GitIgnoreSpec.from_lines(patterns)

    def tells(path: str) -> bool | None:
        answer: bool | None = spec.check_file(path).include
        return answer

    return Layer(base, tells)


@lru_cache(maxsize=1024)
def gitignore_of(folder: str) -> Layer | None:
    """Return the layer of a folder's own `.gitignore`, None where it has none that can be read."""
    try:
        text = read(Path(folder, ".gitignore"))[0].decode("utf-8", "replace")
    except FileProblem:
        return None
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    try:
        return layer(folder, lines) if lines else None
    except ValueError:
        return None  # git itself passes over a pattern that it does not understand


@lru_cache(maxsize=1024)
def gitignores_above(folder: str) -> tuple[Layer, ...]:
    """Return the layers of the folders above, the outermost first, up to the root of the git repository."""
    here = Path(folder)
    chain = (here, *here.parents)
    root = next((number for number, each in enumerate(chain) if (each / ".git").exists()), 0)
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
