"""How articles render concepts, as plain values: those of one article travel and are added up to those of many.

Nothing here needs an article, so that a report from the cache can be read without the parser.
"""

from collections.abc import Iterable

from msgspec import Struct

TITLE = "title"


class UseCount(Struct, frozen=True, array_like=True, gc=False):
    """How often an article has one rendering of a concept, and where first (code points, of the article).

    `status` is that of the glossary, empty for words that it does not have. `linked` tells that the concept is known by
    its slug alone; `field` is the front-matter key that the first one stands in, or empty. `label` is what to call the
    concept, empty where that is its id.
    """

    concept: str
    zh: str
    count: int
    start: int
    end: int
    pos: str = ""
    status: str = ""
    linked: bool = False
    field: str = ""
    label: str = ""


class RenderingCounts(Struct):
    """One rendering over many articles."""

    uses: int = 0
    articles: int = 0
    pos: str = ""
    status: str = ""
    linked: bool = False


class Counts(Struct):
    """The renderings of concepts over many articles: tallies by concept and rendering."""

    articles: int = 0
    concepts: dict[str, dict[str, RenderingCounts]] = {}
    spread: dict[str, int] = {}
    """In how many articles each concept comes up."""
    slugs: set[str] = set()
    """What links lead to, in the form in which slugs are compared."""

    def add(self, uses: Iterable[UseCount], slugs: Iterable[str] = ()) -> None:
        """Count one article."""
        self.articles += 1
        self.slugs.update(slugs)
        uses = tuple(uses)
        for concept in {use.concept for use in uses}:
            self.spread[concept] = self.spread.get(concept, 0) + 1
        for use in uses:
            tally = self.tally(use)
            tally.uses += use.count
            tally.articles += 1

    def tally(self, use: UseCount) -> RenderingCounts:
        """Return the tally of the rendering that a use is of, to be added to."""
        tallies = self.concepts.get(use.concept)
        if tallies is None:
            tallies = self.concepts[use.concept] = {}
        tally = tallies.get(use.zh)
        if tally is None:
            tally = tallies[use.zh] = RenderingCounts(pos=use.pos, status=use.status, linked=use.linked)
        return tally
