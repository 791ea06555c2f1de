"""What kept a file, or one rule on it, from being checked."""

from msgspec import Struct


class Failure(Struct, frozen=True):
    """Something that kept a file, or one rule on it, from being checked.

    `line` is from 1, or 0 where there is none; `rule` is the code of the rule that broke, empty where it is the file,
    or this program elsewhere: then it is `internal`.
    """

    path: str
    line: int
    message: str
    rule: str = ""
    internal: bool = False

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}"
