"""A decision that waits to be written, or to be taken out of its file."""

from typing import NamedTuple

from review_tui.lint.decisions.decisions import Decision


class PendingDecision(NamedTuple):
    """What is not written yet about one thing: the decision that is to stand there, None for none.

    `over` is what may stand in the file as far as is known here. Where somebody else put another decision there, this
    one gives way, or takes its place.
    """

    decision: Decision | None
    over: tuple[Decision | None, ...]
    gives_way: bool

    def is_news(self, theirs: Decision | None) -> bool:
        """Tell whether what stands in the file is somebody else's."""
        return theirs not in self.over and theirs != self.decision
