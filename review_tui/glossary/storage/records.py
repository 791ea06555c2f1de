"""CSV as lines and rows of cells: what RFC 4180 knows, before anyone asks what a cell means."""

import csv
import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_RECORD_LINES = 1_000
"""A row longer than this many lines is a quote that was never closed, not a row."""

MAX_BROKEN_ROWS = 1_000
"""After so many rows with broken quoting a file is not read further: each costs a new start, and it is no glossary."""

_MUST_QUOTE = re.compile('[",\r\n]')
_MAY_STAND = re.compile('[^"\r\n]*')


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


def record_line(cells: tuple[str, ...]) -> str:
    """Return cells as a line, without its end."""
    line = ",".join(cells)
    if line.count(",") == len(cells) - 1 and _MAY_STAND.fullmatch(line):  # nearly always
        return line
    return ",".join('"' + cell.replace('"', '""') + '"' if _MUST_QUOTE.search(cell) else cell for cell in cells)
