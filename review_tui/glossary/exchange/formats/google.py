"""Google Cloud Translation, unidirectional: source and target in a CSV file without a header.

From the documentation of its glossaries: UTF-8, two columns, no header. Terms match with case unless a request says
`ignore_case`.
"""

from collections.abc import Sequence
from pathlib import Path

from review_tui.glossary.concept import Concept
from review_tui.glossary.exchange.choice import note_lost_conditions, pairs
from review_tui.glossary.exchange.delimited import DelimitedRow, header_of, write_rows
from review_tui.glossary.exchange.directed import is_directed, read_directed
from review_tui.glossary.exchange.foreign_row import ForeignRow
from review_tui.glossary.exchange.gathering import gather_table
from review_tui.glossary.exchange.model import Exported, Imported, Losses


def sniff(data: bytes) -> bool:
    """Tell whether the first line has two cells with a comma between them, or rows name their languages."""
    separator, first = header_of(data, ",")
    return (separator == "," and len(first) == 2) or is_directed(data)


def read(data: bytes, path: Path) -> Imported:
    """Read a file of pairs; raise FormatError where it is no text."""
    if is_directed(data):
        return read_directed(data, path)

    def row_of(line: DelimitedRow) -> ForeignRow:
        return ForeignRow((line.cell(0),), line.cell(1), line.number)

    return gather_table(data, ",", path, row_of, headed=False)


def write(concepts: Sequence[Concept]) -> Exported:
    """Return one line for each English term."""
    losses = Losses()
    data = write_rows((pair.en, pair.zh) for pair in pairs(concepts, losses))
    note_lost_conditions(concepts, losses)
    return Exported(data, losses.lines())
