r"""The native glossary file: a CSV with one row a rendering, read so that nothing in it is ever lost.

UTF-8, RFC 4180 quoting, `\n`, sorted by concept, status and zh so that a diff is readable. A row that cannot be
understood is a `Problem` with its line and reason; the rest still loads, and saving writes such a row back as it was.
Columns that this program does not know are kept, and a file keeps its own order of columns.
"""

import io
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from review_tui.article.source import guess_encoding
from review_tui.files.presence import is_folder
from review_tui.files.stamp import FileProblem, read
from review_tui.glossary.concept import BLOCKERS, Kind, Rendering, Status
from review_tui.glossary.problem import EditError, Problem
from review_tui.glossary.storage.columns import HEADER, header_fault, header_warnings, layout_of
from review_tui.glossary.storage.records import record_line, records
from review_tui.glossary.storage.row import ConceptCells, Fault, Row, cell_at, status_of, understood
from review_tui.severity import Severity

_BOM = "\ufeff"
_CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_CONFLICT = "a merge conflict was left here: keep the right rows and delete its marks; till then no row counts"


class Table(Struct, frozen=True):
    """One glossary file. `unread` holds the bytes of a file that could not be read as a glossary at all."""

    path: Path
    header: tuple[str, ...] = HEADER
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    bom: bool = False
    unread: bytes | None = None


def read_table(path: Path) -> Table:
    """Read a glossary file. Never raises for what is in it, nor for a file that is missing or unreadable."""
    try:
        data, _ = read(path)
    except FileProblem as problem:
        message = problem.message.removeprefix("it cannot be read: ")
        if is_folder(path):
            message = "this is a folder: name the .csv files in it"
        return _unreadable(path, b"", message)
    return parse_table(data, path)


def parse_table(data: bytes, path: Path) -> Table:
    """Read the bytes of a glossary file. Never raises: whatever is wrong becomes a problem of the table."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _unreadable(path, data, _encoding_message(data, error), line=data.count(b"\n", 0, error.start) + 1)
    bom = text.startswith(_BOM)
    lines = list(io.StringIO(text[bom:], newline=""))
    found = records(lines)
    head = next(found, None)
    if head is None:
        empty = Problem(
            path,
            0,
            f"the file is empty: its first line has to be {','.join(HEADER)}",
            Severity.WARNING,
            "file-unreadable",
        )
        return Table(path, problems=(empty,), bom=bom)
    header = tuple(low if (low := name.strip().lower()) in HEADER else name.strip() for name in head.cells)
    message = head.fault or header_fault(header)
    if message:
        return _unreadable(path, data, message, line=head.line, code="column-missing")
    layout = layout_of(header)
    problems = header_warnings(header, path, head.line)
    rows: list[Row] = []
    said: ConceptCells | None = None
    once = dict[str, str]().setdefault  # most cells repeat one above: eighty of 260 MB for the shipped glossary
    for record in found:
        if record.cells and record.cells[0].startswith(_CONFLICT_MARKS):
            return _unreadable(path, data, _CONFLICT, line=record.line)
        broken = Fault("row-broken", record.fault) if record.fault else None
        row = broken or understood(tuple(map(once, record.cells, record.cells)), layout, path, record.line, said)
        if isinstance(row, Fault):
            problems.append(Problem(path, record.line, row.message, code=row.code))
            rows.append(Row(record.cells, record.line, record.raw(lines)))
        elif row is not None:
            rows.append(row)
            said = row.concept
    return Table(path, header, tuple(rows), tuple(problems), bom)


def dump_table(table: Table) -> bytes:
    r"""Return the bytes of the file: sorted, `\n`, a BOM only if there was one. What was not understood is as it was.

    A file that could not be read at all comes back byte for byte.
    """
    if table.unread is not None:
        return table.unread
    lines = [record_line(table.header), *(_row_text(row) for row in sort_rows(table))]
    return ((_BOM if table.bom else "") + "\n".join(lines) + "\n").encode("utf-8")


def sort_rows(table: Table) -> list[Row]:
    """Return the rows by concept, status and zh; those with broken quoting come last, in the order they had.

    Where rows of a concept contradict each other, the first one counts: so they all keep their order.
    """
    columns = layout_of(table.header).columns
    clashing = _clashing(table.rows)

    def key(row: Row) -> tuple[bool, str, int, str]:
        if not row.cells:
            return (True, "", 0, "")
        said, rendering = row.concept, row.rendering
        if said is not None and rendering is not None:
            if clashing and (first := clashing.get(said.key)) is not None:
                return (False, first, -1, "")
            if said.kind is not Kind.BLOCKER:  # whose status is no matter, and may be none
                return (False, said.id, rendering.status.order, rendering.zh)
        concept, cell, zh = (cell_at(row.cells, columns[name]).strip() for name in ("concept", "status", "zh"))
        status = status_of(cell)
        return (False, concept, len(Status) if status is None else status.order, zh)

    return sorted(table.rows, key=key)


def _clashing(rows: Iterable[Row]) -> dict[str, str]:
    """Return the concepts with rows that contradict each other, and the id on the first row of each."""
    concepts: dict[str, list[tuple[ConceptCells, Rendering]]] = {}
    above: ConceptCells | None = None
    group: list[tuple[ConceptCells, Rendering]] = []
    for row in rows:
        said, rendering = row.concept, row.rendering
        if said is None or rendering is None:
            continue
        if said is not above:  # a concept's rows stand together and share their cells: ids are folded once a concept
            above, group = said, concepts.setdefault(said.key, [])
        group.append((said, rendering))
    return {key: said[0][0].id for key, said in concepts.items() if _contradict(key, said)}


def _contradict(key: str, said: list[tuple[ConceptCells, Rendering]]) -> bool:
    """Tell whether the rows of a concept say a rendering twice, prefer two, or say different things of the concept."""
    if len({rendering.zh for _, rendering in said}) < len(said):
        return True
    if sum(rendering.status is Status.PREFERRED for _, rendering in said) > 1:
        return True
    cells = {cells for cells, _ in said}
    if key == BLOCKERS or len(cells) == 1:
        return False
    return any(len(set(filter(None, values))) > 1 for values in zip(*cells, strict=True))


def make_row(table: Table, cells: dict[str, str], older: Row | None = None) -> Row:
    """Return a row for the table with these cells by column name, on top of the cells of an older row.

    The table has to have a column for every cell that is not empty: see `with_columns`. Raises EditError if the row
    would not be understood.
    """
    layout = layout_of(table.header)
    values = list(older.cells) if older else [""] * len(table.header)
    for name, value in cells.items():
        if name in layout.columns:
            values[layout.columns[name]] = value
        elif value:
            raise EditError(f"{table.path} has no column {name!r}")
    row = understood(tuple(values), layout, table.path, older.line if older else 0)
    if isinstance(row, Fault):
        raise EditError(row.message)
    if row is None:
        raise EditError("every cell of the row is empty")
    return row


def with_columns(table: Table, names: tuple[str, ...]) -> Table:
    """Return the table with the columns of `names` that it lacks, added at the end."""
    missing = tuple(name for name in names if name not in table.header)
    if not missing:
        return table

    def widened(row: Row) -> Row:
        if not row.cells:
            return row
        raw = None if row.raw is None else row.raw + "," * len(missing)
        return Row((*row.cells, *("" for _ in missing)), row.line, raw, row.concept, row.rendering)

    rows = tuple(widened(row) for row in table.rows)
    return replace(table, header=(*table.header, *missing), rows=rows)


def _row_text(row: Row) -> str:
    return record_line(row.cells) if row.raw is None else row.raw


def _unreadable(path: Path, data: bytes, message: str, line: int = 0, code: str = "file-unreadable") -> Table:
    return Table(path, (), (), (Problem(path, line, message, code=code),), unread=data)


def _encoding_message(data: bytes, error: UnicodeDecodeError) -> str:
    guessed = guess_encoding(data)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        what = "the file is in UTF-16"
    elif guessed is not None:
        what = f"the file looks like {guessed}, not UTF-8"
    else:
        what = f"the file is not in UTF-8 (byte 0x{data[error.start]:02x} at offset {error.start} does not fit)"
    return f"{what}: save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)"
