"""Numbers with their nouns, and names of which there may be many."""

from collections.abc import Sequence


def count(number: int, what: str) -> str:
    """Return a number with its noun: `1 file`, `14,338 files`; `info` has no plural."""
    return f"{number:,} {what}" if number == 1 or what == "info" else f"{number:,} {what}s"


def few(names: Sequence[str]) -> str:
    """Return some names, of many the first ones and how many there are beside them."""
    return ", ".join(names[:3]) + (f" and {len(names) - 3:,} more" if len(names) > 3 else "")
