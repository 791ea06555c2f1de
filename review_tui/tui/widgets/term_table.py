"""The glossary beside the article: the terms of this section, then the article's, or all that match the filter."""

from collections import Counter

from review_tui.article.sections import Section
from review_tui.glossary.concept import Concept
from review_tui.glossary.glossary import Glossary
from review_tui.review.article.session import Session
from review_tui.review.article.terms import Standing, TermIndex, sorted_for, standings_in
from review_tui.tui.widgets.rows import HEADING, Pieces, RowList, RowPart, fit

Entry = Standing | Concept | str  # a term that the article uses, another one, or the heading of a group


class TermTable(RowList):
    """The terms on the right, drawn on demand: 10,000 of them filter within a key stroke."""

    BINDINGS = [("enter", "choose", "Settle")]

    def __init__(self) -> None:
        super().__init__(id="terms")
        self._entries: list[Entry] = []
        self._index: TermIndex | None = None
        self._section: tuple[str | int, ...] = ()  # whose terms come first

    @property
    def picked(self) -> Concept | None:
        """Return the concept under the cursor."""
        if self.cursor < len(self._entries):
            entry = self._entries[self.cursor]
            return None if isinstance(entry, str) else _concept(entry)
        return None

    def load(self, session: Session, section: Section, wanted: str, meant: str | None, *, follows: bool) -> None:
        """Show the terms of a section and of the article, or those that match what is `wanted`.

        The cursor stays on its concept, unless it `follows` the hand: then it goes to the one that is `meant` there (an
        id), or else to one of the section, which is in view.
        """
        picked = self.picked
        keep = picked.id if picked is not None else None
        otherwise = None  # where the cursor was
        if wanted:
            self._entries = list(self._matching(session, wanted))
        else:
            here, elsewhere = sorted_for(session, *section.span)
            self._entries = [f"in this section: {len(here)}", *here]
            if elsewhere:
                self._entries += [f"elsewhere in the article: {len(elsewhere)}", *elsewhere]
            if follows:
                stays = any(standing.concept.id == keep for standing in here)
                keep = meant or (keep if stays else here[0].concept.id if here else None)
                otherwise = 0
                self._scroll_up_for(session.name, section.number)
        places = (n for n, item in enumerate(self._entries) if not isinstance(item, str) and _concept(item).id == keep)
        self.show(len(self._entries), next(places, otherwise))

    def _scroll_up_for(self, *section: str | int) -> None:
        """Show the list from the top where the section in focus, by article and number, is another one."""
        if section != self._section:
            self._section, self.top = section, 0

    def _matching(self, session: Session, wanted: str) -> list[Entry]:
        index = self.index_of(session.terms.glossary)
        found = index.matching(wanted)
        used = standings_in(session)
        rows = [used.get(concept.id, concept) for concept in found]
        return [f"matching: {len(found):,} of {len(index.concepts):,}", *rows]

    def index_of(self, glossary: Glossary) -> TermIndex:
        """Return what the filter of a glossary looks at; it is made once, and may be made ahead, in a thread."""
        index = self._index
        if index is None or index.glossary is not glossary:
            index = self._index = TermIndex(glossary)
        return index

    def takes_cursor(self, index: int) -> bool:
        """Tell whether the row is a term."""
        return not isinstance(self._entries[index], str)

    def row(self, index: int, width: int) -> Pieces:
        """Return W where the editor should look, the English term, the rendering and its uses in the article."""
        entry = self._entries[index]
        if isinstance(entry, str):
            return (RowPart(fit(entry, width), HEADING),)
        if isinstance(entry, Concept):
            entry = Standing(entry, Counter())
        mark = RowPart("W ", "warning") if entry.needs_work else RowPart("  ")
        count = f"{entry.total:>3}" if entry.total else "   "
        column = max(8, (width - 7) // 2)
        best = next((rendering.zh for rendering in entry.concept.renderings), "")  # the best comes first
        return (
            mark,
            RowPart(fit(entry.concept.label, column)),
            RowPart(" "),
            RowPart(fit(best, max(1, width - column - 6)), "good" if entry.total else ""),
            RowPart(count, "dim"),
        )


def _concept(entry: Standing | Concept) -> Concept:
    return entry if isinstance(entry, Concept) else entry.concept
