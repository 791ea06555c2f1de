"""Waiting for what is being written, before the desk ends."""

from collections.abc import Callable, Sequence

from review_tui.tui.screens.question import Choice, Question

EVERY = 0.1  # seconds between two looks at whether it is over


class Waiting(Question):
    """Says what is being written. The answer is `over` once nothing is, or `now` where the editor does not wait."""

    def __init__(self, names: Callable[[], Sequence[str]]) -> None:
        """Take what tells the names of what is being written."""
        super().__init__(
            "Still saving",
            f"The disk has not taken yet: {', '.join(names())}. As soon as it has, review-tui goes on to quit.",
            (Choice("n", "now", "quit now, and be offered at the next start what was not saved"),),
        )
        self._names = names

    def on_mount(self) -> None:
        """Begin to look."""
        self.set_interval(EVERY, self._look)

    def _look(self) -> None:
        if self.is_current and not self._names():
            self.end("over")
