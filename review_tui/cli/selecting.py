"""Selectors of rules as the command line has them."""

from collections.abc import Iterable


def selectors_in(values: Iterable[str]) -> tuple[str, ...]:
    """Return the selectors in some arguments, each of which may hold several with commas between."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())
