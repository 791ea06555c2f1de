"""Numbers with their nouns."""


def count(number: int, what: str) -> str:
    """Return a number with its noun: `1 file`, `14,338 files`; `info` has no plural."""
    return f"{number:,} {what}" if number == 1 or what == "info" else f"{number:,} {what}s"
