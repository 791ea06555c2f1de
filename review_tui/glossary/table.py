r"""The native glossary file: a CSV with one row a rendering, read so that nothing in it is ever lost.

UTF-8, RFC 4180 quoting, `\n`, sorted by concept, status and zh so that a diff is readable. A row that cannot be
understood is a `Problem` with its line and reason; the rest still loads, and saving writes such a row back as it was.
Columns that this program does not know are kept, and a file keeps its own order of columns.
"""

import csv
import difflib
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from review_tui.files.stamp import FileProblem, read
from review_tui.glossary.concept import Kind, Rendering, Status
from review_tui.glossary.problem import Problem, Severity

HEADER = (
    "concept",
    "en",
    "zh",
    "status",
    "kind",
    "pos",
    "slugs",
    "context",
    "not_before",
    "not_after",
    "definition",
    "note",
    "origin",
    "updated",
)
"""The columns of a native glossary, in the order a new file has them."""

REQUIRED = ("concept", "zh", "status")

MAX_RECORD_LINES = 1_000
"""A row longer than this many lines is a quote that was never closed, not a row."""

MAX_BROKEN_ROWS = 1_000
"""After so many rows with broken quoting a file is not read further: each costs a new start, and it is no glossary."""

MOST_LIKENED = 100
"""So many columns with unknown names are compared with the known ones; a header with more was not typed."""

_BOM = "\ufeff"
_MUST_QUOTE = re.compile('[",\r\n]')


class ConceptCells(NamedTuple):
    """The cells of a row that belong to its concept, without blanks around them."""

    id: str
    en: str
    kind: Kind
    slugs: str
    definition: str


class Row(NamedTuple):
    """A row as it stands in the file: its cells, the line it begins on (from 1; 0 if it is not saved yet).

    A row that was understood has `concept` and `rendering`. Any other has `raw`, its text in the file without the line
    end, and `cells` only if its quoting was sound.
    """

    cells: tuple[str, ...]
    line: int = 0
    raw: str | None = None
    concept: ConceptCells | None = None
    rendering: Rendering | None = None


@dataclass(frozen=True, slots=True)
class Table:
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
        if path.is_dir():
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
    message = head.fault or _header_fault(header)
    if message:
        return _unreadable(path, data, message, line=head.line, code="column-missing")
    layout = _layout(header)
    problems = _header_warnings(header, path, head.line)
    rows: list[Row] = []
    for record in found:
        row = record.fault or _understood(record.cells, layout, path, record.line)
        if isinstance(row, str):
            problems.append(Problem(path, record.line, row, code=_code(row)))
            rows.append(Row(record.cells, record.line, record.raw(lines)))
        elif row is not None:
            rows.append(row)
    return Table(path, header, tuple(rows), tuple(problems), bom)


def dump_table(table: Table) -> bytes:
    r"""Return the bytes of the file: sorted, `\n`, a BOM only if there was one. What was not understood is as it was.

    A file that could not be read at all comes back byte for byte.
    """
    if table.unread is not None:
        return table.unread
    lines = [_line(table.header), *(_row_text(row) for row in sort_rows(table))]
    return ((_BOM if table.bom else "") + "\n".join(lines) + "\n").encode("utf-8")


def sort_rows(table: Table) -> list[Row]:
    """Return the rows by concept, status and zh; those with broken quoting come last, in the order they had."""
    columns = _layout(table.header).columns

    def key(row: Row) -> tuple[bool, str, int, str]:
        if not row.cells:
            return (True, "", 0, "")
        concept, cell, zh = (_cell(row.cells, columns[name]).strip() for name in ("concept", "status", "zh"))
        status = _known_status(cell)
        return (False, concept, len(Status) if status is None else status.order, zh)

    return sorted(table.rows, key=key)


def make_row(table: Table, cells: dict[str, str], older: Row | None = None) -> Row:
    """Return a row for the table with these cells by column name, on top of the cells of an older row.

    The table has to have a column for every cell that is not empty: see `with_columns`. Raises ValueError, with a
    message for the editor, if the row would not be understood.
    """
    layout = _layout(table.header)
    values = list(older.cells) if older else [""] * len(table.header)
    for name, value in cells.items():
        if name in layout.columns:
            values[layout.columns[name]] = value
        elif value:
            raise ValueError(f"{table.path} has no column {name!r}")
    row = _understood(tuple(values), layout, table.path, older.line if older else 0)
    if isinstance(row, str) or row is None:
        raise ValueError(row or "every cell of the row is empty")
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
    return Table(table.path, (*table.header, *missing), rows, table.problems, table.bom)


def several(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several with `|`, without empty and repeated ones."""
    return tuple(dict.fromkeys(value for part in cell.split("|") if (value := part.strip())))


# Rows of text


class Record(NamedTuple):
    """A row of the file, lines[begin:end], before anyone asked what it means. With a fault it has no cells."""

    begin: int
    end: int
    cells: tuple[str, ...]
    fault: str = ""

    @property
    def line(self) -> int:
        """Return the line it begins on, from 1."""
        return self.begin + 1

    def raw(self, lines: list[str]) -> str:
        """Return its text in the file, without the line end."""
        return "".join(lines[self.begin : self.end]).removesuffix("\n").removesuffix("\r")


def records(lines: list[str], separator: str = ",") -> Iterator[Record]:
    """Split the lines into rows. A row with broken quoting takes one line only, and reading goes on after that."""
    begin = 0
    broken = 0

    def feed(first: int) -> Iterator[str]:
        for at in range(first, len(lines)):
            if at - begin >= MAX_RECORD_LINES:
                return
            yield lines[at]

    while begin < len(lines):
        first = begin
        reader = csv.reader(feed(first), delimiter=separator, strict=True)
        try:
            for cells in reader:
                end = first + reader.line_num
                if cells and (cells[0].strip() or any(map(str.strip, cells))):
                    yield Record(begin, end, tuple(cells))
                begin = end
        except csv.Error as error:
            broken += 1
            fault = _csv_message(error)
            end = begin + 1
            if broken >= MAX_BROKEN_ROWS:
                fault += f"; the {broken:,}th row like this, so nothing after it was read (it is kept as it is)"
                end = len(lines)
            yield Record(begin, end, (), fault)
            begin = end


def _csv_message(error: csv.Error) -> str:
    text = str(error)
    if "field larger" in text:
        return f"a cell is longer than {csv.field_size_limit():,} characters"
    if "unexpected end" in text:
        return "a double quote opens a cell and is never closed"
    if "expected after" in text:
        return 'text follows a closing double quote: inside a quoted cell a double quote is written ""'
    return f"the row is not valid CSV ({text})"


def _line(cells: tuple[str, ...]) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' if _MUST_QUOTE.search(cell) else cell for cell in cells)


def _row_text(row: Row) -> str:
    return _line(row.cells) if row.raw is None else row.raw


# The header


class _Layout(NamedTuple):
    """Where a header has its columns. `pick` takes the cells of a row, and an empty one, into the order of HEADER."""

    header: tuple[str, ...]
    columns: dict[str, int]
    pick: Callable[[Sequence[str]], tuple[str, ...]]
    extra: tuple[tuple[int, str], ...]


@lru_cache(maxsize=16)
def _layout(header: tuple[str, ...]) -> _Layout:
    columns: dict[str, int] = {}
    for index, name in enumerate(header):
        columns.setdefault(name, index)
    pick = itemgetter(*(columns.get(name, -1) for name in HEADER))
    extra = tuple((index, name) for index, name in enumerate(header) if name not in HEADER)
    return _Layout(header, columns, pick, extra)


def _header_fault(header: tuple[str, ...]) -> str:
    missing = [name for name in REQUIRED if name not in header]
    if not missing:
        return ""
    for separator, called in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and {"concept", "zh"} <= set(header[0].replace('"', "").split(separator)):
            return f"the cells are separated by {called}: save the file as CSV with commas, in UTF-8"
    if len(missing) == len(REQUIRED):
        return f"the header is missing: the first line has to be {','.join(HEADER)}"
    parts = []
    for name in missing:
        near = difflib.get_close_matches(name, header, n=1)
        parts.append(f"{name!r}" + (f" (is {near[0]!r} meant to be it?)" if near else ""))
    return f"the header has no column {' and no column '.join(parts)}; it has to have {', '.join(REQUIRED)}"


def _header_warnings(header: tuple[str, ...], path: Path, line: int) -> list[Problem]:
    problems = []
    unknown = 0
    for name, times in Counter(filter(None, header)).items():
        if times > 1:
            message = f"the header has the column {name!r} {times} times; only the first one counts"
            problems.append(Problem(path, line, message, Severity.WARNING, "column-unknown"))
        elif name not in HEADER and (unknown := unknown + 1) <= MOST_LIKENED:
            near = difflib.get_close_matches(name, set(HEADER) - set(header), 1, 0.8)
            if near:
                message = f"the column {name!r} is not known and only kept; is it meant to be {near[0]!r}?"
                problems.append(Problem(path, line, message, Severity.WARNING, "column-unknown"))
    return problems


# What a row means


def _understood(cells: tuple[str, ...], layout: _Layout, path: Path, line: int) -> Row | str | None:
    """Return the row with its meaning, or what is wrong with it; None for a row of blanks."""
    stripped = list(map(str.strip, cells))
    if not any(stripped):
        return None
    if len(cells) != len(layout.header):
        return (
            f"the row has {_count(len(cells))} where the header has {len(layout.header)}: "
            "a comma is missing, or a cell that holds a comma has to stand in double quotes"
        )
    stripped.append("")
    picked = layout.pick(stripped)
    concept, en, zh, status_cell, kind_cell, pos, slugs = picked[:7]
    context, not_before, not_after, definition, note, origin, updated = picked[7:]
    kind = _known_kind(kind_cell)
    status = _known_status(status_cell)
    if kind is Kind.BLOCKER and not status_cell:
        status = Status.ADMITTED
    if kind is None or status is None or not zh or not (concept or kind is Kind.BLOCKER) or "\0" in "".join(cells):
        return _row_fault(cells, concept, zh, status_cell, kind_cell)
    extra = tuple((name, cells[index]) for index, name in layout.extra if cells[index]) if layout.extra else ()
    rendering = Rendering(zh, status, pos, context, not_before, not_after, note, origin, updated, extra, path, line)
    return Row(cells, line, None, ConceptCells(concept, en, kind, slugs, definition), rendering)


def _row_fault(cells: tuple[str, ...], concept: str, zh: str, status: str, kind: str) -> str:
    if any("\0" in cell for cell in cells):
        return "the row holds a NUL character: delete it (the file may be damaged, or have been saved as UTF-16)"
    if not zh:
        return "the zh cell is empty: a row needs a Chinese rendering"
    if _known_kind(kind) is None:
        return _unknown("kind", kind, tuple(Kind))
    if not concept and _known_kind(kind) is not Kind.BLOCKER:
        return f"the concept cell is empty: which concept is {zh!r} a rendering of?"
    return _unknown("status", status, tuple(Status))


def _code(fault: str) -> str:
    if "cell is empty" in fault:
        return "cell-empty"
    return "value-unknown" if "is not known" in fault else "row-broken"


def _cell(cells: tuple[str, ...], index: int) -> str:
    return cells[index] if index < len(cells) else ""


def _count(cells: int) -> str:
    return "1 cell" if cells == 1 else f"{cells} cells"


@lru_cache(maxsize=64)
def _known_status(cell: str) -> Status | None:
    try:
        return Status(cell.lower())
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _known_kind(cell: str) -> Kind | None:
    try:
        return Kind(cell.lower()) if cell else Kind.TERM
    except ValueError:
        return None


def _unknown(column: str, value: str, known: tuple[str, ...]) -> str:
    choice = f"it has to be one of {', '.join(known)}"
    if not value:
        return f"the {column} cell is empty: {choice}"
    near = difflib.get_close_matches(value.lower(), known, n=1)
    return f"the {column} {value!r} is not known" + (f" (is {str(near[0])!r} meant?)" if near else "") + f": {choice}"


# Files that are not a glossary


def _unreadable(path: Path, data: bytes, message: str, line: int = 0, code: str = "file-unreadable") -> Table:
    return Table(path, (), (), (Problem(path, line, message, code=code),), unread=data)


def _encoding_message(data: bytes, error: UnicodeDecodeError) -> str:
    from review_tui.article.source import guess_encoding  # with the parser: few files need it

    guessed = guess_encoding(data)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        what = "the file is in UTF-16"
    elif guessed is not None:
        what = f"the file looks like {guessed}, not UTF-8"
    else:
        what = f"the file is not in UTF-8 (byte 0x{data[error.start]:02x} at offset {error.start} does not fit)"
    return f"{what}: save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)"
