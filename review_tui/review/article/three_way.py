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
    bounds = [index for index in range(len(base) + 1) if index in here.starts and index in there.starts]
    for index, following in pairwise([*bounds, len(base)]):
        group = (False, base[index - 1].section if index else 0)
        (own, new_own), (other, new_other) = (_new(side.before(index)) for side in (here, there))
        if own or other:
            yield Atom(group, (), own, other)
        if new_own or new_other:
            yield Atom((True, index), (), new_own, new_other)
        if index < following:
            group = (False, base[index].section)
            yield Atom(group, base[index:following], here.of(index, following), there.of(index, following))


def _new(units: Sequence[Unit]) -> tuple[Sequence[Unit], Sequence[Unit]]:
    """Part new paragraphs into those that go on with the section before them, and those of new sections."""
    index = next((index for index, unit in enumerate(units) if unit.begins), len(units))
    return units[:index], units[index:]


class _Became:
    """What the paragraphs of the base became on one side.

    `starts` and `ends` tell, by the index in the base, where on that side a paragraph begins and where the one before
    it ends; what is between the two is new. Inside of what was changed as one there is no such index.
    """

    def __init__(self, base: Sequence[Unit], side: Sequence[Unit]) -> None:
        self.side = side
        self.starts: dict[int, int] = {}
        self.ends = {0: 0}
        index = other = 0
        before, after = ([unit.text.rstrip("\r\n") for unit in units] for units in (base, side))
        hunks = differences(before, after)
        for start, end, other_start, other_end in [*hunks, (len(base), len(base), len(side), len(side))]:
            for step in range(start - index):
                self.starts[index + step], self.ends[index + step + 1] = other + step, other + step + 1
            if start < end:
                self.starts[start], self.ends[end] = other_start, other_end
            index, other = end, other_end
        self.starts[len(base)] = len(side)

    def before(self, index: int) -> Sequence[Unit]:
        """Return what is new before a paragraph of the base."""
        return self.side[self.ends[index] : self.starts[index]]

    def of(self, index: int, following: int) -> Sequence[Unit]:
        """Return what some paragraphs of the base became."""
        return self.side[self.starts[index] : self.ends[following]]
