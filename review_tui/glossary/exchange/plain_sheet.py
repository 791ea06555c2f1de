"""The first sheet of a workbook that has nothing but text and plain numbers, as nearly all glossaries do.

openpyxl makes several objects for each cell, and takes a minute for 180,000 rows. Reading such a sheet takes none of
what it knows: a cell has its text, or the number of a text that is kept beside the sheets. Dates and formulas do.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
_ROW, _CELL, _VALUE, _FORMULA, _INLINE = (f"{_MAIN}{name}" for name in ("row", "c", "v", "f", "is"))
_TEXT, _RUN = f"{_MAIN}t", f"{_MAIN}r"
_DIGITS = "0123456789"


class _NotPlain(Exception):
    """There is something in the workbook that only openpyxl knows."""


def plain_sheet(data: bytes, most_rows: int, most_columns: int) -> list[list[str]] | None:
    """Return the cells of the first sheet as text, row by row as far as there are any; None where it is not plain.

    What is beyond so many rows and columns is left out. Raises what `zipfile` does where the bytes are no archive.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            texts: list[str] = []
            if "xl/sharedStrings.xml" in archive.namelist():
                with archive.open("xl/sharedStrings.xml") as part:
                    texts = [_text_of(each).replace("x005F_", "") for each in _elements(part, "sst", f"{_MAIN}si")]
            with archive.open(_first_sheet(archive)) as part:
                return _lines(_elements(part, "worksheet", _ROW), texts, most_rows, most_columns)
        except (_NotPlain, ParseError, KeyError, ValueError, IndexError):
            return None


def _first_sheet(archive: zipfile.ZipFile) -> str:
    """Return the name of the part with the first sheet."""
    with archive.open("xl/_rels/workbook.xml.rels") as part:
        targets = {
            each.get("Id"): each.get("Target", "")
            for _, each in iterparse(part)
            if each.tag == _RELATIONS and each.get("Type") == _SHEET
        }
    with archive.open("xl/workbook.xml") as part:
        for sheet in _elements(part, "workbook", f"{_MAIN}sheet"):
            if sheet.get(_RELATION) in targets:
                target = targets[sheet.get(_RELATION)]
                return target[1:] if target.startswith("/") else f"xl/{target}"
    raise _NotPlain


def _elements(part: IO[bytes], root: str, tag: str) -> Iterator[Element]:
    """Yield the elements of a kind; each is emptied after that. Raises _NotPlain where the root is another one."""
    seen = None
    for _, seen in iterparse(part):
        if seen.tag == tag:
            yield seen
            seen.clear()
    if seen is None or seen.tag != f"{_MAIN}{root}":
        raise _NotPlain


def _lines(rows: Iterator[Element], texts: list[str], most_rows: int, most_columns: int) -> list[list[str]]:
    lines: list[list[str]] = []
    columns: dict[str, int] = {}
    for row in rows:
        number = int(row.get("r") or len(lines) + 1)
        if number > most_rows:
            break
        if number <= len(lines):
            raise _NotPlain
        lines.extend([] for _ in range(number - len(lines)))
        line = lines[-1]
        column = 0
        for cell in row:
            name = cell.get("r")
            if name is None:
                column += 1
            else:
                letters = name.rstrip(_DIGITS)
                if letters not in columns:
                    columns[letters] = _column(letters)
                if columns[letters] <= column:
                    raise _NotPlain
                column = columns[letters]
            text = _shown(cell, texts)
            if text and column <= most_columns:
                line.extend([""] * (column - len(line) - 1))
                line.append(text)
    return lines


def _column(letters: str) -> int:
    """Return the number of a column, from 1."""
    if not (letters.isascii() and letters.isalpha() and letters.isupper()):
        raise _NotPlain
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _shown(cell: Element, texts: list[str]) -> str:
    """Return the text of a cell. Raises _NotPlain for a formula, and for a number that may be a date."""
    kind = cell.get("t", "n")
    value = ""
    for child in cell:
        if child.tag == _VALUE:
            value = value or child.text or ""
        elif child.tag == _INLINE and kind == "inlineStr":
            return _text_of(child)
        elif child.tag == _FORMULA:
            raise _NotPlain
    if not value or kind == "inlineStr":
        return ""
    if kind == "s":
        return texts[int(value)]
    if kind == "b":
        return "TRUE" if int(value) else "FALSE"
    if kind in {"str", "e"}:
        return value
    if kind != "n" or cell.get("s", "0") != "0":
        raise _NotPlain
    return _number(value)


def _number(value: str) -> str:
    if not any(mark in value for mark in ".eE"):
        return str(int(value))
    number = float(value)
    return str(int(number)) if number.is_integer() else str(number)


def _text_of(element: Element) -> str:
    """Return the text of a cell or of the table of texts, without what tells how it is spoken."""
    if len(element) == 1 and element[0].tag == _TEXT:
        return element[0].text or ""
    parts: list[str] = []
    for child in element:
        if child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag == _RUN:
            parts += [each.text or "" for each in child if each.tag == _TEXT]
    return "".join(parts)
