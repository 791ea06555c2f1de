"""Phrase Strings: a CSV file with `term`, two flags, `description` and a column for each language.

From its documentation: the columns may come in any order, and an import there does not change terms that it has
already. Flags are `true` and `false`. A term that is not to be translated has no translation.
"""

from collections.abc import Sequence
from pathlib import Path

from review_tui.glossary.concept import Concept, Kind
from review_tui.glossary.exchange.choice import Pair
from review_tui.glossary.exchange.delimited import DelimitedRow, column, header_of
from review_tui.glossary.exchange.foreign_row import ForeignRow
from review_tui.glossary.exchange.gathering import gather_table
from review_tui.glossary.exchange.model import (
    TARGET_LANGUAGE,
    Exported,
    FormatError,
    Imported,
    chinese_column,
)
from review_tui.glossary.exchange.sheets import write_pairs

HEADER = ("term", "case sensitive", "translatable", "description", TARGET_LANGUAGE)

_LOST = ("pos", "context", "not_before", "not_after", "note", "origin", "updated", "extra", "slugs", "id")


def sniff(data: bytes) -> bool:
    """Tell whether the header has `term` and the two flags, with a blank or `_` in the first."""
    _, header = header_of(data)
    names = {name.lower().replace("_", " ") for name in header}
    return {"term", "case sensitive", "translatable"} <= names


def read(data: bytes, path: Path) -> Imported:
    """Read a file; raise FormatError where no column is Chinese."""
    separator, header = header_of(data)
    chinese = chinese_column(header)
    if chinese is None:
        raise FormatError(f"the header has no Chinese column; it should be {','.join(HEADER)}")
    term, translatable = column(header, "term"), column(header, "translatable")
    definition = column(header, "description")

    def row_of(line: DelimitedRow) -> ForeignRow:
        keep = line.cell(translatable).lower() in ("false", "no", "0")
        return ForeignRow(
            (line.cell(term),),
            line.cell(chinese) or (line.cell(term) if keep else ""),
            line.number,
            kind=Kind.KEEP if keep else Kind.TERM,
            definition=line.cell(definition),
        )

    return gather_table(data, separator, path, row_of)


def write(concepts: Sequence[Concept]) -> Exported:
    """Return a row for each English term with the rendering that is to be used."""
    return write_pairs(concepts, HEADER, _row, _LOST)


def _row(pair: Pair) -> tuple[str, ...]:
    en, zh, concept, _ = pair
    exact = "true" if any(character.isupper() for character in en) else "false"
    return en, exact, "false" if concept.kind is Kind.KEEP else "true", concept.definition, zh
