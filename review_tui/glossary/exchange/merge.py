"""Taking an imported glossary in: concept by concept, never over what an editor decided unless told to.

A row that comes in is *added*, it *changes* a row that is there (fills in an empty cell, decides what was provisional),
it is *untouched* since it says nothing new, or it is *conflicting*: it contradicts a row that is there, which then
stays as it is, or gives way with `overwrite`. A provisional row never contradicts anything. A mined row adds nothing
to what was decided, and stands in the file for new concepts, with the counts that it brings.
"""

from enum import StrEnum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from review_tui.glossary.concept import BLOCKERS, Concept, Kind, Rendering, Status, concept_key
from review_tui.glossary.exchange.meaning import meanings
from review_tui.glossary.exchange.model import Imported, shortened
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.rewriting import Cells, rows_by_rendering, tables_with
from review_tui.glossary.storage.row import cells_of


class RowFate(StrEnum):
    """What becomes of a row that comes in."""

    ADDED = "added"
    CHANGED = "changed"
    CONFLICTING = "conflicting"
    UNTOUCHED = "untouched"


class IncomingRow(Struct, frozen=True):
    """One row that came in: its concept here, the line in its file (0 if unknown), and what is to be said of it."""

    fate: RowFate
    concept: str
    zh: str
    line: int
    detail: str = ""


class Merged(Struct, frozen=True):
    """The glossary afterwards, and the report: a line for each row that came in, in order."""

    glossary: Glossary
    lines: tuple[IncomingRow, ...]

    def count(self, fate: RowFate) -> int:
        """Return how many rows had this fate."""
        return sum(line.fate is fate for line in self.lines)


MINED = "mined: "
"""What the origin of a mined row begins with."""

_CELLS = ("pos", "context", "not_before", "not_after", "note")


class _RowMerge(Struct):
    """The rows of an import while they are taken in: what is to be added and changed, and the report.

    `glossary` is the one before. The other settings are those of `merge` and `Imported`.
    """

    glossary: Glossary
    path: Path
    origin: str
    updated: str
    overwrite: bool
    alike: frozenset[Status]
    lines: list[IncomingRow] = []
    new: dict[Path, list[Cells]] = {}
    changed: dict[Path, dict[int, Cells]] = {}
    """What changes in rows that are there, by their file and their index in `Table.rows`."""
    _rows: dict[Path, dict[tuple[str, str], int]] = {}

    def take(self, known: Concept, coming: Concept) -> None:
        """Take in the rows of a concept that is there."""
        shared = self._shared(known, coming)
        merged = replace(
            known,
            en=tuple(dict.fromkeys((*known.en, *coming.en))) if "en" in shared else known.en,
            slugs=tuple(dict.fromkeys((*known.slugs, *coming.slugs))) if "slugs" in shared else known.slugs,
            definition=shared.get("definition", known.definition),
        )
        for rendering in known.renderings if shared else ():
            self.change(known, rendering, shared)
        preferred = known.preferred
        there = {each.zh: each for each in reversed(known.renderings)}  # of twins, the first
        for rendering in coming.renderings:
            here = there.get(rendering.zh.strip())
            clash = preferred if rendering.status is Status.PREFERRED and preferred is not here else None
            if clash is not None and not self.overwrite:
                self.say(RowFate.CONFLICTING, merged, rendering, f"preferred here is {clash.zh}")
                continue
            if clash is not None:
                if "status" not in self._changes_of(known, clash):  # the file may have said more of it before
                    self.change(known, clash, {"status": Status.ADMITTED.value})
                preferred = here or rendering
            if here is None:
                self.add(merged, rendering, None if rendering.origin.startswith(MINED) else _file_of(known))
            else:
                self._compare(merged, here, rendering, shared)

    def add(self, concept: Concept, rendering: Rendering, path: Path | None = None) -> None:
        """Add a row."""
        rendering = replace(
            rendering, origin=rendering.origin or self.origin, updated=rendering.updated or self.updated
        )
        if concept.kind is Kind.BLOCKER:
            concept = replace(concept, id=BLOCKERS)
        self.new.setdefault(path or self.path, []).append(cells_of(concept, rendering))
        self.say(RowFate.ADDED, concept, rendering, rendering.status.value)

    def change(self, concept: Concept, rendering: Rendering, cells: Cells) -> None:
        """Change cells of a row that is there."""
        dated = {"updated": self.updated} if self.updated else {}
        self._changes_of(concept, rendering).update(cells | dated)

    def _changes_of(self, concept: Concept, rendering: Rendering) -> Cells:
        """Return what changes in the row of a rendering, to be added to."""
        for table in self.glossary.tables:
            if table.path == rendering.path:
                if table.path not in self._rows:
                    self._rows[table.path] = rows_by_rendering(table)
                index = self._rows[table.path][concept_key(concept.id), rendering.zh]
                return self.changed.setdefault(table.path, {}).setdefault(index, {})
        raise LookupError(f"{rendering.zh!r} stands in no file of the glossary")

    def say(self, fate: RowFate, concept: Concept, rendering: Rendering, detail: str = "") -> None:
        self.lines.append(IncomingRow(fate, concept.id, rendering.zh, rendering.line, detail))

    def _compare(self, concept: Concept, here: Rendering, there: Rendering, shared: Cells) -> None:
        """Take in a rendering that is there already; `shared` are the cells that change on all rows of the concept."""
        if there.origin.startswith(MINED) and here.status is not Status.PROVISIONAL and not shared:
            self.say(RowFate.UNTOUCHED, concept, there)
            return
        cells: Cells = {}
        against: list[str] = []
        differs = there.status is not here.status and not {there.status, here.status} <= self.alike
        if differs and there.status is not Status.PROVISIONAL:
            if here.status is Status.PROVISIONAL or self.overwrite:
                cells["status"] = there.status.value
            elif concept.kind is not Kind.BLOCKER:
                against.append(f"{here.status} here, {there.status} there")
        for name in _CELLS:
            mine, other = getattr(here, name), getattr(there, name)
            if not other or mine == other or (name == "note" and other == concept.definition):
                continue
            if not mine or self.overwrite:
                cells[name] = other
            else:
                against.append(f"{name} is {shortened(mine)!r} here, {shortened(other)!r} there")
        known = dict(here.extra)
        cells.update({name: value for name, value in there.extra if name not in known})
        if cells:
            self.change(concept, here, cells)
        if against:
            self.say(RowFate.CONFLICTING, concept, there, "; ".join(against))
        elif cells or shared:
            self.say(RowFate.CHANGED, concept, there, ", ".join((cells | shared).keys()))
        else:
            self.say(RowFate.UNTOUCHED, concept, there)

    def _shared(self, known: Concept, coming: Concept) -> Cells:
        """Return the cells that change on all rows of a known concept: those that its rows have in common."""
        decided = any(each.status is not Status.PROVISIONAL for each in known.renderings)
        if known.kind is Kind.BLOCKER or (decided and all(each.origin.startswith(MINED) for each in coming.renderings)):
            return {}
        cells: Cells = {}
        mine = {term.casefold() for term in known.en}
        new = [term for term in coming.en if term.casefold() not in mine]
        if new:
            cells["en"] = "|".join((*known.en, *new))
        slugs = [slug for slug in coming.slugs if slug not in known.slugs]
        if slugs:
            cells["slugs"] = "|".join((*known.slugs, *slugs))
        if coming.definition and coming.definition != known.definition and (not known.definition or self.overwrite):
            cells["definition"] = coming.definition
        return cells


def merge(
    glossary: Glossary,
    imported: Imported,
    path: Path,
    *,
    status: Status | None = None,
    origin: str = "",
    updated: str = "",
    overwrite: bool = False,
) -> Merged:
    """Return the glossary with an import taken in.

    New concepts go into the file at `path`; new rows of known ones go where their concept stands. `status` takes the
    place of what the import says. `origin` and `updated` are written into new rows that have none, and `updated` into
    changed ones. Raises EditError where the file that a row would go into could not be read.
    """
    state = _RowMerge(glossary, path, origin, updated, overwrite, imported.alike)
    if status is not None:
        imported = replace(imported, concepts=tuple(_with_status(each, status) for each in imported.concepts))
    meant: dict[str, tuple[Concept | None, Concept]] = {}
    for meaning in meanings(glossary, imported):
        known, coming = meaning.known, meaning.coming
        if meaning.fault:
            for rendering in coming.renderings:
                state.say(RowFate.CONFLICTING, coming, rendering, meaning.fault)
            continue
        key = concept_key(known.id if known else coming.id)
        before = meant.get(key)
        meant[key] = (known, coming if before is None else _together(before[1], coming))
    for known, coming in meant.values():
        if known is not None:
            state.take(known, coming)
        else:
            for rendering in coming.renderings:
                state.add(coming, rendering)
    tables = tuple(tables_with(glossary.tables, new=state.new, changed=state.changed))
    return Merged(glossary_of(tables, glossary.problems_beside(tables)), tuple(state.lines))


def _file_of(concept: Concept) -> Path | None:
    """Return the first file in which a concept stands."""
    return next((rendering.path for rendering in concept.renderings if rendering.path is not None), None)


def _together(first: Concept, second: Concept) -> Concept:
    """Return two imported concepts that are one here: `foreclosure` and `foreclosures` of a file of pairs."""
    renderings = {rendering.zh: rendering for rendering in first.renderings}
    for rendering in second.renderings:
        renderings.setdefault(rendering.zh, rendering)
    kept: list[Rendering] = []
    for rendering in sorted(renderings.values(), key=lambda rendering: rendering.status.order):
        second_best = rendering.status is Status.PREFERRED and bool(kept)
        kept.append(replace(rendering, status=Status.ADMITTED) if second_best else rendering)
    return replace(
        first,
        en=tuple(dict.fromkeys((*first.en, *second.en))),
        slugs=tuple(dict.fromkeys((*first.slugs, *second.slugs))),
        definition=first.definition or second.definition,
        renderings=tuple(kept),
    )


def _with_status(concept: Concept, status: Status) -> Concept:
    """Give all renderings a status, those of blockers aside; of several that would be preferred, only the first is."""
    if concept.kind is Kind.BLOCKER:
        return concept
    renderings = []
    for nth, rendering in enumerate(concept.renderings):
        new = Status.ADMITTED if status is Status.PREFERRED and nth else status
        renderings.append(replace(rendering, status=new))
    return replace(concept, renderings=tuple(renderings))
