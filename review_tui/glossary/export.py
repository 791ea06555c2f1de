"""The glossary as one CSV file, for translators, engines and spreadsheets."""

import re
from collections.abc import Iterator

from review_tui.glossary.glossary import Glossary
from review_tui.glossary.table import HEADER, Row, Table, dump_table

# What makes a spreadsheet take a cell for a formula, or split it: half-width, full-width, and control characters.
_RUNS = "=+\\-@\t\r\n\0＝＋－＠"
_RISKY = re.compile(f"'*[{_RUNS}]")
_GUARDED = re.compile(f"'('*[{_RUNS}])")


def export_csv(glossary: Glossary, *, spreadsheet_safe: bool = False) -> bytes:
    """Return all rows of a glossary that were understood, in one native CSV file.

    With `spreadsheet_safe` it begins with a byte order mark, and a cell that a spreadsheet would run has one `'` before
    it, which `unguard` takes away again.
    """
    names = dict.fromkeys(HEADER)
    for table in glossary.tables:
        names.update(dict.fromkeys(table.header))
    header = tuple(names)
    rows = tuple(row for table in glossary.tables for row in _rows(table, header))
    if spreadsheet_safe:
        rows = tuple(row._replace(cells=tuple(map(guard, row.cells))) for row in rows)
    path = glossary.tables[0].path
    return dump_table(Table(path, header, rows, bom=spreadsheet_safe))


def _rows(table: Table, header: tuple[str, ...]) -> Iterator[Row]:
    columns: dict[str, int] = {}
    for index, name in enumerate(table.header):
        columns.setdefault(name, index)
    for row in table.rows:
        if row.rendering is not None:
            cells = tuple(row.cells[columns[name]] if name in columns else "" for name in header)
            yield Row(cells, row.line)


def guard(cell: str) -> str:
    """Return a cell that no spreadsheet runs: with `'` before it where it begins like a formula."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def unguard(cell: str) -> str:
    """Return the cell that `guard` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell
