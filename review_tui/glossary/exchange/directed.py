"""Rows of two terms with the languages of each behind them (`foreclosure,止赎,en,zh`), as DeepL and Google have them.

DeepL's files have no header, and may have a fifth cell that says how relevant a row is.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from review_tui.glossary.exchange.delimited import DelimitedRow, decode, head, header_of, rows
from review_tui.glossary.exchange.foreign_row import ForeignRow
from review_tui.glossary.exchange.gathering import gather
from review_tui.glossary.exchange.model import Imported
from review_tui.glossary.problem import Problem
from review_tui.severity import Severity

_CODE = re.compile(r"[a-z]{2,3}(?:-(?:[a-z]{2,4}|[0-9]{3}))*", re.IGNORECASE)
_CHINESE = ("zh", "cmn")
_LOOKED_AT = 3  # rows; a header with codes in its third and fourth cell has other things below them


def is_directed(data: bytes) -> bool:
    """Tell whether the first rows have a language code in the third and the fourth cell, and terms before these."""
    separator, first = header_of(data)
    if not separator or all(map(_code, first[:2])):
        return False
    sample = [line for line in head(data) if line.strip()][:_LOOKED_AT]
    found = list(rows("\n".join(sample), separator, Path(), []))
    return bool(found) and all(_languages(line) is not None for line in found)


def read_directed(data: bytes, path: Path) -> Imported:
    """Read the rows between English and Chinese, whichever way; raise FormatError where the file is no text."""
    separator, _ = header_of(data)
    problems: list[Problem] = []
    foreign = list(_foreign_rows(rows(decode(data), separator, path, problems), path, problems))
    return gather(foreign, path, problems)


def _foreign_rows(lines: Iterator[DelimitedRow], path: Path, problems: list[Problem]) -> Iterator[ForeignRow]:
    for line in lines:
        source, target = _languages(line) or ("en", "zh")
        if source == "en" and target in _CHINESE:
            yield ForeignRow((line.cell(0),), line.cell(1), line.number)
        elif source in _CHINESE and target == "en":
            yield ForeignRow((line.cell(1),), line.cell(0), line.number)
        else:
            message = (
                f"the row goes from {line.cell(2)} to {line.cell(3)}, not between English and Chinese: passed over"
            )
            problems.append(Problem(path, line.number, message, Severity.WARNING))


def _languages(line: DelimitedRow) -> tuple[str, str] | None:
    codes: Sequence[str] = line.cells[2:4]
    if len(line.cells) not in (4, 5) or not all(map(_code, codes)):
        return None
    source, target = (re.split("[-_]", code.lower())[0] for code in codes)
    return source, target


def _code(cell: str) -> bool:
    return _CODE.fullmatch(cell.replace("_", "-")) is not None
