"""The known name that a wrong one is probably meant to be."""

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], cutoff: float = 0.5) -> str | None:
    """Return the known name that is most like a name (as difflib measures it), or None where none reaches `cutoff`."""
    from difflib import get_close_matches  # here, since hardly a run has anything to liken

    near = get_close_matches(name, list(known), 1, cutoff)
    return near[0] if near else None
