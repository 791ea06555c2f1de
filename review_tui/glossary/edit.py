"""Changing the glossary: each function returns another one and leaves the old one as it was, so undo is keeping it.

The change is made in the file the concept stands in (`Glossary.tables`), row by row: what the row holds besides, known
or not, stays. To save, write `dump_table` of every table that is not the same object as before. New rows have line 0
until the file is read again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from review_tui.glossary.concept import BLOCKERS, Concept, Kind, Rendering, Status, concept_key
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.problem import EditError
from review_tui.glossary.storage.reassembly import reassembled
from review_tui.glossary.storage.rewriting import Cells, Changes, tables_with
from review_tui.glossary.storage.row import Row, cells_of
from review_tui.glossary.storage.table import Table


def add_concept(glossary: Glossary, concept: Concept) -> Glossary:
    """Add a concept with its renderings to the shortest file that has such concepts.

    Raises EditError if its id is empty or taken, if it has no rendering, the same one twice, or two preferred ones.
    """
    if not concept.id.strip():
        raise EditError("a concept needs an id, such as the slug of its article")
    if concept.kind is Kind.BLOCKER:
        raise EditError("a blocker is not a concept: add it with add_blocker")
    known = glossary.by_id(concept.id)
    if known is not None:
        raise EditError(f"there is a concept {known.id!r} already: add a rendering to it")
    if not concept.renderings:
        raise EditError(f"concept {concept.id!r} needs a rendering: a glossary row is one rendering")
    if len({rendering.zh.strip() for rendering in concept.renderings}) < len(concept.renderings):
        raise EditError(f"concept {concept.id!r} has the same rendering twice")
    if sum(rendering.status is Status.PREFERRED for rendering in concept.renderings) > 1:
        raise EditError(f"concept {concept.id!r} can have one preferred rendering only")
    new = [cells_of(concept, rendering) for rendering in concept.renderings]
    return _changed(glossary, new={_table_for(glossary, concept).path: new})


def add_rendering(glossary: Glossary, concept_id: str, rendering: Rendering) -> Glossary:
    """Add a rendering to a concept, in the file where that stands.

    If it is preferred, the one that was becomes admitted. Raises EditError if there is no such concept, if it has the
    rendering, or if the rendering is empty.
    """
    concept = _concept(glossary, concept_id)
    known = concept.rendering(rendering.zh.strip())
    if known is not None:
        raise EditError(f"{known.zh!r} is a rendering of {concept.id!r} already ({known.status}): set its status")
    new = {_table_for(glossary, concept).path: [cells_of(concept, rendering)]}
    return _changed(glossary, _demotions(concept, rendering.zh, rendering.status), new=new)


def set_status(glossary: Glossary, concept_id: str, zh: str, status: Status, updated: str = "") -> Glossary:
    """Give a rendering a status. If that is preferred, the one that was preferred becomes admitted.

    `updated` is the date to write into the rows that change (none, if empty). Raises EditError if there is no such
    concept or rendering.
    """
    concept, rendering = _rendering(glossary, concept_id, zh)
    changes = [*_demotions(concept, zh, status), (rendering, {"status": status.value})]
    return _changed(glossary, changes, updated=updated)


def set_note(glossary: Glossary, concept_id: str, zh: str, note: str, updated: str = "") -> Glossary:
    """Give a rendering (or a blocker: its concept is `_blockers`) a note.

    `updated` is as in `set_status`. Raises EditError if there is no such concept or rendering.
    """
    return _set_cell(glossary, concept_id, zh, {"note": note}, updated)


def set_context(glossary: Glossary, concept_id: str, zh: str, context: str, updated: str = "") -> Glossary:
    """Give a rendering (or a blocker) a context, as its cell holds it; otherwise this is as `set_note`."""
    return _set_cell(glossary, concept_id, zh, {"context": context}, updated)


def _set_cell(glossary: Glossary, concept_id: str, zh: str, cell: Cells, updated: str) -> Glossary:
    _, rendering = _rendering(glossary, concept_id, zh, blockers=True)
    return _changed(glossary, [(rendering, cell)], updated=updated)


def rename_rendering(glossary: Glossary, concept_id: str, zh: str, new: str, updated: str = "") -> Glossary:
    """Give a rendering other words; what its row says besides stays.

    Further rows that say it again are renamed as well: with the old words they would count. `updated` is as in
    `set_status`. Raises EditError if there is no such concept or rendering, if the new words are empty, or a rendering
    of the concept already.
    """
    new = new.strip()
    concept, rendering = _rendering(glossary, concept_id, zh)
    known = concept.rendering(new)
    if known is not None:
        raise EditError(f"{known.zh!r} is a rendering of {concept_id!r} already ({known.status}): set its status")
    _table_of(glossary, rendering)
    rows = {
        table.path: {index: {"zh": new} for index, row in enumerate(table.rows) if _says(row, concept, zh)}
        for table in glossary.tables
    }
    return _with_rows(glossary, rows, updated=updated)


def describe(
    glossary: Glossary,
    concept_id: str,
    *,
    en: Sequence[str] | None = None,
    definition: str | None = None,
    updated: str = "",
) -> Glossary:
    """Give a concept other English terms, or another definition; None leaves them as they are.

    That is written into every row of the concept that says something of it, or into the first where none does.
    `updated` is as in `set_status`. Raises EditError if there is no such concept.
    """
    concept = _concept(glossary, concept_id)
    given, key = {"en": None if en is None else "|".join(en), "definition": definition}, concept_key(concept.id)
    rows = [
        (table.path, index, row.concept)
        for table in glossary.tables
        for index, row in enumerate(table.rows)
        if row.key is not None and row.key[0] == key
    ]
    changes: dict[Path, dict[int, Cells]] = {}
    for name, cell in given.items():
        if cell is not None:
            saying = [row for row in rows if getattr(row[2], name)]
            for path, index, _ in saying or rows[:1]:
                changes.setdefault(path, {}).setdefault(index, {})[name] = cell
    return _with_rows(glossary, changes, updated=updated)


def remove_rendering(glossary: Glossary, concept_id: str, zh: str) -> Glossary:
    """Take a rendering (or a blocker: its concept is `_blockers`) out. The last one takes its concept with it.

    Further rows that say it again go as well: without the first one they would count. Raises EditError if there is no
    such concept or rendering.
    """
    concept, rendering = _rendering(glossary, concept_id, zh, blockers=True)
    _table_of(glossary, rendering)
    tables = []
    for table in glossary.tables:
        rows = tuple(row for row in table.rows if not _says(row, concept, zh))
        tables.append(replace(table, rows=rows) if len(rows) < len(table.rows) else table)
    return reassembled(glossary, tables, glossary.problems_beside(tables))


def add_blocker(glossary: Glossary, blocker: Rendering) -> Glossary:
    """Add a neutral word that shields the shorter renderings inside it; its status does not matter.

    It goes to the other blockers, or else into the shortest file. Raises EditError if it is empty or there already.
    """
    blockers = glossary.by_id(BLOCKERS) or Concept(BLOCKERS, kind=Kind.BLOCKER)
    if blockers.rendering(blocker.zh.strip()) is not None:
        raise EditError(f"{blocker.zh.strip()!r} is a blocker already")
    return _changed(glossary, new={_table_for(glossary, blockers).path: [cells_of(blockers, blocker)]})


# What to change


def _concept(glossary: Glossary, concept_id: str, *, blockers: bool = False) -> Concept:
    concept = glossary.by_id(concept_id)
    if concept is None or (concept.kind is Kind.BLOCKER and not blockers):
        raise EditError(f"there is no concept {concept_id!r} in the glossary")
    return concept


def _says(row: Row, concept: Concept, zh: str) -> bool:
    """Tell whether a row gives a concept a rendering with these words."""
    if row.rendering is None or row.rendering.zh != zh:  # as mostly, and told sooner than the key
        return False
    return row.key == (concept_key(concept.id), zh)


def _rendering(glossary: Glossary, concept_id: str, zh: str, *, blockers: bool = False) -> tuple[Concept, Rendering]:
    concept = _concept(glossary, concept_id, blockers=blockers)
    rendering = concept.rendering(zh)
    if rendering is None:
        raise EditError(f"{zh!r} is not a rendering of {concept.id!r}")
    return concept, rendering


def _table_for(glossary: Glossary, concept: Concept) -> Table:
    """Return the file a new row goes into: where the concept stands, or else the shortest one with concepts like it.

    One's own terms are fewer than those that they stand beside; the last one of equals counts.
    """
    if concept.renderings and concept.renderings[0].path is not None:
        table = _table_of(glossary, concept.renderings[0])
    elif glossary.tables:
        fitting = [table for table in reversed(glossary.tables) if table.unread is None and _suits(table, concept)]
        table = min(fitting or glossary.tables[-1:], key=lambda table: len(table.rows))
    else:
        raise EditError("the glossary has no file to write to")
    if table.unread is not None:
        reason = f": {table.problems[0].message}" if table.problems else ""
        raise EditError(f"{table.path} could not be read, so nothing can be added to it{reason}")
    return table


def _suits(table: Table, concept: Concept) -> bool:
    """Tell whether a file has no rows yet, or some of headings where the concept is one, of terms where it is not."""
    is_heading = concept.kind is Kind.HEADING
    kinds = (row.concept.kind for row in table.rows if row.concept is not None)
    return not table.rows or any((kind is Kind.HEADING) == is_heading for kind in kinds)


def _table_of(glossary: Glossary, rendering: Rendering) -> Table:
    for table in glossary.tables:
        if table.path == rendering.path:
            return table
    raise EditError(f"{rendering.zh!r} stands in no glossary file, so it cannot be changed")


# The change


def _demotions(concept: Concept, zh: str, status: Status) -> Iterator[tuple[Rendering, Cells]]:
    """Yield what changes in the other renderings of a concept when the one with these words gets a status."""
    for rendering in concept.renderings if status is Status.PREFERRED else ():
        if rendering.status is Status.PREFERRED and rendering.zh != zh:
            yield rendering, {"status": Status.ADMITTED.value}


def _changed(
    glossary: Glossary,
    changes: Iterable[tuple[Rendering, Cells]] = (),
    *,
    new: Mapping[Path, list[Cells]] | None = None,
    updated: str = "",
) -> Glossary:
    """Return the glossary with cells of renderings changed in their rows, and new rows added, by the paths of files."""
    changed: dict[Path, dict[int, Cells]] = {}
    for rendering, cells in changes:
        table = _table_of(glossary, rendering)
        index = next(index for index, row in enumerate(table.rows) if row.rendering is rendering)
        changed.setdefault(table.path, {})[index] = cells
    return _with_rows(glossary, changed, new, updated=updated)


def _with_rows(
    glossary: Glossary,
    changed: Mapping[Path, Changes],
    new: Mapping[Path, list[Cells]] | None = None,
    *,
    updated: str,
) -> Glossary:
    """Return the glossary with rows changed, by their files and their indexes in these, and new ones added."""
    date = {"updated": updated} if updated else {}
    dated = {path: {index: cells | date for index, cells in rows.items()} for path, rows in changed.items()}
    tables = list(tables_with(glossary.tables, new=new or {}, changed=dated))
    return reassembled(glossary, tables, glossary.problems_beside(tables))
