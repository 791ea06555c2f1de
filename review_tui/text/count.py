"""Numbers with their nouns, and rows of names of which a message has room for a few."""

from collections.abc import Sequence


def count(number: int, what: str) -> str:
    """Return a number with its noun: `1 file`, `14,338 files`; `info` has no plural."""
    return f"{number:,} {what}" if number == 1 or what == "info" else f"{number:,} {what}s"


def first_few(names: Sequence[str], most: int, joint: str = ", ") -> str:
    """Return some names for a message, of many the first ones and how many there are besides: `a, b and 12 more`."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return f"{joint.join(names[:most])}{more}"
