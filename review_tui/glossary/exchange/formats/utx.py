r"""UTX 1.11 (Universal Terminology eXchange, by AAMT): two header lines with `#`, then rows with tabs.

UTF-8 without a byte order mark, `\r\n`, `-` for an empty cell. A concept id keeps rows together. Its term statuses are
approved, non-standard, forbidden and provisional: what comes back as forbidden may have been deprecated.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from review_tui.glossary.concept import BANNED, Concept, Status
from review_tui.glossary.exchange.choice import terms
from review_tui.glossary.exchange.delimited import column, decode, head, plain_rows, write_plain
from review_tui.glossary.exchange.foreign_row import ForeignRow, own_id
from review_tui.glossary.exchange.gathering import flat, gather
from review_tui.glossary.exchange.model import Exported, FormatError, Imported, Losses, note_lost_fields
from review_tui.glossary.today import today

COLUMNS = ("src", "tgt", "src:pos", "tgt:pos", "term status", "src:comment", "tgt:comment", "concept ID")

_STATUS = {
    Status.PREFERRED: "approved",
    Status.ADMITTED: "non-standard",
    Status.DEPRECATED: "forbidden",
    Status.FORBIDDEN: "forbidden",
    Status.PROVISIONAL: "provisional",
}
_KNOWN = {
    "approved": Status.PREFERRED,
    "non-standard": Status.ADMITTED,
    "forbidden": Status.FORBIDDEN,
    "provisional": Status.PROVISIONAL,
}
_LANGUAGES = re.compile(r";\s*([A-Za-z]{2,3}(?:[-_]\w+)*)\s*/\s*([A-Za-z]{2,3}(?:[-_]\w+)*)\s*(?:;|$)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOST = ("context", "not_before", "not_after", "origin", "updated", "extra", "slugs", "kind")


def sniff(data: bytes) -> bool:
    """Tell whether the file begins with `#UTX`."""
    first = next(iter(head(data)), "")
    return first.upper().startswith("#UTX")


def read(data: bytes, path: Path) -> Imported:
    """Read a dictionary; raise FormatError where no line names the columns, or it is one of other languages."""
    lines = list(plain_rows(decode(data)))
    header = next((line.cells for line in lines if line.cells[0].lower() == "#src"), None)
    if header is None:
        raise FormatError("no line beginning with #src names the columns")
    source, target = ("tgt", "src") if _from_chinese(lines[0].cells[0]) else ("src", "tgt")
    columns = (source, target, f"{target}:pos", "term status", f"{source}:comment", f"{target}:comment", "concept id")
    names = [name.lstrip("#") for name in header]
    en, zh, pos, status, definition, note, concept = (column(names, each) for each in columns)
    foreign = []
    for line in lines:
        if line.cells[0].startswith("#"):
            continue
        cells = [cell if cell != "-" else "" for cell in line.cells]
        row = line._replace(cells=tuple(cells))
        foreign.append(
            ForeignRow(
                (row.cell(en),),
                row.cell(zh),
                row.number,
                own_id(row.cell(concept)),
                _KNOWN.get(row.cell(status).lower(), Status.PROVISIONAL),
                pos=row.cell(pos),
                definition=row.cell(definition),
                note=row.cell(note),
                group=row.cell(concept),
            )
        )
    return replace(gather(foreign, path), alike=frozenset(BANNED))


def _from_chinese(first: str) -> bool:
    """Tell whether the first line says that the source is Chinese; raise FormatError where no side of it is."""
    found = _LANGUAGES.search(first)
    if found is None:
        return False
    pair: list[str] = [re.split("[-_]", code.lower())[0] for code in found.groups()]
    if pair not in (["en", "zh"], ["zh", "en"]):
        raise FormatError(f"the dictionary goes from {found[1]} to {found[2]}, not between English and Chinese")
    return pair[0] == "zh"


def write(concepts: Sequence[Concept]) -> Exported:
    """Return a row for each English term with the best rendering, and rows for the others with the first term."""
    losses = Losses()
    lines = [
        (f"#UTX 1.11; en/zh-CN; {_when(concepts)}T00:00:00Z; copyright: unspecified; license: unspecified",),
        (f"#{COLUMNS[0]}", *COLUMNS[1:]),
    ]
    body = [row for concept in terms(concepts, losses) for row in _rows(concept, losses)]
    note_lost_fields(concepts, _LOST, losses)
    return Exported(write_plain([*lines, *body], "\r\n"), losses.lines())


def _rows(concept: Concept, losses: Losses) -> Iterator[tuple[str, ...]]:
    for rendering in concept.renderings:
        if rendering.status is Status.DEPRECATED:
            losses.add("deprecated renderings are written as forbidden", rendering.zh)
        for term in concept.en if rendering is concept.renderings[0] else concept.en[:1]:
            if flat(term).startswith("#"):
                losses.add("English terms that would be a comment", term)
                continue
            cells = (
                term,
                rendering.zh,
                "",
                rendering.pos,
                _STATUS[rendering.status],
                concept.definition,
                rendering.note,
                concept.id,
            )
            yield tuple(flat(cell) or "-" for cell in cells)


def _when(concepts: Sequence[Concept]) -> str:
    """Return the day of the last change, or today's where no row has one."""
    days = [
        rendering.updated
        for concept in concepts
        for rendering in concept.renderings
        if _DAY.fullmatch(rendering.updated)
    ]
    return max(days) if days else today()
