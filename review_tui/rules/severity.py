"""How bad a finding is, and how sure a fix."""

from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is. The letter stands for it where there is no colour."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Return a number that is higher the worse it is."""
        return _RANKS[self]

    @property
    def letter(self) -> str:
        """Return E, W or I."""
        return self.value[0].upper()


_RANKS = {Severity.ERROR: 3, Severity.WARNING: 2, Severity.INFO: 1}


class Safety(StrEnum):
    """How sure a fix is.

    `safe`: provably what was meant, and the page differs only there. `suggested`: for a human to take, or for
    `--unsafe-fixes`.
    """

    SAFE = "safe"
    SUGGESTED = "suggested"
