"""How a package that only some need is installed."""


def how_to_install(extra: str) -> str:
    """Return what to do to have what an extra of this program holds, such as `xlsx`."""
    return f"`pip install '.[{extra}]'` in the clone of review-tui"
