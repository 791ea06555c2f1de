"""DeepL: source and target in a TSV file without a header.

From the documentation of DeepL's glossaries: UTF-8, no source twice, no side empty, no control characters, no blanks at
either end, at most 1,024 bytes a term and 10 MiB in all. Its CSV files (`source,target,en,zh`) are read, too; without
a name for the format they count as `google`.
"""

from collections.abc import Sequence
from pathlib import Path

from review_tui.glossary.concept import Concept
from review_tui.glossary.exchange.choice import note_lost_conditions, pairs
from review_tui.glossary.exchange.delimited import decode, head, plain_rows, write_plain
from review_tui.glossary.exchange.directed import is_directed, read_directed
from review_tui.glossary.exchange.foreign_row import ForeignRow
from review_tui.glossary.exchange.gathering import gather
from review_tui.glossary.exchange.model import Exported, FormatError, Imported, Losses

LONGEST_TERM = 1024  # bytes in UTF-8
LARGEST_FILE = 10 * 1024 * 1024  # bytes


def sniff(data: bytes) -> bool:
    """Tell whether the first line has two cells with a tab between them."""
    first = next((line for line in head(data) if line.strip()), "")
    return first.count("\t") == 1


def read(data: bytes, path: Path) -> Imported:
    """Read a file of pairs, or a CSV file whose rows name their languages; raise FormatError where it is no text."""
    if is_directed(data):
        return read_directed(data, path)
    foreign = (ForeignRow((line.cell(0),), line.cell(1), line.number) for line in plain_rows(decode(data)))
    return gather(foreign, path)


def write(concepts: Sequence[Concept]) -> Exported:
    """Return one line for each English term; raise FormatError where DeepL would refuse the file for its size."""
    losses = Losses()
    data = write_plain((pair.en, pair.zh) for pair in pairs(concepts, losses, longest=LONGEST_TERM))
    if len(data) > LARGEST_FILE:
        raise FormatError(f"the glossary makes {len(data):,} bytes, and DeepL takes {LARGEST_FILE:,} at most")
    note_lost_conditions(concepts, losses)
    return Exported(data, losses.lines())
