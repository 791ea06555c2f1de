"""OmegaT: source, target and comment with tabs between them, in a .txt file in UTF-8, without a header.

A line that begins with `#` is a comment; OmegaT itself writes the first line below. There is no way to quote a tab or a
line end. Rows with the same source are alternatives, which OmegaT puts together.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from review_tui.glossary.concept import Concept
from review_tui.glossary.exchange.choice import CONTROL, terms, usable
from review_tui.glossary.exchange.delimited import decode, head, plain_rows, write_plain
from review_tui.glossary.exchange.foreign_row import ForeignRow
from review_tui.glossary.exchange.gathering import gather
from review_tui.glossary.exchange.model import Exported, Imported, Losses, note_lost_fields

_FIRST_LINE = "# Glossary in tab-separated format -*- coding: utf-8 -*-"
_LOST = ("pos", "context", "not_before", "not_after", "updated", "extra", "slugs", "kind", "id")


def sniff(data: bytes) -> bool:
    """Tell whether there are comment lines with `#`, or three cells with tabs between them."""
    lines = [line for line in head(data) if line.strip()]
    if not lines:
        return False
    if lines[0].startswith("# Glossary in tab-separated format"):
        return True
    first = next((line for line in lines if not line.startswith("#")), "")
    return first.count("\t") == 2


def read(data: bytes, path: Path) -> Imported:
    """Read a glossary; raise FormatError where it is no text."""
    foreign = (
        ForeignRow((line.cell(0),), line.cell(1), line.number, note=line.cell(2))
        for line in plain_rows(decode(data))
        if not line.cells[0].startswith("#")
    )
    return gather(foreign, path)


def write(concepts: Sequence[Concept]) -> Exported:
    """Return a row for each English term and each rendering that may be used, the preferred one first."""
    losses = Losses()
    body = write_plain(_rows(concepts, losses))
    note_lost_fields(concepts, _LOST, losses)
    return Exported(f"{_FIRST_LINE}\n".encode() + body, losses.lines())


def _rows(concepts: Sequence[Concept], losses: Losses) -> Iterator[tuple[str, str, str]]:
    for concept in terms(concepts, losses):
        renderings = usable(concept, losses)
        for term in concept.en:
            en = term.strip()
            if not en or CONTROL.search(en) or en.startswith("#"):
                losses.add("English terms that OmegaT would take for a comment, or cannot hold", term)
                continue
            for rendering in renderings:
                yield en, rendering.zh, rendering.note or concept.definition
