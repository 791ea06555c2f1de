"""What kept a file, or one rule on it, from being checked."""

from msgspec import Struct

NO_MEMORY = "there is not enough memory: free some (`lint` takes less with --jobs 1)"


class Failure(Struct, frozen=True):
    """Something that kept a file, or one rule on it, from being checked.

    `line` is from 1, or 0 where there is none. `rule` is the code of the rule that broke, empty where no rule did;
    `internal` tells that this program broke elsewhere.
    """

    path: str
    line: int
    message: str
    rule: str = ""
    internal: bool = False

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}"


def of_error(path: str, error: Exception, rule: str = "") -> Failure:
    """Return what to say of an error that this program, or one of its rules (the code), raised over a file."""
    if isinstance(error, MemoryError):
        return Failure(path, 0, NO_MEMORY)
    return Failure(path, 0, internal_error(error, rule), rule, internal=not rule)


def internal_error(error: Exception | None = None, rule: str = "", *, is_traced: bool = False) -> str:
    """Return the sentence about an error that only a defect of this program raises: what it is, and where it began.

    `rule` is the code of the rule that broke, if one did. With `is_traced`, lines above the sentence tell more.
    """
    what = f": {type(error).__name__}: {error}{_where(error)}" if error is not None else ""
    within = f" in rule {rule}" if rule else ""
    return f"internal error{within}{what}; please report it{' with the lines above' if is_traced else ''}"


def _where(error: Exception) -> str:
    """Return the function and the line that raised an error; nothing where another process did."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    return f" ({trace.tb_frame.f_globals.get('__name__')}.{trace.tb_frame.f_code.co_name}, line {trace.tb_lineno})"


def unexplained(reason: object) -> str:
    """Return the sentence about a file that was not checked, and why, where that may or may not be a defect."""
    return f"not checked: {reason}. This may be a defect of review-tui: please report it"
