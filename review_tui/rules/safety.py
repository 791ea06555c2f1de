"""How sure a fix is."""

from enum import StrEnum


class Safety(StrEnum):
    """How sure a fix is.

    `safe`: provably what was meant, and the page differs only there. `suggested`: for a human to take, or for
    `--unsafe-fixes`.
    """

    SAFE = "safe"
    SUGGESTED = "suggested"
