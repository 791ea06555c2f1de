"""Google Cloud Translation, equivalent term sets: a CSV file whose header names languages.

From the documentation of its glossaries: a header of BCP-47 codes, then one row for each set of terms that mean the
same; columns `pos` and `description` may follow and are ignored there.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from review_tui.glossary.concept import Concept
from review_tui.glossary.exchange.choice import chosen, note_lost_conditions, terms
from review_tui.glossary.exchange.delimited import DelimitedRow, column, header_of, write_rows
from review_tui.glossary.exchange.foreign_row import ForeignRow
from review_tui.glossary.exchange.gathering import flat, gather_table
from review_tui.glossary.exchange.model import (
    SOURCE_LANGUAGE,
    TARGET_LANGUAGE,
    Exported,
    FormatError,
    Imported,
    Losses,
    chinese_column,
)

_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_](?:[A-Za-z]{2,4}|[0-9]{3}))*")
_OTHERS = ("pos", "description")


def sniff(data: bytes) -> bool:
    """Tell whether the header is all language codes, English and Chinese among them."""
    separator, header = header_of(data, ",")
    codes = [name for name in header if name.lower() not in _OTHERS]
    return separator == "," and bool(codes) and all(map(_CODE.fullmatch, codes)) and _columns(header) is not None


def read(data: bytes, path: Path) -> Imported:
    """Read the English and the Chinese column, the simplified one where there are several; raise FormatError."""
    _, header = header_of(data, ",")
    columns = _columns(header)
    if columns is None:
        raise FormatError("the header names no English column (en) and Chinese one (zh-CN)")
    english, chinese = columns
    pos, definition = column(header, "pos"), column(header, "description")

    def row_of(line: DelimitedRow) -> ForeignRow:
        en, zh = line.cell(english), line.cell(chinese)
        return ForeignRow((en,), zh, line.number, pos=line.cell(pos), definition=line.cell(definition))

    return gather_table(data, ",", path, row_of)


def write(concepts: Sequence[Concept]) -> Exported:
    """Return one row for each concept, with its first English term and the rendering that is to be used."""
    losses = Losses()
    lines = [(SOURCE_LANGUAGE, TARGET_LANGUAGE, "pos", "description")]
    taken: dict[str, str] = {}
    for concept in terms(concepts, losses):
        rendering = chosen(concept, losses)
        if rendering is None:
            continue
        en = flat(concept.en[0])
        if taken.setdefault(en, concept.id) != concept.id:
            losses.add("English terms that another concept has already", f"{en} of {concept.id}")
            continue
        for term in concept.en[1:]:
            losses.add("further English terms", term)
        lines.append((en, flat(rendering.zh), flat(rendering.pos), flat(concept.definition)))
    note_lost_conditions(concepts, losses)
    return Exported(write_rows(lines), losses.lines())


def _columns(header: Sequence[str]) -> tuple[int, int] | None:
    """Return where English and Chinese stand, None if one is missing."""
    names = [name.lower().replace("_", "-") for name in header]
    english = next((index for index, name in enumerate(names) if name == "en" or name.startswith("en-")), None)
    chinese = chinese_column(header)
    return (english, chinese) if english is not None and chinese is not None else None
