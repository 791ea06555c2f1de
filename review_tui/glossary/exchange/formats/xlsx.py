"""An Excel workbook with the glossary's own columns, or any table with an English and a Chinese one: needs openpyxl.

Every cell is written as text, so nothing in it is ever a formula; a formula that is read gives its text.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime, time
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from review_tui.files.stamp import LIMIT
from review_tui.glossary.concept import Concept
from review_tui.glossary.exchange.delimited import write_rows
from review_tui.glossary.exchange.formats import columns, native
from review_tui.glossary.exchange.model import Exported, FormatError, Imported, Losses
from review_tui.text.installing import how_to_install

_MOST_ROWS = 1_048_576  # what a sheet of Excel has
_MOST_COLUMNS = 256  # one cell far out must not make all rows that wide
_SWELLS = 4  # times that a sheet, with its marks around each cell, may be as large as a table
_PROLOG = 65_536  # bytes of a part in which a document type would stand
_LONGEST = 32_767  # characters of a cell: Excel takes no more
_ILLEGAL = {code: None for code in (*range(32), 0xFFFE, 0xFFFF) if code not in (9, 10, 13)}


def sniff(data: bytes) -> bool:
    """Tell whether the file is a ZIP archive with a workbook in it."""
    return data.startswith(b"PK\x03\x04")


def read(data: bytes, path: Path) -> Imported:
    """Read the first sheet; raise FormatError where there is none, or more would unpack than a large table makes."""
    openpyxl = _openpyxl()
    most = _SWELLS * LIMIT  # bytes
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(each.file_size for each in archive.infolist()) > most:
                raise FormatError(f"the workbook unpacks to more than {most // 1024**2} MiB: this is no glossary")
            for each in archive.infolist():
                with archive.open(each) as part:
                    if b"<!DOCTYPE" in part.read(_PROLOG):
                        raise FormatError("the workbook declares a document type, as no spreadsheet does: not read")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        rows = book.worksheets[0].iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS + 1, values_only=True)
        lines = list(map(_texts, rows))
        book.close()
    except FormatError:
        raise
    except Exception as error:  # openpyxl raises whatever it runs into
        raise FormatError(f"this is no workbook that can be read ({type(error).__name__}: {error})") from None
    while lines and not any(lines[-1]):
        lines.pop()
    width = max((index + 1 for line in lines for index, cell in enumerate(line) if cell), default=0)
    if width > _MOST_COLUMNS:
        raise FormatError(f"the sheet has more than {_MOST_COLUMNS} columns: this is no glossary")
    text = write_rows([*line, *[""] * width][:width] if line else [] for line in lines)
    return native.read(text, path) if native.sniff(text) else columns.read(text, path)


def _texts(row: tuple[object, ...]) -> list[str]:
    """Return the cells of a row as text, as far as there are any."""
    if row.count(None) == len(row):
        return []
    last = next(index for index in reversed(range(len(row))) if row[index] is not None)
    return [_text(value) for value in row[: last + 1]]


def _text(value: object) -> str:
    """Return what a cell shows: Excel makes dates and flags of what looks like them, and numbers are all floats."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def write(concepts: Sequence[Concept]) -> Exported:
    """Return a workbook with one sheet, its header frozen and set to be filtered."""
    openpyxl = _openpyxl()
    losses = Losses()
    table = native.table_of(concepts)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("glossary")
    sheet.freeze_panes = "A2"
    last = openpyxl.utils.get_column_letter(len(table.header))
    sheet.calculate_dimension = lambda: f"A1:{last}{len(table.rows) + 1}"  # else readers go through all rows for it
    for cells in (table.header, *(row.cells for row in table.rows)):
        row: list[Any] = []
        for value in cells:
            if not value:
                row.append(None)  # an empty cell would take more bytes than most that say something
                continue
            text = value.translate(_ILLEGAL)
            if len(text) > _LONGEST:
                losses.add(f"cells are cut after {_LONGEST:,} characters, as many as Excel takes", text)
            cell = openpyxl.cell.WriteOnlyCell(sheet, text[:_LONGEST])
            # As a plain text, which openpyxl reads back in half the time, unless blanks at its ends might be lost.
            cell.data_type = "str" if text == text.strip() else "s"
            row.append(cell)
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return Exported(out.getvalue(), losses.lines())


def _openpyxl() -> ModuleType:
    try:
        return import_module("openpyxl")
    except ImportError:
        raise FormatError(f"workbooks need openpyxl: {how_to_install('xlsx')}") from None
