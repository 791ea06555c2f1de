"""Merging two changes of one article, paragraph by paragraph, and sentence by sentence in one that both changed.

A section that only one side changed is one piece; one that both changed falls into its paragraphs, and a paragraph that
both changed into what `finer` tells apart. What only one side changed is taken from there, what both changed otherwise
is a conflict for a human to decide. Nothing is guessed, but for the blank lines at the end of a paragraph, which come
and go with what follows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby, pairwise

from msgspec import Struct

from review_tui.article import Article
from review_tui.review.article.finer import told_apart
from review_tui.review.article.paragraphs import fields, paragraphs, run_together
from review_tui.review.article.three_way import Atom, Unit, atoms_of


class ChangedBy(StrEnum):
    """Who changed a section or a paragraph."""

    NOBODY = "unchanged"
    MINE = "changed here"
    THEIRS = "changed in the file"
    BOTH_ALIKE = "changed alike in both"
    CONFLICT = "changed in both"


class Take(StrEnum):
    """What to take of a piece."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"
    """First mine, then theirs."""


class MergePiece(Struct, frozen=True):
    """A section, paragraphs of one, or a part of a paragraph, in the three states; empty where it is not there.

    Of `fields` (of a front matter, or rows of a table) no two can say the same, and no blank line is between them. The
    paragraph of one that `goes_on` goes on in the piece after it.
    """

    title: str
    base: str
    mine: str
    theirs: str
    is_fields: bool = False
    goes_on: bool = False

    @property
    def change(self) -> ChangedBy:
        """Return who changed it."""
        base, mine, theirs = _content(self.base), _content(self.mine), _content(self.theirs)
        if mine == theirs:
            return ChangedBy.NOBODY if self.base == self.mine == self.theirs else _of_ends(self)
        if mine == base:
            return ChangedBy.THEIRS
        return ChangedBy.MINE if theirs == base else ChangedBy.CONFLICT

    @property
    def is_only_blank(self) -> bool:
        """Tell whether nothing but line ends after the words changed."""
        return _content(self.base) == _content(self.mine) == _content(self.theirs)

    @property
    def ways(self) -> tuple[Take, ...]:
        """Return what can be taken of it: one side of what differs, or both where both wrote something."""
        change = self.change
        if change in (ChangedBy.NOBODY, ChangedBy.BOTH_ALIKE) or self.is_only_blank:
            return ()
        can_have_both = change is ChangedBy.CONFLICT and self.mine and self.theirs and not self.is_fields
        return tuple(Take) if can_have_both else (Take.MINE, Take.THEIRS)

    def text(self, take: Take | None = None, newline: str = "\n") -> str:
        """Return what becomes of it: unless told, what one side changed is taken from there, and of a conflict mine."""
        change = self.change
        if take is Take.BOTH and change is ChangedBy.CONFLICT:
            return self.mine + ("" if self.goes_on else self.gap(self.mine, self.theirs, newline)) + self.theirs
        if take is Take.THEIRS and change in (ChangedBy.MINE, ChangedBy.CONFLICT):
            return self.theirs
        if (
            change is ChangedBy.CONFLICT
            or (take is Take.MINE and change is ChangedBy.THEIRS)
            or self.theirs == self.base
        ):
            return self.mine
        if self.mine == self.base:
            return self.theirs
        # One changed the words, the other the line ends after them, or both did that.
        words, ends = (self.theirs, self.mine) if change is ChangedBy.THEIRS else (self.mine, self.theirs)
        if not _content(words) or not _content(ends):
            return words
        changed = _end(ends) if _end(ends) != _end(self.base) else _end(words)
        return _content(words) + changed

    def gap(self, before: str, after: str, newline: str) -> str:
        """Return what has to be put between two texts of it, so that the second stays a paragraph of its own."""
        end = "" if before.endswith(("\n", "\r")) else newline
        return end if self.is_fields or not run_together(before + end, after) else end + newline


def _of_ends(piece: MergePiece) -> ChangedBy:
    if piece.mine == piece.theirs:
        return ChangedBy.BOTH_ALIKE
    return ChangedBy.THEIRS if piece.mine == piece.base else ChangedBy.MINE


def _content(text: str) -> str:
    return text.rstrip("\r\n")


def _end(text: str) -> str:
    return text[len(_content(text)) :]


def conflicts(pieces: Sequence[MergePiece]) -> list[int]:
    """Return which pieces both sides changed, each in its way."""
    return [number for number, piece in enumerate(pieces) if piece.change is ChangedBy.CONFLICT]


def around_in_paragraph(pieces: Sequence[MergePiece], number: int) -> tuple[str, str]:
    """Return what stands before and after a piece in its paragraph, before any change."""
    start, end = number, number + 1
    while start > 0 and pieces[start - 1].goes_on:
        start -= 1
    while end < len(pieces) and pieces[end - 1].goes_on:
        end += 1
    before, after = ("".join(piece.base for piece in part) for part in (pieces[start:number], pieces[number + 1 : end]))
    return before, _content(after)


def merged_text(pieces: Sequence[MergePiece], taken: Mapping[int, Take], newline: str = "\n") -> str:
    """Return the text after the merge: what `taken` says nothing about is as `MergePiece.text` says."""
    chosen = [(piece, piece.text(taken.get(number), newline)) for number, piece in enumerate(pieces)]
    wholes = [_whole(parts) for parts in _paragraphs(chosen)]
    kept = [number for number, (_, text) in enumerate(wholes) if text]
    found: list[str] = []
    for number, following in pairwise(kept):
        (_, text), (piece, after) = wholes[number], wholes[following]
        found.append(text)
        if not _stood_so([piece for piece, _ in wholes[number : following + 1]], text, after):
            found.append(piece.gap(text, after, newline))
    return "".join([*found, *(wholes[number][1] for number in kept[-1:])])


def _paragraphs(chosen: Iterable[tuple[MergePiece, str]]) -> Iterator[list[tuple[MergePiece, str]]]:
    """Yield pieces, each with what is taken of it, those of one paragraph together."""
    parts: list[tuple[MergePiece, str]] = []
    for piece, text in chosen:
        parts.append((piece, text))
        if not piece.goes_on:
            yield parts
            parts = []


def _whole(parts: Sequence[tuple[MergePiece, str]]) -> tuple[MergePiece, str]:
    """Return the piece that parts of a paragraph make, and what is taken of all of them."""
    pieces = [piece for piece, _ in parts]
    states = zip(*((piece.base, piece.mine, piece.theirs) for piece in pieces), strict=True)
    base, mine, theirs = ("".join(texts) for texts in states)
    return MergePiece(pieces[0].title, base, mine, theirs, pieces[0].is_fields), "".join(text for _, text in parts)


def _stood_so(pieces: Sequence[MergePiece], before: str, after: str) -> bool:
    """Tell whether one side has two texts one behind the other: of the first and of the last of these pieces."""
    states = zip(*((piece.base, piece.mine, piece.theirs) for piece in pieces), strict=True)
    return any(state[0] == before and state[-1] == after and not any(state[1:-1]) for state in states)


# Which paragraph is which


def merge(base: Article, mine: Article, theirs: Article) -> tuple[MergePiece, ...]:
    """Return what became of each section of `base`, and the new ones of both sides where they stand.

    The `base` of all pieces joined is the text of the base, and so with `mine` and `theirs`: nothing is left out.
    """
    units = [_units(side) for side in (base, mine, theirs)]
    pieces: list[MergePiece] = []
    for _, group in groupby(atoms_of(*units), key=lambda atom: atom.group):
        atoms = list(group)
        whole = _joined(atoms)
        pieces += [whole] if whole.change is not ChangedBy.CONFLICT else _apart(atoms, whole.title)
    return tuple(pieces)


def _apart(atoms: Sequence[Atom], title: str) -> Iterator[MergePiece]:
    """Yield what changed in a section one by one, and what did not as far as it goes."""
    same: list[Atom] = []
    for atom in atoms:
        piece = _joined([atom], title)
        if piece.change is ChangedBy.NOBODY:
            same.append(atom)
            continue
        if same:
            yield _joined(same, title)
            same = []
        yield from _finer(piece)
    if same:
        yield _joined(same, title)


def _finer(piece: MergePiece) -> Iterator[MergePiece]:
    """Yield what of a paragraph that both changed can be told apart."""
    if piece.change is not ChangedBy.CONFLICT or piece.is_fields:
        yield piece
        return
    stretches = told_apart(piece.base, piece.mine, piece.theirs)
    for left, stretch in enumerate(stretches, 1 - len(stretches)):
        yield MergePiece(piece.title, *stretch, goes_on=left < 0)


def _units(article: Article) -> list[Unit]:
    cuts = ((section, section.span.cut(article.text)) for section in article.sections)
    return [
        Unit(text, section.number, section.title, index == 0, section.is_front_matter)
        for section, whole in cuts
        for index, text in enumerate(fields(whole) if section.is_front_matter else paragraphs(whole))
    ]


def _joined(atoms: Sequence[Atom], title: str | None = None) -> MergePiece:
    """Return the piece that some of them make; the title is that of its section now, unless one is given."""
    rows = [(atom.base, atom.mine, atom.theirs) for atom in atoms]
    base, mine, theirs = ([unit for units in side for unit in units] for side in zip(*rows, strict=True))
    if title is None:
        old, own, other = (units[0].title if units else "" for units in (base, mine, theirs))
        title = own if own not in ("", old) else other or old
    is_fields = any(unit.is_field for unit in (*base, *mine, *theirs))
    return MergePiece(title, _text(base), _text(mine), _text(theirs), is_fields)


def _text(units: Sequence[Unit]) -> str:
    return "".join(unit.text for unit in units)
