"""Which paragraphs of a text became which of another: what is equal stays in place, and what is alike was changed."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from review_tui.article.shifting import opcodes

_ALIKE = 50.0  # per cent of their characters that two paragraphs share to be one and the same, changed
_LARGEST = 40_000  # pairs of paragraphs that are held against each other


class Hunk(NamedTuple):
    """Items `start` to `end` of the first text (`end` not included) that became those of the second."""

    start: int
    end: int
    other_start: int
    other_end: int


def differences(one: Sequence[str], two: Sequence[str]) -> list[Hunk]:
    """Return where two rows of paragraphs differ, in order, in the smallest stretches that belong together."""
    found: list[Hunk] = []
    for tag, *places in opcodes(one, two):
        if tag == "replace":
            found += _refined(one, two, Hunk(*places))
        elif tag != "equal":
            found.append(Hunk(*places))
    return found


def _refined(one: Sequence[str], two: Sequence[str], hunk: Hunk) -> Iterator[Hunk]:
    """Yield the parts of a stretch that differs: what is alike in pairs, and what is left between them."""
    left, right = one[hunk.start : hunk.end], two[hunk.other_start : hunk.other_end]
    pairs = _alike(left, right) if len(left) * len(right) <= _LARGEST else []
    ends = [(-1, -1), *pairs, (len(left), len(right))]
    rows: list[Hunk] = []  # by turns what is left between two pairs, perhaps nothing, and a pair
    for (i, j), (next_i, next_j) in pairwise(ends):
        rows.append(Hunk(i + 1, next_i, j + 1, next_j))
        rows.append(Hunk(next_i, next_i + 1, next_j, next_j + 1))
    rows.pop()
    for place in range(0, len(rows), 2):
        _share(rows, place, left, right)
    for place, (i1, i2, j1, j2) in enumerate(rows):
        i, j = hunk.start, hunk.other_start
        if place % 2 == 0 and i2 - i1 == j2 - j1:  # one written anew for each
            yield from (Hunk(i + i1 + n, i + i1 + n + 1, j + j1 + n, j + j1 + n + 1) for n in range(i2 - i1))
        else:
            yield Hunk(i + i1, i + i2, j + j1, j + j2)


def _share(rows: list[Hunk], place: int, left: Sequence[str], right: Sequence[str]) -> None:
    """Give what is left on one side alone to the pairs around it, where they are more alike with it.

    So a paragraph that was cut in two, or two that were joined, are one change.
    """
    while place > 0:
        i1, i2, j1, j2 = rows[place]
        before = rows[place - 1]
        if (i1 < i2) == (j1 < j2):
            return
        grown = Hunk(before.start, i1 + (i1 < i2), before.other_start, j1 + (j1 < j2))
        if _likeness(left, right, grown) <= _likeness(left, right, before):
            break
        rows[place - 1], rows[place] = grown, Hunk(grown.end, i2, grown.other_end, j2)
    while place + 1 < len(rows):
        i1, i2, j1, j2 = rows[place]
        after = rows[place + 1]
        if (i1 < i2) == (j1 < j2):
            return
        grown = Hunk(i2 - (i1 < i2), after.end, j2 - (j1 < j2), after.other_end)
        if _likeness(left, right, grown) <= _likeness(left, right, after):
            break
        rows[place + 1], rows[place] = grown, Hunk(i1, grown.start, j1, grown.other_start)


def _likeness(left: Sequence[str], right: Sequence[str], hunk: Hunk) -> float:
    from rapidfuzz.fuzz import ratio

    return ratio("".join(left[hunk.start : hunk.end]), "".join(right[hunk.other_start : hunk.other_end]))


def _alike(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs, in the order of both, that are most alike together."""
    from rapidfuzz.fuzz import ratio

    return heaviest_pairs([[ratio(one, two, score_cutoff=_ALIKE) for two in right] for one in left])


def heaviest_pairs(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the pairs of a row and a column, in the order of both, that weigh most together; 0 is no pair."""
    rows, columns = len(weights), len(weights[0]) if weights else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], weights[i][j] + best[i + 1][j + 1])
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if weights[i][j] and best[i][j] == weights[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
