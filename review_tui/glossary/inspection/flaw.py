"""One thing that an editor would want to mend in a glossary."""

from pathlib import Path

from msgspec import Struct

from review_tui.severity import Severity

EXAMPLES = 3
"""So many of many are named in a message."""


class Flaw(Struct, frozen=True):
    """One thing to look at. The line counts from 1; 0 is the file as a whole."""

    code: str
    severity: Severity
    path: Path | None
    line: int
    message: str
    concept: str = ""
    zh: str = ""
    fixable: bool = False
