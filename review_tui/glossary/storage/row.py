"""A row of a native glossary: its cells, and what they mean."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from review_tui.glossary.concept import BLOCKERS, Concept, Kind, Rendering, Status, concept_key
from review_tui.glossary.storage.columns import Layout
from review_tui.text.count import count
from review_tui.text.nearest import nearest


class ConceptCells(NamedTuple):
    """The cells of a row that belong to its concept, without blanks around them."""

    id: str
    en: str
    kind: Kind
    slugs: str
    definition: str

    @property
    def key(self) -> str:
        """Return what the rows of one concept have in common, and what concepts are sorted by: its id, folded."""
        return BLOCKERS if self.kind is Kind.BLOCKER else concept_key(self.id)


class Row(NamedTuple):
    """A row as it stands in the file: its cells, the line it begins on (from 1; 0 if it is not saved yet).

    A row that was understood has `concept` and `rendering`. Any other has `raw`, its text in the file without the line
    end, and `cells` only if its quoting was sound.
    """

    cells: tuple[str, ...]
    line: int = 0
    raw: str | None = None
    concept: ConceptCells | None = None
    rendering: Rendering | None = None

    @property
    def key(self) -> tuple[str, str] | None:
        """Return what tells it from other rows: the key of its concept, and its words. None if not understood."""
        if self.concept is None or self.rendering is None:
            return None
        return self.concept.key, self.rendering.zh


class Fault(NamedTuple):
    """What is wrong with a row: the code of the problem that it makes, and the message."""

    code: str
    message: str


def several(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several with `|`, without empty and repeated ones."""
    return tuple(dict.fromkeys(value for part in cell.split("|") if (value := part.strip())))


def cells_of(concept: Concept, rendering: Rendering) -> dict[str, str]:
    """Return the cells of a new row for a rendering of a concept, by column name. A blocker has no status."""
    return {
        "concept": concept.id.strip(),
        "en": "|".join(concept.en),
        "zh": rendering.zh.strip(),
        "status": "" if concept.kind is Kind.BLOCKER else rendering.status.value,
        "kind": concept.kind.value,
        "pos": rendering.pos,
        "slugs": "|".join(concept.slugs),
        "context": rendering.context,
        "not_before": rendering.not_before,
        "not_after": rendering.not_after,
        "definition": concept.definition,
        "note": rendering.note,
        "origin": rendering.origin,
        "updated": rendering.updated,
        **dict(rendering.extra),
    }


def understood(
    cells: tuple[str, ...], layout: Layout, path: Path, line: int, above: ConceptCells | None = None
) -> Row | Fault | None:
    """Return the row with its meaning, or what is wrong with it; None for a row of blanks.

    Where it says the same of its concept as the row `above`, it has that row's cells of it: rows of a concept stand
    together, and a tenth of the objects is made.
    """
    stripped = list(map(str.strip, cells))
    if not any(stripped):
        return None
    if len(cells) != len(layout.header):
        message = (
            f"the row has {count(len(cells), 'cell')} where the header has {len(layout.header)}: "
            "a comma is missing, or a cell that holds a comma has to stand in double quotes"
        )
        return Fault("row-broken", message)
    stripped.append("")
    # All of HEADER, by the same names.
    (concept, en, zh, status_cell, kind_cell, pos, slugs,
     context, not_before, not_after, definition, note, origin, updated) = layout.pick(stripped)  # fmt: skip
    kind = _known_kind(kind_cell)
    status = status_of(status_cell)
    if kind is Kind.BLOCKER and not status_cell:
        status = Status.ADMITTED
    if kind is None or status is None or not zh or not (concept or kind is Kind.BLOCKER) or "\0" in "".join(cells):
        return _row_fault(cells, concept, zh, status_cell, kind_cell)
    extra = tuple((name, cells[index]) for index, name in layout.extra if cells[index]) if layout.extra else ()
    rendering = Rendering(
        zh=zh,
        status=status,
        pos=pos,
        context=context,
        not_before=not_before,
        not_after=not_after,
        note=note,
        origin=origin,
        updated=updated,
        extra=extra,
        path=path,
        line=line,
    )
    said = (concept, en, kind, slugs, definition)
    # By position, unlike the rendering: names would take a named tuple twice as long, for each of 155,000 rows.
    return Row(cells, line, None, above if above == said and above is not None else ConceptCells(*said), rendering)


def _row_fault(cells: tuple[str, ...], concept: str, zh: str, status: str, kind: str) -> Fault:
    if any("\0" in cell for cell in cells):
        message = "the row holds a NUL character: delete it (the file may be damaged, or have been saved as UTF-16)"
        return Fault("row-broken", message)
    if not zh:
        return Fault("cell-empty", "the zh cell is empty: a row needs a Chinese rendering")
    if _known_kind(kind) is None:
        return _unknown("kind", kind, tuple(Kind))
    if not concept and _known_kind(kind) is not Kind.BLOCKER:
        return Fault("cell-empty", f"the concept cell is empty: which concept is {zh!r} a rendering of?")
    return _unknown("status", status, tuple(Status))


def cell_at(cells: tuple[str, ...], index: int) -> str:
    """Return a cell, empty where a row has none."""
    return cells[index] if index < len(cells) else ""


@lru_cache(maxsize=64)
def status_of(cell: str) -> Status | None:
    """Return the status that a cell names, None where that is none."""
    try:
        return Status(cell.lower())
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _known_kind(cell: str) -> Kind | None:
    try:
        return Kind(cell.lower()) if cell else Kind.TERM
    except ValueError:
        return None


def _unknown(column: str, value: str, known: tuple[str, ...]) -> Fault:
    choice = f"it has to be one of {', '.join(known)}"
    if not value:
        return Fault("cell-empty", f"the {column} cell is empty: {choice}")
    near = nearest(value.lower(), map(str, known), 0.6)
    meant = f" (is {near!r} meant?)" if near else ""
    return Fault("value-unknown", f"the {column} {value!r} is not known{meant}: {choice}")
