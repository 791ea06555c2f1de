"""Regular expressions compiled when they are first used.

The rules have two hundred, and an article makes use of half. Compiling all takes longer than checking it; those with
all Chinese characters in a class, or with all that hide, take a millisecond each.
"""

import re
from typing import Any, AnyStr, cast


def lazy(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern that is compiled when it is first used; errors in it are raised only then."""
    return cast("re.Pattern[AnyStr]", _LazyPattern(source, flags))


class _LazyPattern:
    """Has the attributes of a compiled expression; each, once asked for, is an attribute of its own."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags
        self._compiled: re.Pattern[Any] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found
