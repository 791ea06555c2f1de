"""A paragraph that both sides changed, told apart: what only one changed, and what both did.

It falls into its sentences. One that both changed falls into its clauses, where that leaves nothing to decide; else it
is one conflict, so that nobody gets a sentence of which each half is another's. Changes that touch are one, too. A
paragraph of several lines stays whole, and so does one where what comes of it would not be sound Markdown.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from review_tui.article import Article
from review_tui.article.shifting import alike_start
from review_tui.review.article.line_cuts import CLAUSE, clauses, sentences
from review_tui.review.article.three_way import Unit, atoms_of

# The marks, none of which is given back: a possessive group would say so, but Python before 3.11.5 gets it wrong.
_LINE = re.compile(
    r"(?=(?P<mark>(?:\s|>|[#＃]|[-*+•]\s|\d{1,9}[.)]\s|\[[ xX]\]\s)*))(?P=mark)(?P<words>[^\r\n]++)(?P<end>[\r\n]*+)"
)

_LARGEST = 250_000  # pairs of characters that are held against each other
_TELLING = 4  # code points from which a clause is not written twice by accident


class Stretch(NamedTuple):
    """A part of a paragraph in the three states; empty where it is not there."""

    base: str
    mine: str
    theirs: str

    @property
    def is_conflict(self) -> bool:
        """Tell whether both sides changed it, each in its way."""
        return self.base not in (self.mine, self.theirs) and self.mine != self.theirs


def told_apart(base: str, mine: str, theirs: str) -> list[Stretch]:
    """Return the stretches of a paragraph; only one, where nothing can be told apart.

    What each side has of all of them joined is that side. The line's mark and its end are stretches of their own, or
    part of one that nobody changed, so that any of them can be left out or taken twice.
    """
    whole = Stretch(base, mine, theirs)
    lines = [_LINE.fullmatch(text) for text in whole]
    found = [line for line in lines if line is not None]
    if len(found) < len(lines) or len({line["mark"] for line in found}) > 1:
        return [whole]
    words = [line["words"] for line in found]
    stretches = _finer(_stretches(words, sentences))
    if _are_open(stretches) and not _are_open(parts := _stretches(words, clauses)):
        stretches = parts  # sentences that were joined or cut in two can be taken for others than they were
    stretches = _none_twice(stretches)
    if all(each.is_conflict for each in stretches) or not _is_sound(found[0]["mark"], stretches):
        return [whole]
    mark, end = (Stretch(*(line[name] for line in found)) for name in ("mark", "end"))
    return _without_seams([mark, *stretches, end])


def _finer(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Put the clauses of a conflict in its place, where none of them is a conflict."""
    found: list[Stretch] = []
    for stretch in stretches:
        parts = _stretches(stretch, clauses) if stretch.is_conflict and all(stretch) else [stretch]
        found += [stretch] if _are_open(parts) else parts
    return _parted(found)


def _are_open(stretches: Sequence[Stretch]) -> bool:
    return any(stretch.is_conflict for stretch in stretches)


def _stretches(texts: Sequence[str], cut: Callable[[str], list[str]]) -> list[Stretch]:
    sides = [[Unit(piece, 0, "", begins=False, is_field=False) for piece in cut(text)] for text in texts]
    return _parted(
        [
            Stretch(*("".join(unit.text for unit in side) for side in (atom.base, atom.mine, atom.theirs)))
            for atom in atoms_of(*sides)
        ]
    )


def _parted(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Join what touches until nothing does."""
    found: list[Stretch] = []
    for stretch in stretches:
        found.append(stretch)
        while len(found) > 1 and _touch(found[-2], found[-1]):
            found[-2:] = [_joined(found[-2:])]
    return found


def _touch(left: Stretch, right: Stretch) -> bool:
    """Tell whether two changed stretches side by side have to be taken as one.

    They do where a change of one side ends right where one of the other side begins, and where, beside a conflict, it
    is a guess which text became which. A stretch that both sides changed alike stays by itself: it comes out the same
    whatever is taken beside it.
    """
    if left.mine == left.theirs or right.mine == right.theirs:
        return False
    if left.is_conflict or right.is_conflict:
        sides = [(left.mine, right.mine), (left.theirs, right.theirs)]
        if not all(_are_two((left.base, right.base), side) for side in sides):
            return True
    ends = [_distance(left.base[::-1], text[::-1]) for text in (left.mine, left.theirs)]
    begins = [_distance(right.base, text) for text in (right.mine, right.theirs)]
    return ends[0] == begins[1] == 0 or ends[1] == begins[0] == 0


def _are_two(before: tuple[str, str], after: tuple[str, str]) -> bool:
    """Tell whether two texts side by side were changed each for itself, so that the seam between them is still there.

    Where sentences were joined or cut in two, it is a guess which of them became which.
    """
    if before[0] == after[0] or before[1] == after[1]:
        return True
    one, two = "".join(before), "".join(after)
    if len(one) * len(two) > _LARGEST:
        return False
    seam, place = len(before[0]), len(after[0])
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    return any(i <= seam <= i + size and seam - i == place - j for i, j, size in blocks if size)


def _distance(before: str, after: str) -> int | None:
    """Return how many characters at its beginning stayed, where a text was changed; None where it was not."""
    return alike_start(before, after) if before != after else None


def _none_twice(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Join, as one change, what would have a clause more often than either side has it, with all that lies between.

    Both wrote it, or moved it, and not to the same place: one of the two is enough.
    """
    found = list(stretches)
    _, mine, theirs = _joined(found)
    most = Counter(_telling(mine)) | Counter(_telling(theirs))
    while ranges := _with_clauses_twice(found, most):
        for first, last in reversed(ranges):  # so that those before it keep their places
            found[first : last + 1] = [_joined(found[first : last + 1])]
    return found


def _with_clauses_twice(stretches: Sequence[Stretch], most: Mapping[str, int]) -> list[tuple[int, int]]:
    """Return the first and last of some stretches that have a clause more often than at `most`: ranges apart, in order.

    Only some of them, where ranges meet: the others may be gone once these are joined.
    """
    for take_mine in (True, False):
        places: dict[str, list[int]] = {}
        for number, stretch in enumerate(stretches):
            for clause in _telling(_taken(stretch, take_mine=take_mine)):
                places.setdefault(clause, []).append(number)
        ranges: list[tuple[int, int]] = []
        for clause, found in places.items():  # by their first places
            first, last = found[0], found[-1]
            if first < last and len(found) > most[clause] and (not ranges or ranges[-1][1] < first):
                ranges.append((first, last))
        if ranges:
            return ranges
    return []


def _telling(text: str) -> list[str]:
    """Return the clauses of a text, without their marks, that are not written twice by accident."""
    words = (clause.rstrip().rstrip(CLAUSE) for clause in clauses(text))
    return [word for word in words if len(word) >= _TELLING]


def _taken(stretch: Stretch, *, take_mine: bool) -> str:
    """Return the merged text of a stretch, if of a conflict one side is taken."""
    base, mine, theirs = stretch
    if stretch.is_conflict:
        return mine if take_mine else theirs
    return theirs if mine == base else mine


def _joined(stretches: Sequence[Stretch]) -> Stretch:
    return Stretch(*("".join(side) for side in zip(*stretches, strict=True)))


def _without_seams(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Join what nobody changed, and leave out what is nothing."""
    found: list[Stretch] = []
    for stretch in stretches:
        if found and all(each.base == each.mine == each.theirs for each in (found[-1], stretch)):
            found[-1] = _joined([found[-1], stretch])
        elif any(stretch):
            found.append(stretch)
    return found


def _is_sound(mark: str, stretches: Sequence[Stretch]) -> bool:
    """Tell whether a line put together of these has the links, the emphasis and so on that its sides have."""
    for turned in (stretches, [Stretch(base, theirs, mine) for base, mine, theirs in stretches]):
        base, one, _ = _joined(turned)
        other = "".join(each.base if each.is_conflict else each.theirs for each in turned)
        merged = "".join(_taken(each, take_mine=True) for each in turned)
        before, *sides, after = (_structure(mark + text) for text in (base, one, other, merged))
        if sides[0] + sides[1] != before + after:
            return False
    return True


def _structure(line: str) -> Counter[Hashable]:
    """Return how often a line has what Markdown makes of it."""
    found: Counter[Hashable] = Counter()
    for block in Article(line, "").blocks:
        found[block.kind, block.level, block.quotes, block.lists] += 1
        if block.inline is not None:
            found.update(link.target for link in block.inline.links)
            found.update(emphasis.strong for emphasis in block.inline.emphasis)
            found.update({"`": len(block.inline.code), "<": len(block.inline.tags)})
    return found
