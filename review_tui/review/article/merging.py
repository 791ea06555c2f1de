"""Merging two changes of one article, section by section.

Sections are an editor's unit, so they are the unit here too: one that only one side changed is taken from there, one
that both changed otherwise is a conflict for a human to decide. Nothing is guessed inside a section, but for the blank
lines at its end, which come and go with what follows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from review_tui.article import Article

_ALIKE = 50.0  # per cent of their characters that two sections under different headings share to be one and the same
_LARGEST = 40_000  # pairs of sections that are compared with each other; beyond, only equal ones are found again
_SAME, _SAME_TITLE = 4.0, 2.0  # how much a pair weighs, where one merely alike weighs one at most


class Change(StrEnum):
    """Who changed a section."""

    NOBODY = "unchanged"
    MINE = "changed here"
    THEIRS = "changed in the file"
    BOTH_ALIKE = "changed alike in both"
    CONFLICT = "changed in both"


class Take(StrEnum):
    """What to take of a section that both changed."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"
    """First mine, then theirs."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section before the merge: the title that it is known by, and all of its text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A section in its three states; empty where it is not there."""

    title: str
    base: str
    mine: str
    theirs: str

    @property
    def change(self) -> Change:
        """Return who changed it."""
        base, mine, theirs = _content(self.base), _content(self.mine), _content(self.theirs)
        if mine == theirs:
            return Change.NOBODY if self.base == self.mine == self.theirs else _of_ends(self)
        if mine == base:
            return Change.THEIRS
        return Change.MINE if theirs == base else Change.CONFLICT

    @property
    def is_only_blank(self) -> bool:
        """Tell whether nothing but line ends after the section changed."""
        return _content(self.base) == _content(self.mine) == _content(self.theirs)

    def text(self, take: Take, newline: str = "\n") -> str:
        """Return what becomes of it. What only one side changed is taken from there, whatever `take` says."""
        if self.mine == self.base:
            return self.theirs
        if self.theirs in (self.base, self.mine):
            return self.mine
        change = self.change
        if change is Change.CONFLICT:
            chosen = {Take.MINE: [self.mine], Take.THEIRS: [self.theirs], Take.BOTH: [self.mine, self.theirs]}
            return _joined(chosen[take], newline)
        # One changed the words, the other the line ends after them, or both did that.
        words, ends = (self.theirs, self.mine) if change is Change.THEIRS else (self.mine, self.theirs)
        if not _content(words) or not _content(ends):
            return words
        changed = _end(ends) if _end(ends) != _end(self.base) else _end(words)
        return _content(words) + changed


def _of_ends(piece: Piece) -> Change:
    if piece.mine == piece.theirs:
        return Change.BOTH_ALIKE
    return Change.THEIRS if piece.mine == piece.base else Change.MINE


def _end(text: str) -> str:
    return text[len(_content(text)) :]


def parts_of(article: Article) -> list[Part]:
    """Return the sections of an article; their texts joined are its text."""
    return [Part(section.title, section.span.cut(article.text)) for section in article.sections]


def merge(base: Sequence[Part], mine: Sequence[Part], theirs: Sequence[Part]) -> tuple[Piece, ...]:
    """Return what became of each section of `base`, and the new ones of both sides where they stand.

    The `base` of all pieces joined is the base, and so with `mine` and `theirs`: nothing is left out.
    """
    from_mine, new_mine = _matched(base, mine)
    from_theirs, new_theirs = _matched(base, theirs)
    pieces: list[Piece] = []
    for place in range(-1, len(base)):
        if place >= 0:
            part, own, other = base[place], from_mine[place], from_theirs[place]
            title = own.title if own is not None and own.title != part.title else (other or part).title
            pieces.append(Piece(title, part.text, own.text if own else "", other.text if other else ""))
        here, there = new_mine.get(place, ()), new_theirs.get(place, ())
        if here or there:
            title = [*here, *there][0].title
            pieces.append(Piece(title, "", "".join(part.text for part in here), "".join(part.text for part in there)))
    return tuple(pieces)


def conflicts(pieces: Sequence[Piece]) -> list[int]:
    """Return which pieces both sides changed, each in its way."""
    return [number for number, piece in enumerate(pieces) if piece.change is Change.CONFLICT]


def merged_text(pieces: Sequence[Piece], taken: Mapping[int, Take], newline: str = "\n") -> str:
    """Return the text after the merge. Of a conflict that `taken` says nothing about, mine is taken."""
    return _joined([piece.text(taken.get(number, Take.MINE), newline) for number, piece in enumerate(pieces)], newline)


def _joined(texts: Sequence[str], newline: str) -> str:
    """Join sections; each but the last ends its line."""
    kept = [text for text in texts if text]
    ended = [text if text.endswith(("\n", "\r")) else text + newline for text in kept[:-1]]
    return "".join([*ended, *kept[-1:]])


def _content(text: str) -> str:
    return text.rstrip("\r\n")


# Which section is which


def _matched(base: Sequence[Part], other: Sequence[Part]) -> tuple[list[Part | None], dict[int, list[Part]]]:
    """Return what each part of `base` became (None where it is gone), and the new parts by the one they come after."""
    partners = _partners(base, other)
    became: list[Part | None] = [None] * len(base)
    new: dict[int, list[Part]] = {}
    last = -1
    back = {place: number for number, place in partners.items()}
    for place, part in enumerate(other):
        if place in back:
            last = back[place]
            became[last] = part
        else:
            new.setdefault(last, []).append(part)
    return became, new


def _partners(base: Sequence[Part], other: Sequence[Part]) -> dict[int, int]:
    """Return the place in `other` of each part of `base` that is still there, in the order of both."""
    shorter = min(len(base), len(other))
    start = next((place for place in range(shorter) if base[place] != other[place]), shorter)
    end = next((n for n in range(shorter - start) if base[-1 - n] != other[-1 - n]), shorter - start)
    pairs = {place: place for place in range(start)}
    pairs |= {len(base) - 1 - n: len(other) - 1 - n for n in range(end)}
    left, right = base[start : len(base) - end], other[start : len(other) - end]
    found = _best(left, right) if len(left) * len(right) <= _LARGEST else _equal(left, right)
    return pairs | {start + one: start + two for one, two in found}


def _equal(left: Sequence[Part], right: Sequence[Part]) -> list[tuple[int, int]]:
    blocks = SequenceMatcher(None, left, right).get_matching_blocks()  # very frequent sections are passed over
    return [(block.a + n, block.b + n) for block in blocks for n in range(block.size)]


def _best(left: Sequence[Part], right: Sequence[Part]) -> list[tuple[int, int]]:
    """Return the pairs, in the order of both, that are most alike together."""
    if not left or not right:
        return []
    weights = [[_weight(one, two) for two in right] for one in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            paired = weights[i][j] + best[i + 1][j + 1] if weights[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if weights[i][j] and best[i][j] == weights[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _weight(one: Part, two: Part) -> float:
    if one == two:
        return _SAME
    from rapidfuzz.fuzz import ratio

    alike = ratio(one.text, two.text, score_cutoff=_ALIKE) / 100
    return _SAME_TITLE + alike if one.title == two.title else alike
