"""How often each rendering of a concept stands in all articles of the queue."""

from array import array
from collections.abc import Mapping, Sequence

from review_tui.glossary.concept import Concept
from review_tui.review.queue.entry import PairNumbers, QueueEntry


class RenderingUses:
    """The uses of renderings, added up over the articles; `renderings` numbers them, by concept and words."""

    def __init__(self) -> None:
        self.renderings = PairNumbers()
        self._uses: list[int] = []  # by the number of a rendering: how often it stands in all articles
        self._articles: list[int] = []  # and in how many of them

    def change(self, entry: QueueEntry, uses: Mapping[tuple[str, str], int]) -> None:
        """Set how often an article has each rendering, in the place of what was known of it."""
        self._add(entry.uses, -1)
        pairs = ((self.renderings.number(*rendering), count) for rendering, count in uses.items())
        entry.uses = array("I", (value for pair in pairs for value in pair))
        self._add(entry.uses, 1)

    def _add(self, uses: Sequence[int], sign: int) -> None:
        """Add (1) or take away (-1) the uses of an article: by turns the number of a rendering, and how often."""
        more = len(self.renderings.names) - len(self._uses)
        self._uses += [0] * more
        self._articles += [0] * more
        for number, count in zip(uses[::2], uses[1::2], strict=True):
            self._uses[number] += sign * count
            self._articles[number] += sign

    def counts(self, concept: Concept) -> dict[str, tuple[int, int]]:
        """Return how often each rendering of a concept stands in all articles, and in how many, if in any."""
        found: dict[str, tuple[int, int]] = {}
        for rendering in concept.renderings:
            number = self.renderings.known(concept.id, rendering.zh)
            if number is not None and self._articles[number]:
                found[rendering.zh] = (self._uses[number], self._articles[number])
        return found
