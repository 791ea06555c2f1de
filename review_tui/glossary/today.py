"""The day that rows of the glossary, and decisions, are dated with."""

from datetime import date


def today() -> str:
    """Return the day as the editor's own calendar has it, in the form 2026-11-29.

    Whoever reads a date in a file compares it with a day of work, and not with the hour in Greenwich.
    """
    return date.today().isoformat()
