"""How bad something is: a finding in an article, a problem or a flaw of a glossary. The same three words everywhere."""

from enum import StrEnum


class Severity(StrEnum):
    """How bad something is, from the worst. The letter stands for it where there is no colour."""

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
