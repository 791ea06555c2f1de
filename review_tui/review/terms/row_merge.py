"""Merging two changes of one glossary, file by file, row by row and cell by cell."""

from review_tui.glossary.concept import Concept, Kind, Status
from review_tui.glossary.edit import set_status
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.storage.reassembly import reassembled
from review_tui.glossary.storage.row import Row
from review_tui.glossary.storage.table import Table, make_row, with_columns

Key = tuple[str, str]


def merge_glossaries(
    base: Glossary, mine: Glossary, theirs: Glossary, *, mine_last: bool = True
) -> tuple[Glossary, tuple[str, ...]]:
    """Return `theirs` with what changed from `base` to `mine`, and the conflicts, in which mine wins.

    Where both sides preferred another rendering of a concept, the one of mine stays preferred if that is the later
    decision (`mine_last`), else the one of theirs.
    """
    olds = {table.path: table for table in base.tables}
    mines = {table.path: table for table in mine.tables}
    tables, conflicts = [], []
    for table in theirs.tables:
        old, own = olds.get(table.path), mines.pop(table.path, None)
        if own is None or own is old:
            tables.append(table)
            continue
        both, clashes = merge_tables(old or Table(table.path), own, table)
        tables.append(both)
        conflicts += clashes
    tables += (table for path, table in mines.items() if path not in olds)
    both_rows = reassembled(theirs, tables, theirs.problems_beside(tables))
    merged, settled = _with_one_preferred(base, mine, theirs, both_rows, mine_last=mine_last)
    return merged, (*conflicts, *settled)


def _with_one_preferred(
    base: Glossary, mine: Glossary, theirs: Glossary, merged: Glossary, *, mine_last: bool
) -> tuple[Glossary, list[str]]:
    """Leave one rendering of each concept preferred, where the merge made it two, and tell which."""
    told = []
    for concept in merged.concepts:
        preferred = _preferred(concept)
        there = _preferred(theirs.by_id(concept.id))
        if len(preferred) < 2 or set(preferred) <= set(there):  # two by another hand are to be seen, not to be hidden
            continue
        before, here = (_preferred(glossary.by_id(concept.id)) for glossary in (base, mine))
        decided = [zh for zh in preferred if zh in here and zh not in before and zh not in there] if mine_last else []
        kept = next(iter((*decided, *(zh for zh in preferred if zh in there), *preferred)))
        others = ", ".join(zh for zh in preferred if zh != kept)
        merged = set_status(merged, concept.id, kept, Status.PREFERRED)
        told.append(
            f"{concept.label}: {others} was made preferred by another program; {kept} is preferred, as here, "
            f"and {others} admitted"
            if decided
            else f"{concept.label}: {kept} was made preferred by another program and stays so; {others} is admitted"
        )
    return merged, told


def _preferred(concept: Concept | None) -> list[str]:
    if concept is None or concept.kind is Kind.BLOCKER:
        return []
    return [rendering.zh for rendering in concept.renderings if rendering.status is Status.PREFERRED]


def merge_tables(base: Table, mine: Table, theirs: Table) -> tuple[Table, list[str]]:
    """Return `theirs` with what changed from `base` to `mine`, and a sentence for each cell that both changed.

    Rows are known by concept and rendering. Where both changed a cell, mine wins; a row that one side deleted and the
    other changed stays. Rows that were not understood are those of `theirs`.
    """
    old, own = _by_key(base), _by_key(mine)
    merged = with_columns(theirs, tuple(name for name in mine.header if name not in theirs.header))
    conflicts: list[str] = []
    rows: list[Row] = []
    seen: set[Key] = set()
    for row in merged.rows:
        key = row.key
        if key is None:
            rows.append(row)
            continue
        seen.add(key)
        row_now, clashes = _merged_row(merged, row, old.get(key), own.get(key))
        rows += (row_now,) if row_now is not None else ()
        conflicts += (f"{key[1]}: {clash}" for clash in clashes)
    for key, cells in own.items():
        before = old.get(key)
        if key not in seen and cells != before:  # new here, or changed here and deleted there
            rows.append(make_row(merged, cells))
    return Table(merged.path, merged.header, tuple(rows), merged.problems, merged.bom, merged.unread), conflicts


def _merged_row(
    table: Table, row: Row, before: dict[str, str] | None, now: dict[str, str] | None
) -> tuple[Row | None, list[str]]:
    """Return a row of theirs with the cells that were changed here, and a sentence for each that both changed.

    `before` are the cells of the row in the base, `now` those it has here; None where it is not there. The row is None
    where it was deleted here and they did not touch it.
    """
    theirs = _cells(table, row)
    if now is None:
        return (None if theirs == before else row), []
    known = before or {}
    changes = {
        name: now.get(name, "")
        for name in dict.fromkeys((*now, *known))
        if now.get(name, "") not in (known.get(name, ""), theirs.get(name, ""))
    }
    clashes = [
        f"{name} is {changes[name] or 'empty'!r} here and "
        f"{theirs.get(name, '') or 'empty'!r} in the file; yours was kept"
        for name in changes
        if theirs.get(name, "") != known.get(name, "")
    ]
    return (make_row(table, changes, row) if changes else row), clashes


def _cells(table: Table, row: Row) -> dict[str, str]:
    """Return what a row says: a cell that is empty says as little as a column that is not there."""
    return {name: cell for name, cell in zip(table.header, row.cells, strict=False) if cell}


def _by_key(table: Table) -> dict[Key, dict[str, str]]:
    return {key: _cells(table, row) for row in table.rows if (key := row.key) is not None}
