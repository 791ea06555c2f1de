"""Cells that no spreadsheet takes for a formula, and the way back."""

import re

# What makes a spreadsheet take a cell for a formula, or split it: half-width, full-width, and control characters.
_RUNS = "=+\\-@\t\r\n\0＝＋－＠"
_RISKY = re.compile(f"'*[{_RUNS}]")
_GUARDED = re.compile(f"'('*[{_RUNS}])")
_STARTS = re.compile(f"[{_RUNS}]")


def guard(cell: str) -> str:
    """Return a cell that no spreadsheet runs: with `'` before it where it begins like a formula."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def unguard(cell: str) -> str:
    """Return the cell that `guard` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell


def is_guarded(cell: str) -> bool:
    """Tell whether `unguard` would take something off the cell."""
    return _GUARDED.match(cell) is not None


def runs(cell: str) -> bool:
    """Tell whether a spreadsheet would take the cell for a formula."""
    return _STARTS.match(cell) is not None
