"""One thing that an editor would want to mend in a glossary."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

EXAMPLES = 3
"""So many of many are named in a message."""


class Level(StrEnum):
    """How bad a flaw is. The names are those of `lint`."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """Return the place in the order, from 0 for the least bad."""
        return tuple(Level).index(self)


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing to look at. The line counts from 1; 0 is the file as a whole."""

    code: str
    level: Level
    path: Path | None
    line: int
    message: str
    concept: str = ""
    zh: str = ""
    fixable: bool = False
