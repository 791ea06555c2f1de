"""What is wrong with a glossary, as plain values, since nothing raises for a bad row; and with a change of it."""

from pathlib import Path

from msgspec import Struct

from review_tui.severity import Severity


class EditError(ValueError):
    """A change of a glossary that cannot be made; the message says why, for the editor."""


class Problem(Struct, frozen=True):
    """One thing that is wrong, where it stands (the line from 1, or 0 for the file as a whole), and what to do.

    An error means that a row, or a whole file, does not count; other problems are warnings, or infos: see `is_meant`.
    `code` names what sort of thing it is; it stays the same where a message gets better. `column` is the name of
    the column whose name is wrong, as the header has it; empty where something else is.
    """

    path: Path | None
    line: int
    message: str
    severity: Severity = Severity.ERROR
    code: str = "row-broken"
    column: str = ""

    @property
    def of_file(self) -> bool:
        """Tell whether it keeps a whole file from counting."""
        return self.code in ("file-unreadable", "column-missing")

    @property
    def of_row(self) -> bool:
        """Tell whether it keeps its row from counting, without the message saying so."""
        return self.code in ("row-broken", "cell-empty", "value-unknown")

    @property
    def is_meant(self) -> bool:
        """Tell whether it may well be meant so, as where one's own file overrules a copy of somebody else's."""
        return self.severity is Severity.INFO

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}: " if self.line else f"{self.path}: "
        return f"{where if self.path else ''}{self.message}"
