"""Lokalise: a CSV file with semicolons and a header in small letters; flags are `yes` and `no`.

From its documentation: UTF-8, the header is required, and a term stands in it once. Its `forbidden` is about the
English term, so Chinese renderings that are forbidden have no place in it. A term that is not to be translated has no
translation.
"""

from collections.abc import Sequence
from pathlib import Path

from review_tui.glossary.concept import Concept, Kind
from review_tui.glossary.exchange.choice import Pair
from review_tui.glossary.exchange.delimited import body, column, header_of
from review_tui.glossary.exchange.foreign_row import ForeignRow
from review_tui.glossary.exchange.gathering import gather
from review_tui.glossary.exchange.model import (
    Exported,
    FormatError,
    Imported,
    simplified_first,
)
from review_tui.glossary.exchange.sheets import write_pairs
from review_tui.glossary.problem import Problem

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
    separator, header = header_of(data)
    return bool(separator) and header[:1] == ("term",) and {"casesensitive", "translatable"} <= set(header)


def read(data: bytes, path: Path) -> Imported:
    """Read a file; a term that is forbidden in English is passed over. Raises FormatError."""
    separator, header = header_of(data)
    chinese = _chinese(header)
    if chinese is None:
        raise FormatError(f"the header has no Chinese column such as zh_CN; it should be {';'.join(HEADER)}")
    columns = {name: column(header, name) for name in ("term", "description", "translatable", "forbidden")}
    note = column(header, f"{header[chinese]}_description")
    problems: list[Problem] = []
    foreign = []
    for line in body(data, separator, path, problems):
        if line.cell(columns["forbidden"]).lower() == "yes":
            continue
        term, keep = line.cell(columns["term"]), line.cell(columns["translatable"]).lower() == "no"
        foreign.append(
            ForeignRow(
                (term,),
                line.cell(chinese) or (term if keep else ""),
                line.number,
                kind=Kind.KEEP if keep else Kind.TERM,
                definition=line.cell(columns["description"]),
                note=line.cell(note),
            )
        )
    return gather(foreign, path, problems)


def write(concepts: Sequence[Concept]) -> Exported:
    """Return a row for each English term with the rendering that is to be used."""
    return write_pairs(concepts, HEADER, _row, _LOST, ";")


def _row(pair: Pair) -> tuple[str, ...]:
    en, zh, concept, rendering = pair
    exact = "yes" if any(character.isupper() for character in en) else "no"
    translatable = "no" if concept.kind is Kind.KEEP else "yes"
    return en, concept.definition, exact, translatable, "no", "", en, "", zh, rendering.note


def _chinese(header: Sequence[str]) -> int | None:
    languages = [
        index
        for index, name in enumerate(header)
        if name.lower().startswith("zh") and not name.lower().endswith("_description")
    ]
    return min(languages, key=lambda index: simplified_first(header[index]), default=None)
