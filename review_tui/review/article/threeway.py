"""Which paragraphs, or clauses of one, of three states of a text belong together: of the base, and of either side."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from review_tui.review.article.aligning import differences


class Unit(NamedTuple):
    """A paragraph of one side, or a clause; `begins` tells whether its section begins with it."""

    text: str
    section: int
    title: str
    begins: bool
    is_field: bool


class Atom(NamedTuple):
    """Paragraphs that are changed as one; `group` is what those of one section have in common."""

    group: tuple[bool, int]
    base: Sequence[Unit]
    mine: Sequence[Unit]
    theirs: Sequence[Unit]


def atoms_of(base: Sequence[Unit], mine: Sequence[Unit], theirs: Sequence[Unit]) -> Iterator[Atom]:
    """Yield the atoms in order: paragraphs of the base, and before each the paragraphs that are new there."""
    here, there = _Became(base, mine), _Became(base, theirs)
    bounds = [place for place in range(len(base) + 1) if place in here.starts and place in there.starts]
    for place, following in pairwise([*bounds, len(base)]):
        group = (False, base[place - 1].section if place else 0)
        (own, new_own), (other, new_other) = (_new(side.before(place)) for side in (here, there))
        if own or other:
            yield Atom(group, (), own, other)
        if new_own or new_other:
            yield Atom((True, place), (), new_own, new_other)
        if place < following:
            group = (False, base[place].section)
            yield Atom(group, base[place:following], here.of(place, following), there.of(place, following))


def _new(units: Sequence[Unit]) -> tuple[Sequence[Unit], Sequence[Unit]]:
    """Part new paragraphs into those that go on with the section before them, and those of new sections."""
    place = next((place for place, unit in enumerate(units) if unit.begins), len(units))
    return units[:place], units[place:]


class _Became:
    """What the paragraphs of the base became on one side.

    `starts` and `ends` tell, by the place in the base, where on that side a paragraph begins and where the one before
    it ends; what is between the two is new. Inside of what was changed as one there is no such place.
    """

    def __init__(self, base: Sequence[Unit], side: Sequence[Unit]) -> None:
        self.side = side
        self.starts: dict[int, int] = {}
        self.ends = {0: 0}
        place = other = 0
        before, after = ([unit.text.rstrip("\r\n") for unit in units] for units in (base, side))
        hunks = differences(before, after)
        for start, end, other_start, other_end in [*hunks, (len(base), len(base), len(side), len(side))]:
            for step in range(start - place):
                self.starts[place + step], self.ends[place + step + 1] = other + step, other + step + 1
            if start < end:
                self.starts[start], self.ends[end] = other_start, other_end
            place, other = end, other_end
        self.starts[len(base)] = len(side)

    def before(self, place: int) -> Sequence[Unit]:
        """Return what is new before a paragraph of the base."""
        return self.side[self.ends[place] : self.starts[place]]

    def of(self, place: int, following: int) -> Sequence[Unit]:
        """Return what some paragraphs of the base became."""
        return self.side[self.starts[place] : self.ends[following]]
