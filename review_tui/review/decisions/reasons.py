"""The reasons that are offered to an editor who lets a finding stay."""

from collections.abc import Iterable

USUAL = ("correct as it stands", "the house style here", "a false alarm of the rule")
MOST = 9  # a digit for each


class Reasons:
    """Up to nine reasons. Each keeps its place as long as the desk is open: a hand that knows a digit looks no more.

    `latest` is the one that was given last, or else the first.
    """

    def __init__(self) -> None:
        self._offered: list[str] = []
        self._given = ""

    def offered(self, known: Iterable[str]) -> tuple[str, ...]:
        """Return the reasons to offer: at first those `known` from before and the usual ones, then what was given."""
        for reason in (*known, *USUAL):
            if reason not in self._offered and len(self._offered) < MOST:
                self._offered.append(reason)
        return tuple(self._offered)

    @property
    def latest(self) -> str:
        """Return the reason that was given last; before that the first that was offered."""
        return self._given or next(iter(self._offered), "")

    def give(self, reason: str) -> None:
        """Note a reason that was given. Where there is no place left for a new one, it takes the last."""
        self._given = reason
        if reason not in self._offered:
            self._offered[MOST - 1 :] = [reason]
