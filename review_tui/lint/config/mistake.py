"""What is wrong with a configuration."""

from pathlib import Path

from msgspec import Struct


class Mistake(Struct, frozen=True):
    """One thing that is wrong with a configuration, and where: `line` is from 1, or 0 for the file as a whole."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


class ConfigError(Exception):
    """A configuration that cannot be used. `mistakes` are all that is wrong with it, in the order of the file."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes
