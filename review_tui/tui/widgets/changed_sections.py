"""The list of what two changes of an article made of it: each part that somebody changed, and what is taken of it."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise

from review_tui.article.position import LINE_END
from review_tui.article.shifting import alike_start
from review_tui.review.article.merging import ChangedBy, MergePiece, Take
from review_tui.text.cells import ELLIPSIS, clip
from review_tui.tui.widgets.rows import Pieces, RowList, RowPart, fit

SIDES = {Take.MINE: "1 yours", Take.THEIRS: "2 theirs", Take.BOTH: "3 both"}
_TAKEN = {Take.MINE: "yours is taken", Take.THEIRS: "theirs is taken", Take.BOTH: "it will stand twice"}
_TITLE = 40  # cells
_SHORT = 14  # cells of a title with words behind it
_ALIKE = 10  # characters from which beginnings that are alike are not shown
_BEFORE = 3  # of these, which are
_FAR = 1000  # characters in which parts are told apart
_STATE = 47  # cells for what is said of a part
_LINE = 5  # cells for the number of a line
_HIGHEST = 10  # rows of the list


class ChangedSections(RowList):
    """The list: each section or paragraph that somebody changed, its line here, who did, and what is taken."""

    BINDINGS = [("enter", "screen.take", "Take")]

    def __init__(self, pieces: Sequence[MergePiece]) -> None:
        super().__init__(id="sections")
        self.pieces = pieces
        changed = [number for number, piece in enumerate(pieces) if piece.change is not ChangedBy.NOBODY]
        self.changed = [number for number in changed if not pieces[number].is_only_blank] or changed
        self.taken: dict[int, Take] = {}
        self._words = _telling_words([pieces[number] for number in self.changed])
        self._lines = list(accumulate((len(LINE_END.findall(piece.mine)) for piece in pieces), initial=1))
        self.styles.height = min(_HIGHEST, max(1, len(self.changed)))

    @property
    def at(self) -> int:
        """Return the number of the piece under the cursor, -1 where there is none."""
        return self.changed[self.cursor] if self.changed else -1

    def row(self, index: int, width: int) -> Pieces:
        """Return one section or paragraph."""
        number = self.changed[index]
        piece = self.pieces[number]
        line = f"{self._lines[number]:>{_LINE}} " if len(self.pieces) > 1 else " "
        cells = max(6, min(_TITLE, width - _STATE - len(line)))
        words = self._words[index]
        name = fit(f"{clip(piece.title, min(_SHORT, cells // 2))}: {words}" if words else piece.title, cells)
        title = RowPart(f"{line}{name}  ")
        if number in self.taken:
            return (title, RowPart(f"{piece.change.value}: {_TAKEN[self.taken[number]]}", "good"))
        if piece.change is not ChangedBy.CONFLICT:
            return (title, RowPart(piece.change.value, "dim"))
        return (title, RowPart(f"{piece.change.value}: {asked(piece)}?", "error"))


def asked(piece: MergePiece) -> str:
    """Return what can be taken of a part, each way with its key."""
    return ", ".join(SIDES[take] for take in piece.ways)


def _telling_words(pieces: Sequence[MergePiece]) -> list[str]:
    """Return by which words of theirs pieces can be told apart, empty for one that has its title for itself."""
    often = Counter(piece.title for piece in pieces)
    texts = [" ".join(_changed_words(piece)[:_FAR].split()) if often[piece.title] > 1 else "" for piece in pieces]
    alike = dict.fromkeys(texts, 0)
    for one, other in pairwise(sorted(alike)):
        start = alike_start(one, other)
        alike[one], alike[other] = max(alike[one], start), max(alike[other], start)
    return [text if alike[text] < _ALIKE else f"{ELLIPSIS}{text[alike[text] - _BEFORE :]}" for text in texts]


def _changed_words(piece: MergePiece) -> str:
    words = piece.theirs if piece.mine == piece.base else piece.mine
    return words or piece.base or piece.theirs
