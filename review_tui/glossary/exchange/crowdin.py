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
from review_tui.glossary.exchange.choice import terms
from review_tui.glossary.exchange.delimited import column, decode, header_of, rows, write_rows
from review_tui.glossary.exchange.entry import Entry, own_id
from review_tui.glossary.exchange.gathering import flat, gather
from review_tui.glossary.exchange.model import (
    SOURCE_LANGUAGE,
    TARGET_LANGUAGE,
    Exported,
    FormatError,
    Imported,
    Losses,
    note_lost_fields,
    simplified_first,
)
from review_tui.glossary.problem import Problem

NAME = "crowdin"

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
    separator, header = header_of(data)
    return bool(separator) and _languages(header) is not None


def read(data: bytes, path: Path) -> Imported:
    """Read a file; rows with the same id, or else the same English term, are one concept. Raises FormatError."""
    separator, header = header_of(data)
    languages = _languages(header)
    if languages is None:
        raise FormatError("the header has no column 'Term [en]' and one like 'Term [zh-CN]'")
    english, chinese = languages
    places = {
        name: _field(header, name, code)
        for name, code in (
            ("Term", english),
            ("Description", english),
            ("Term ", chinese),
            ("Description ", chinese),
            ("Part of Speech ", chinese),
            ("Status ", chinese),
        )
    }
    identity = column(header, _ID, "conceptId")
    problems: list[Problem] = []
    entries = [
        Entry(
            (line.cell(places["Term"]),),
            line.cell(places["Term "]),
            line.number,
            own_id(line.cell(identity)),
            status=_KNOWN.get(line.cell(places["Status "]).lower(), Status.PROVISIONAL),
            pos=line.cell(places["Part of Speech "]),
            definition=line.cell(places["Description"]),
            note=line.cell(places["Description "]),
            group=line.cell(identity),
        )
        for line in list(rows(decode(data), separator, path, problems))[1:]
    ]
    return gather(entries, path, problems)


def write(concepts: Sequence[Concept]) -> Exported:
    """Return a row for each rendering, with the concept's first English term."""
    losses = Losses()
    concepts = tuple(concepts)
    lines = [HEADER, *(row for concept in terms(concepts, losses) for row in _rows(concept, losses))]
    note_lost_fields(concepts, _LOST, losses)
    return Exported(write_rows(lines), losses.lines())


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
    label = name.strip()
    first, *others = label.split()
    camel = first.lower() + "".join(map(str.title, others))
    return column(header, f"{label} [{code}]", f"{camel}_{code}")
