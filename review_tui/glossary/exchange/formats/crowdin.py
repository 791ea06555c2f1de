"""Crowdin: a CSV file with the columns of its glossary exports, one row a rendering.

Crowdin's import lets a person say which column is which, by name; it reads any order of them. Its statuses are
preferred, admitted, not recommended, obsolete and draft. A file for its API (`term_en`, `description_en`, …) is read
as well. The last column holds our ids, and is mapped to nothing in Crowdin: where it is missing, the English term tells
the concept.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.glossary.exchange.delimited import DelimitedRow, column, header_of
from review_tui.glossary.exchange.foreign_row import ForeignRow, own_id
from review_tui.glossary.exchange.gathering import flat, gather_table
from review_tui.glossary.exchange.model import (
    SOURCE_LANGUAGE,
    TARGET_LANGUAGE,
    Exported,
    FormatError,
    Imported,
    Losses,
    simplified_first,
)
from review_tui.glossary.exchange.sheets import write_terms

_FIELDS = ("Term", "Description", "Part of Speech", "Status")
_ID = "Concept ID"
HEADER = (*(f"{field} [{code}]" for code in (SOURCE_LANGUAGE, TARGET_LANGUAGE) for field in _FIELDS), _ID)

_STATUS = {
    Status.PREFERRED: "preferred",
    Status.ADMITTED: "admitted",
    Status.FORBIDDEN: "not recommended",
    Status.DEPRECATED: "obsolete",
    Status.PROVISIONAL: "draft",
}
_KNOWN = {text: status for status, text in _STATUS.items()} | {"notrecommended": Status.FORBIDDEN}
_POS = {"noun", "verb", "adjective", "adverb", "proper noun", "pronoun", "other"}
_TERM = re.compile(r"term(?: \[|_)(?P<code>[A-Za-z]{2,3}(?:[-_][A-Za-z]+)*)\]?", re.IGNORECASE)
_LOST = ("context", "not_before", "not_after", "origin", "updated", "extra", "slugs", "kind")


def sniff(data: bytes) -> bool:
    """Tell whether the header has a column `Term [en]` (or `term_en`) and one for Chinese."""
    _, header = header_of(data)
    return _languages(header) is not None


def read(data: bytes, path: Path) -> Imported:
    """Read a file; rows with the same id, or else the same English term, are one concept. Raises FormatError."""
    separator, header = header_of(data)
    languages = _languages(header)
    if languages is None:
        raise FormatError("the header has no column 'Term [en]' and one like 'Term [zh-CN]'")
    english, chinese = languages
    term, definition = _field(header, "Term", english), _field(header, "Description", english)
    zh, note = _field(header, "Term", chinese), _field(header, "Description", chinese)
    pos, status = _field(header, "Part of Speech", chinese), _field(header, "Status", chinese)
    identity = column(header, _ID, "conceptId")

    def row_of(line: DelimitedRow) -> ForeignRow:
        return ForeignRow(
            (line.cell(term),),
            line.cell(zh),
            line.number,
            own_id(line.cell(identity)),
            status=_KNOWN.get(line.cell(status).lower(), Status.PROVISIONAL),
            pos=line.cell(pos),
            definition=line.cell(definition),
            note=line.cell(note),
            group=line.cell(identity),
        )

    return gather_table(data, separator, path, row_of)


def write(concepts: Sequence[Concept]) -> Exported:
    """Return a row for each rendering, with the concept's first English term."""
    return write_terms(concepts, HEADER, _rows, _LOST)


def _rows(concept: Concept, losses: Losses) -> Iterator[tuple[str, ...]]:
    for term in concept.en[1:]:
        losses.add("further English terms", term)
    for rendering in concept.renderings:
        yield (
            flat(concept.en[0]),
            concept.definition,
            "",
            "",
            flat(rendering.zh),
            rendering.note,
            _pos(rendering, losses),
            _STATUS[rendering.status],
            flat(concept.id),
        )


def _pos(rendering: Rendering, losses: Losses) -> str:
    if rendering.pos and rendering.pos not in _POS:
        losses.add("parts of speech that Crowdin does not know", rendering.pos)
        return ""
    return rendering.pos


def _languages(header: Sequence[str]) -> tuple[str, str] | None:
    codes = [match["code"] for name in header if (match := _TERM.fullmatch(name))]
    english = next((code for code in codes if code.lower().startswith("en")), None)
    chinese = [code for code in codes if code.lower().startswith("zh")]
    return (english, min(chinese, key=simplified_first)) if english and chinese else None


def _field(header: Sequence[str], name: str, code: str) -> int | None:
    first, *others = name.split()
    camel = first.lower() + "".join(map(str.title, others))
    return column(header, f"{name} [{code}]", f"{camel}_{code}")
