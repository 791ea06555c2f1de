"""The tables of a glossary once rows came in or changed: what nothing changes in stays the same object."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from review_tui.glossary.concept import Kind
from review_tui.glossary.problem import EditError
from review_tui.glossary.storage.table import Table, make_row, with_columns

Cells = dict[str, str]
"""What stands in a row, by column."""

Changes = Mapping[int, Cells]
"""What changes in rows of one file, by their index in `Table.rows`."""


def tables_with(
    tables: Sequence[Table], *, new: Mapping[Path, list[Cells]], changed: Mapping[Path, Changes]
) -> Iterator[Table]:
    """Yield the tables afterwards, and a new one for each file that is not there yet.

    `new` are the rows that each file gets; `changed` what changes in rows that are there. Raises EditError where the
    file that a row would go into could not be read, or a row would not be understood.
    """
    paths = [table.path for table in tables]
    for table in tables:
        yield _changed(table, new.get(table.path, []), changed.get(table.path, {}))
    for path in new:
        if path not in paths:
            yield extended(Table(path), new[path])


def extended(table: Table, new: list[Cells]) -> Table:
    """Return a table with rows added, and the columns for them. A term needs no `kind`: a column is not added for it.

    Raises EditError if a row would not be understood.
    """
    if "kind" not in table.header:
        new = [cells | {"kind": ""} if cells["kind"] == Kind.TERM else cells for cells in new]
    table = with_columns(table, _filled(new))
    return replace(table, rows=(*table.rows, *(make_row(table, cells) for cells in new)))


def rows_by_rendering(table: Table) -> dict[tuple[str, str], int]:
    """Return the indexes of the rows of a table, by the key of their concept and their Chinese words.

    Of rows that repeat one another it is the first, which counts.
    """
    indexes: dict[tuple[str, str], int] = {}
    for index, row in enumerate(table.rows):
        if row.key is not None:
            indexes.setdefault(row.key, index)
    return indexes


def with_changes(table: Table, changes: Changes) -> Table:
    """Return a table with cells of some rows changed, and the columns for them.

    Raises EditError if a row would not be understood.
    """
    table = with_columns(table, _filled(changes[index] for index in sorted(changes)))
    rows = list(table.rows)
    for index, cells in changes.items():
        rows[index] = make_row(table, cells, rows[index])
    return replace(table, rows=tuple(rows))


def _changed(table: Table, new: list[Cells], changes: Changes) -> Table:
    if table.unread is not None:
        if new:
            raise EditError(f"{table.path} could not be read, so nothing can be added to it")
        return table
    if changes:
        table = with_changes(table, changes)
    return extended(table, new) if new else table


def _filled(several: Iterable[Cells]) -> tuple[str, ...]:
    """Return the columns that hold something in one of the rows."""
    return tuple(dict.fromkeys(name for cells in several for name, value in cells.items() if value))
