"""The glossary's own format: one CSV file with everything in it.

A spreadsheet may have saved it with semicolons or tabs, and in UTF-16: it is read all the same.
"""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from review_tui.glossary.concept import Concept
from review_tui.glossary.exchange.completing import completed
from review_tui.glossary.exchange.delimited import decode, header_of
from review_tui.glossary.exchange.model import Exported, FormatError, Imported
from review_tui.glossary.exchange.spreadsheet import guard, unguard
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.problem import EditError, Problem
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.columns import HEADER, REQUIRED, layout_of
from review_tui.glossary.storage.records import record_line, records
from review_tui.glossary.storage.row import Row, cells_of
from review_tui.glossary.storage.table import Table, dump_table, make_row, parse_table


def sniff(data: bytes) -> bool:
    """Tell whether the header has the columns that a glossary cannot do without."""
    _, header = header_of(data)
    return set(REQUIRED) <= {name.lower() for name in header}


def read(data: bytes, path: Path) -> Imported:
    """Read a glossary file. The `'` before a cell that begins like a formula, put there for a spreadsheet, goes.

    Raises FormatError if it is no glossary at all.
    """
    separator, _ = header_of(data)
    problems: list[Problem] = []
    table = parse_table(_with_commas(decode(data), separator, path, problems).encode("utf-8"), path)
    if table.unread is not None:
        raise FormatError(table.problems[0].message if table.problems else "this is no glossary")
    held = imported(table)
    return replace(held, problems=(*problems, *held.problems)) if problems else held


def _with_commas(text: str, separator: str, path: Path, problems: list[Problem]) -> str:
    """Return a table with commas between its cells, every row on its line. Broken rows go, and become problems."""
    if separator in ("", ","):
        return text
    parts: list[str] = []
    at = 0
    for record in records(list(io.StringIO(text, newline="")), separator):
        parts.append("\n" * (record.begin - at))
        parts.append(record_line(record.cells) + "\n")
        at = record.end
        if record.fault:
            problems.append(Problem(path, record.line, record.fault))
    return "".join(parts)


def imported(table: Table) -> Imported:
    """Return what a table holds, cells made safe for a spreadsheet as they were before that."""
    table, made = completed(table)
    rows = tuple(_unguarded(table, row) for row in table.rows)
    glossary = glossary_of([Table(table.path, table.header, rows, table.problems)])
    return Imported(tuple(glossary.concepts), glossary.problems, keyed=True, made=made)


def write(concepts: Sequence[Concept]) -> Exported:
    """Return the concepts as a glossary file: sorted, with every column."""
    return Exported(dump_table(table_of(concepts)))


def table_of(concepts: Sequence[Concept], path: Path = Path("glossary.csv")) -> Table:
    """Return the concepts as a table, a row for each rendering."""
    extra = dict.fromkeys(
        name for concept in concepts for rendering in concept.renderings for name, _ in rendering.extra
    )
    table = Table(path, (*HEADER, *extra))
    rows = tuple(make_row(table, cells_of(concept, each)) for concept in concepts for each in concept.renderings)
    return Table(path, table.header, rows)


def export_csv(glossary: Glossary, *, spreadsheet_safe: bool) -> bytes:
    """Return all rows of a glossary that were understood, in one native CSV file, cell for cell.

    With `spreadsheet_safe` it begins with a byte order mark, and a cell that a spreadsheet would run has one `'` before
    it, which an import takes away again.
    """
    names = dict.fromkeys(HEADER)
    for table in glossary.tables:
        names.update(dict.fromkeys(table.header))
    header = tuple(names)
    rows = tuple(row for table in glossary.tables for row in _rows(table, header))
    if spreadsheet_safe:
        rows = tuple(row._replace(cells=tuple(map(guard, row.cells))) for row in rows)
    return dump_table(Table(Path("glossary.csv"), header, rows, bom=spreadsheet_safe))


def _rows(table: Table, header: tuple[str, ...]) -> Iterator[Row]:
    columns = layout_of(table.header).columns
    for row in table.rows:
        if row.rendering is not None:
            cells = tuple(row.cells[columns[name]] if name in columns else "" for name in header)
            yield Row(cells, row.line)


def _unguarded(table: Table, row: Row) -> Row:
    if row.rendering is None:
        return row
    cells = tuple(map(unguard, row.cells))
    if cells == row.cells:
        return row
    columns = dict(zip(reversed(table.header), reversed(cells), strict=True))
    try:
        return make_row(table, columns, row)
    except EditError:
        return row
