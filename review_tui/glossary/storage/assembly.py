"""Putting a glossary together from the rows of its files, and saying what is wrong with them."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from review_tui.article.slug import normal_slug
from review_tui.collector import undisturbed
from review_tui.files.presence import is_folder
from review_tui.glossary.concept import BLOCKERS, Concept, Kind, Rendering, Status
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.problem import Problem
from review_tui.glossary.storage.location import csv_files, fault_of
from review_tui.glossary.storage.row import ConceptCells, Row, several
from review_tui.glossary.storage.table import Table, read_table
from review_tui.severity import Severity

_EMPTY = "there is no .csv file in this folder: `review-tui glossary init FOLDER` makes two in it to edit"


@undisturbed()
def load_glossary(paths: Iterable[Path]) -> Glossary:
    """Read glossary files, or all .csv files of a folder. Never raises: what is wrong is in `problems`."""
    tables: dict[Path, Table] = {}
    problems: list[Problem] = []
    for path in paths:
        files: Sequence[Path] = csv_files(path) if is_folder(path) else (path,)
        if not files:
            problems.append(Problem(path, 0, fault_of(path) or _EMPTY, code="file-unreadable"))
        for file in files:
            if file not in tables:
                tables[file] = read_table(file)
    return glossary_of(tables.values(), problems)


def glossary_of(tables: Iterable[Table], problems: Iterable[Problem] = ()) -> Glossary:
    """Put files together: a later one extends the earlier ones, and where they disagree the earlier one stands.

    Between files of several folders that is how one's own terms stand beside a copy of others: no mistake.
    """
    tables = tuple(tables)
    found = list(problems)
    for table in tables:
        found += table.problems
    drafts, faults = drafts_of(row for table in tables for row in table.rows)
    concepts = tuple(drafts[key].concept() for key in sorted(drafts))
    return Glossary(concepts, (*found, *faults, *slug_conflicts(concepts)), tables)


def drafts_of(rows: Iterable[Row]) -> tuple[dict[str, "ConceptDraft"], list[Problem]]:
    """Return the concepts of some rows, by their folded ids, and where rows of one concept disagree."""
    drafts: dict[str, ConceptDraft] = {}
    problems: list[Problem] = []
    keys: dict[tuple[str, Kind], str] = {}
    for row in rows:
        cells = row.concept
        if cells is None or row.rendering is None:
            continue
        named = (cells.id, cells.kind)
        key = keys.get(named)
        if key is None:
            key = keys[named] = cells.key
        draft = drafts.get(key)
        if draft is None:
            draft = drafts[key] = ConceptDraft(cells, row.rendering)
        problem = draft.add(row)
        if problem is not None:
            problems.append(problem)
    return drafts, problems


class ConceptDraft(Struct):
    """A concept while its rows come in.

    `cells` and `first` are those of its first row. `en` and `slugs` have the values of all rows as keys, in order.
    """

    cells: ConceptCells
    first: Rendering
    en: dict[str, None] = {}
    slugs: dict[str, None] = {}
    definition: str = ""
    preferred: Rendering | None = None
    renderings: dict[str, Rendering] = {}

    def __post_init__(self) -> None:
        self.en, self.slugs = dict.fromkeys(several(self.cells.en)), dict.fromkeys(several(self.cells.slugs))
        self.definition = self.cells.definition

    def add(self, row: Row) -> Problem | None:
        """Take in a row, and return what is wrong with it."""
        cells, rendering = row.concept, row.rendering
        if cells is None or rendering is None:
            return None
        problem = None if cells == self.cells else self._merge(cells, rendering)
        other = self.renderings.setdefault(rendering.zh, rendering)
        if other is not rendering:
            return self._twice(other, rendering)
        if rendering.status is Status.PREFERRED:
            if self.preferred is not None:
                return self._preferred_twice(self.preferred, rendering)
            self.preferred = rendering
        return problem

    def concept(self) -> Concept:
        """Return the concept, its renderings sorted."""
        kind = self.cells.kind
        renderings = sorted(self.renderings.values(), key=self._sort_key)
        return Concept(
            BLOCKERS if kind is Kind.BLOCKER else self.cells.id,
            tuple(self.en),
            kind,
            tuple(self.slugs),
            self.definition,
            tuple(renderings),
        )

    def _sort_key(self, rendering: Rendering) -> tuple[int, bool, str]:
        return rendering.status.order, rendering is not self.preferred, rendering.zh

    @property
    def _called(self) -> str:
        return "the blockers" if self.cells.kind is Kind.BLOCKER else f"concept {self.cells.id!r}"

    def _twice(self, held: Rendering, rendering: Rendering) -> Problem:
        where = _where(held, rendering)
        if _is_elsewhere(held, rendering):
            message = (
                f"{where} calls {rendering.zh!r} {held.status} for {self._called}, and is named first: this row does "
                "not count"
            )
            return _problem(rendering, message, Severity.INFO, "row-overruled")
        message = (
            f"{rendering.zh!r} already stands on {where} as a rendering of {self._called} ({held.status}); this row "
            "does not count: delete one of the two"
        )
        return _problem(rendering, message, code="row-duplicate")

    def _preferred_twice(self, held: Rendering, rendering: Rendering) -> Problem:
        where = _where(held, rendering)
        if _is_elsewhere(held, rendering):
            message = (
                f"{where} prefers {held.zh!r} for {self._called}, and is named first: {rendering.zh!r} is admitted "
                "beside it"
            )
            return _problem(rendering, message, Severity.INFO, "preferred-overruled")
        message = (
            f"{self._called} has two preferred renderings, {held.zh!r} ({where}) and {rendering.zh!r}: make one of "
            "them admitted"
        )
        return _problem(rendering, message, code="preferred-twice")

    def _merge(self, cells: ConceptCells, rendering: Rendering) -> Problem | None:
        """Fill in what the first row left out, add further terms and slugs, and return what contradicts it."""
        differing = []
        if cells.kind is not self.cells.kind:
            differing.append("kind")
        if cells.kind is Kind.BLOCKER:
            return None
        for column, mine, cell in (("en", self.en, cells.en), ("slugs", self.slugs, cells.slugs)):
            values = several(cell)
            if values and mine and (len(values) != len(mine) or values != tuple(mine)):
                differing.append(column)
            mine.update(dict.fromkeys(values))
        if cells.definition and self.definition and cells.definition != self.definition:
            differing.append("definition")
        self.definition = self.definition or cells.definition
        if not differing:
            return None
        return _problem(
            rendering,
            f"the {' and '.join(differing)} of {self._called} differ from {_where(self.first, rendering)}; "
            "repeat these cells alike on every row of a concept",
            Severity.INFO if "kind" not in differing and _is_elsewhere(self.first, rendering) else Severity.WARNING,
            "concept-differs",
        )


def _problem(rendering: Rendering, message: str, severity: Severity = Severity.ERROR, code: str = "") -> Problem:
    return Problem(rendering.path, rendering.line, message, severity, code)


def _is_elsewhere(other: Rendering, seen_from: Rendering) -> bool:
    """Tell whether another row stands in a file of another folder, whose rows this one's are meant to give way to.

    The files of one folder are one glossary, in which two rows that disagree are a mistake.
    """
    return other.path is not None and seen_from.path is not None and other.path.parent != seen_from.path.parent


def _where(other: Rendering, seen_from: Rendering) -> str:
    if other.path is None or seen_from.path is None or other.path == seen_from.path:
        return f"line {other.line}"
    try:
        above = os.path.commonpath((other.path, seen_from.path))
    except ValueError:  # on other drives, or one from the current folder
        above = ""
    return f"{os.path.relpath(other.path, above) if above else other.path}, line {other.line}"


def slug_conflicts(concepts: Iterable[Concept]) -> list[Problem]:
    """Return a problem for each slug that several concepts have."""
    problems: list[Problem] = []
    owners: dict[str, Concept] = {}
    for concept in concepts:
        for slug in dict.fromkeys(map(normal_slug, concept.slugs)):
            owner = owners.setdefault(slug, concept)
            if owner is not concept:
                message = (
                    f"the slug {slug!r} of concept {concept.id!r} also belongs to {owner.id!r}, which keeps it: "
                    "a link can mean only one of them"
                )
                problems.append(_problem(concept.renderings[0], message, Severity.WARNING, "slug-shared"))
    return problems
