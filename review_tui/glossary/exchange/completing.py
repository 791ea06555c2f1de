"""Rows that somebody added to a glossary file that was sent out, with the two terms alone: what else they mean."""

from collections import Counter
from collections.abc import Iterable

from review_tui.glossary.concept import NO_TERMS, Status, concept_key
from review_tui.glossary.exchange.foreign_row import free_id, id_of, term_key
from review_tui.glossary.problem import EditError
from review_tui.glossary.storage.columns import layout_of
from review_tui.glossary.storage.row import Row, cell_at, several
from review_tui.glossary.storage.table import Table, make_row


def completed(table: Table) -> tuple[Table, frozenset[str]]:
    """Return a table with its bare rows completed, and the ids that were made for them of English terms.

    A row without an id belongs to the concept of the file with its English term, where there is one; a row without a
    status is provisional. What is still not understood stays as it is, with its problem.
    """
    ids = _Ids(table.rows)
    whole = {
        row.line: _completed(table, row, ids)
        for row in table.rows
        if row.rendering is None and len(row.cells) == len(table.header)
    }
    rows = tuple(whole.get(row.line) or row for row in table.rows)
    problems = tuple(each for each in table.problems if not whole.get(each.line))
    made = frozenset(row.concept.id for row in whole.values() if row and row.concept) & ids.made
    return Table(table.path, table.header, rows, problems, table.bom), made


def _completed(table: Table, row: Row, ids: "_Ids") -> Row | None:
    columns = layout_of(table.header).columns
    concept, en, status = (
        cell_at(row.cells, columns.get(name, len(row.cells))) for name in ("concept", "en", "status")
    )
    cells = {} if status.strip() else {"status": Status.PROVISIONAL.value}
    terms = several(en)
    if terms and not concept.strip():
        cells["concept"] = ids.of(terms[0])
    try:
        return make_row(table, cells, row)
    except EditError:
        return None


class _Ids:
    """The ids of a file's concepts by their English terms, with those that are `made` for other terms."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.made: set[str] = set()
        self._taken: set[str] = set()
        self._by_term: dict[str, str] = {}
        self._numbers: Counter[str] = Counter()  # the last one that was put after a name
        for concept in dict.fromkeys(row.concept for row in rows if row.concept is not None):
            self._taken.add(concept.key)
            for term in several(concept.en) if concept.kind not in NO_TERMS else ():
                self._by_term.setdefault(term_key(term), concept.id)

    def of(self, term: str) -> str:
        """Return the id that stands in the file for an English term, or else one that is made of it."""
        known = self._by_term.get(term_key(term))
        if known is not None:
            return known
        made = free_id(id_of(term), lambda made: concept_key(made) in self._taken, self._numbers)
        self._by_term[term_key(term)] = made
        self._taken.add(concept_key(made))
        self.made.add(made)
        return made
