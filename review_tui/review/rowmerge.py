"""Merging two changes of one glossary, file by file, row by row and cell by cell."""

from review_tui.glossary.assembly import glossary_of
from review_tui.glossary.glossary import Glossary, concept_key
from review_tui.glossary.row import Row
from review_tui.glossary.table import Table, make_row, with_columns

Key = tuple[str, str]


def merge_glossaries(base: Glossary, mine: Glossary, theirs: Glossary) -> tuple[Glossary, tuple[str, ...]]:
    """Return `theirs` with what changed from `base` to `mine`, and the conflicts, in which mine wins."""
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
    elsewhere = [problem for problem in theirs.problems if problem.path not in {table.path for table in tables}]
    return glossary_of(tables, elsewhere), tuple(conflicts)


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
        key = _key(row)
        if key is None:
            rows.append(row)
            continue
        seen.add(key)
        before, now = old.get(key), own.get(key)
        their_cells = _cells(merged, row)
        if now is None:
            if before is not None and before == their_cells:
                continue  # deleted here, untouched there
            rows.append(row)
            continue
        changes = {
            name: now.get(name, "")
            for name in dict.fromkeys((*now, *(before or {})))
            if now.get(name, "") not in ((before or {}).get(name, ""), their_cells.get(name, ""))
        }
        conflicts += (
            f"{key[1]}: {name} is {changes[name] or 'empty'!r} here and "
            f"{their_cells.get(name, '') or 'empty'!r} in the file; yours was kept"
            for name in changes
            if before is not None and their_cells.get(name, "") != before.get(name, "")
        )
        rows.append(make_row(merged, changes, row) if changes else row)
    for key, cells in own.items():
        before = old.get(key)
        if key not in seen and cells != before:  # new here, or changed here and deleted there
            rows.append(make_row(merged, cells))
    return Table(merged.path, merged.header, tuple(rows), merged.problems, merged.bom, merged.unread), conflicts


def _key(row: Row) -> Key | None:
    if row.concept is None or row.rendering is None:
        return None
    return concept_key(row.concept.id), row.rendering.zh


def _cells(table: Table, row: Row) -> dict[str, str]:
    """Return what a row says: a cell that is empty says as little as a column that is not there."""
    return {name: cell for name, cell in zip(table.header, row.cells, strict=False) if cell}


def _by_key(table: Table) -> dict[Key, dict[str, str]]:
    return {key: _cells(table, row) for row in table.rows if (key := _key(row)) is not None}
