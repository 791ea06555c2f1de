"""Lokalise: a CSV file with semicolons and a header in small letters; flags are `yes` and `no`.

From its documentation: UTF-8, the header is required, and a term stands in it once. Its `forbidden` is about the
English term, so Chinese renderings that are forbidden have no place in it. A term that is not to be translated has no
translation.
"""

from collections.abc import Sequence
from pathlib import Path

from review_tui.glossary.concept import Concept, Kind
from review_tui.glossary.exchange.choice import Pair
from review_tui.glossary.exchange.delimited import DelimitedRow, column, header_of
from review_tui.glossary.exchange.foreign_row import ForeignRow
from review_tui.glossary.exchange.gathering import gather_table
from review_tui.glossary.exchange.model import (
    Exported,
    FormatError,
    Imported,
    chinese_column,
)
from review_tui.glossary.exchange.sheets import write_pairs

HEADER = (
    "term",
    "description",
    "casesensitive",
    "translatable",
    "forbidden",
    "tags",
    "en",
    "en_description",
    "zh_CN",
    "zh_CN_description",
)

_LOST = ("pos", "context", "not_before", "not_after", "origin", "updated", "extra", "slugs", "id")


def sniff(data: bytes) -> bool:
    """Tell whether the header begins with `term;description` and has the flags."""
    _, header = header_of(data)
    return header[:1] == ("term",) and {"casesensitive", "translatable"} <= set(header)


def read(data: bytes, path: Path) -> Imported:
    """Read a file; a term that is forbidden in English is passed over. Raises FormatError."""
    separator, header = header_of(data)
    chinese = chinese_column(header)
    if chinese is None:
        raise FormatError(f"the header has no Chinese column such as zh_CN; it should be {';'.join(HEADER)}")
    columns = {name: column(header, name) for name in ("term", "description", "translatable", "forbidden")}
    note = column(header, f"{header[chinese]}_description")

    def row_of(line: DelimitedRow) -> ForeignRow | None:
        if line.cell(columns["forbidden"]).lower() == "yes":
            return None
        term, keep = line.cell(columns["term"]), line.cell(columns["translatable"]).lower() == "no"
        return ForeignRow(
            (term,),
            line.cell(chinese) or (term if keep else ""),
            line.number,
            kind=Kind.KEEP if keep else Kind.TERM,
            definition=line.cell(columns["description"]),
            note=line.cell(note),
        )

    return gather_table(data, separator, path, row_of)


def write(concepts: Sequence[Concept]) -> Exported:
    """Return a row for each English term with the rendering that is to be used."""
    return write_pairs(concepts, HEADER, _row, _LOST, ";")


def _row(pair: Pair) -> tuple[str, ...]:
    en, zh, concept, rendering = pair
    exact = "yes" if any(character.isupper() for character in en) else "no"
    translatable = "no" if concept.kind is Kind.KEEP else "yes"
    return en, concept.definition, exact, translatable, "no", "", en, "", zh, rendering.note
