"""Text files with one row a line and a separator between cells: CSV, TSV and their relatives."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from review_tui.article.source import guess_encoding
from review_tui.glossary.exchange.model import FormatError
from review_tui.glossary.problem import Problem
from review_tui.glossary.storage.records import records

SAMPLE = 65_536  # bytes that a format is guessed from
SEPARATORS = (",", "\t", ";", "|")
_FOR_EXCEL = re.compile(r'("?)sep=(?P<separator>[^"\r\n])\1(?=[\r\n]|$)', re.IGNORECASE)
"""A first line that is no row: it tells Excel what stands between cells."""


class DelimitedRow(NamedTuple):
    """The cells of one row, blanks around them taken off, and the line it begins on (from 1)."""

    number: int
    cells: tuple[str, ...]

    def cell(self, index: int | None) -> str:
        """Return a cell; empty where the row has none, or the index is None."""
        return self.cells[index] if index is not None and index < len(self.cells) else ""


def decode(data: bytes) -> str:
    """Return the text of a file: UTF-8, or UTF-16 with a byte order mark. Raises FormatError.

    A line for Excel is left empty.
    """
    return _without_line_for_excel(_text(data))


def _text(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise FormatError("the file begins as UTF-16 but is not: save it as UTF-8") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        guessed = guess_encoding(data)
        hint = f" (it looks like {guessed})" if guessed else ""
        raise FormatError(f"line {line} is not UTF-8{hint}: save the file as UTF-8") from None


def beginning(data: bytes) -> str:
    """Return the text of the first SAMPLE bytes of a file, but for a line for Excel; empty where they are no text."""
    return _without_line_for_excel(_beginning(data))


def _without_line_for_excel(text: str) -> str:
    found = _FOR_EXCEL.match(text)
    return text[found.end() :] if found else text


def _beginning(data: bytes) -> str:
    sample = data[:SAMPLE]
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return codecs.getincrementaldecoder("utf-16")().decode(sample)
        return codecs.getincrementaldecoder("utf-8-sig")().decode(sample)
    except UnicodeDecodeError:
        return ""


def head(data: bytes) -> list[str]:
    """Return the first lines of a file, at most as far as SAMPLE bytes; none where they are no text."""
    lines = beginning(data).splitlines()
    return lines[:-1] if len(data) > SAMPLE and len(lines) > 1 else lines


def header_of(data: bytes, separators: Iterable[str] = SEPARATORS) -> tuple[str, tuple[str, ...]]:
    """Return the separator and the cells of a file's first line that is not empty; `("", ())` where there is none.

    What a line for Excel says goes before the `separators`, of which the commonest counts.
    """
    first = next((line for line in head(data) if line.strip()), "")
    said = _FOR_EXCEL.match(_beginning(data))
    choice = (said["separator"],) if said else tuple(separators)
    best = max(choice, key=first.count, default="")
    if not first or best not in first:
        return "", ()
    try:
        cells = next(csv.reader([first], delimiter=best), [])
    except csv.Error:
        return "", ()
    return best, tuple(cell.strip() for cell in cells)


def rows(
    text: str, separator: str, path: Path, problems: list[Problem], *, headed: bool = False
) -> Iterator[DelimitedRow]:
    """Yield the rows of a quoted file, below the header if it is `headed`.

    A row with broken quoting becomes a problem, and reading goes on after it.
    """
    for record in islice(records(list(io.StringIO(text, newline="")), separator), int(headed), None):
        if record.fault:
            problems.append(Problem(path, record.line, record.fault))
        else:
            yield DelimitedRow(record.line, tuple(cell.strip() for cell in record.cells))


def plain_rows(text: str) -> Iterator[DelimitedRow]:
    """Yield the rows of a file with tabs and no quoting."""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if line.strip():
            yield DelimitedRow(number, tuple(cell.strip() for cell in line.split("\t")))


def write_rows(lines: Iterable[Sequence[str]], separator: str = ",", *, quote_all: bool = False) -> bytes:
    r"""Return rows as RFC 4180 has them, in UTF-8, each ended by `\n`."""
    written = _Written()
    # What is in its line end is quoted in a cell: with `\n` alone, a `\r` in a cell would end the row.
    csv.writer(
        written,
        delimiter=separator,
        lineterminator="\r\n",
        quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL,
    ).writerows(lines)
    return "".join(f"{line[:-2]}\n" for line in written).encode("utf-8")


class _Written(list[str]):
    """The lines that were written, in the shape of a file."""

    write = list.append


def write_plain(lines: Iterable[Sequence[str]], newline: str = "\n") -> bytes:
    """Return rows with tabs between the cells and no quoting; tabs and line ends in a cell become blanks."""
    return "".join("\t".join(map(_flat, line)) + newline for line in lines).encode("utf-8")


def column(header: Sequence[str], *names: str) -> int | None:
    """Return where the header has one of the names, case aside; the first name counts most. None if nowhere."""
    folded = [name.casefold() for name in header]
    return next((folded.index(name.casefold()) for name in names if name.casefold() in folded), None)


def _flat(cell: str) -> str:
    return " ".join(cell.split())
