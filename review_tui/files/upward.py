"""Looking for something in a folder, and then in those above it."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Upward(Generic[Answer]):
    """Finds the nearest of what `ask` returns for a folder and those above it; None is nothing.

    Each folder is asked for once, so that many folders below each other cost no more than as many beside each other.
    """

    def __init__(self, ask: Callable[[Path], Answer | None]) -> None:
        self._ask = ask
        self._nearest: dict[Path, Answer | None] = {}

    def of(self, folder: Path) -> Answer | None:
        """Return what is nearest to a folder (an absolute path), as it was when it was first asked for."""
        passed: list[Path] = []
        found = None
        for each in chain((folder,), folder.parents):
            if each in self._nearest:
                found = self._nearest[each]
                break
            passed.append(each)
            found = self._ask(each)
            if found is not None:
                break
        self._nearest.update(dict.fromkeys(passed, found))
        return found
