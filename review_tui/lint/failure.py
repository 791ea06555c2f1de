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


def of_rule(path: str, code: str, error: Exception) -> Failure:
    """Return what to say of a rule (its code) that broke on a file."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" ({trace.tb_frame.f_code.co_name}, line {trace.tb_lineno})" if trace else ""
    message = f"internal error in rule {code}: {type(error).__name__}: {error}{where}; please report it"
    return Failure(path, 0, message, code)
